"""Abbreviations in a text, whether or not they are names of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.terms.boundaries import is_whole
from book.terms.forms import is_abbreviation

SHORTEST, LONGEST = 2, 8  # characters
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def abbreviations_in(text: str) -> Iterator[tuple[int, str]]:
    """The place of each whole word in capitals, and the word without the s of a plural; no roman numbers up to 89."""
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("s")
        fits = SHORTEST <= len(word) <= LONGEST and is_abbreviation(word) and not _ROMAN.fullmatch(word)
        if fits and is_whole(text, match.start(), match.end()):
            yield match.start(), word
