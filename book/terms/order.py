"""The order of a glossary: that of a dictionary, letter by letter, so that `balance-sheet` stands before `bank`."""

from __future__ import annotations

import re
import unicodedata

NO_LETTER = "0–9"  # where all that begins with no letter stands, before A

# What Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_ACCENTS = "\u0300-\u036f\u093c"  # of Latin letters, and the dot below a Devanagari one; vowel signs are none
_UNREAD = re.compile(rf"[{_ACCENTS}]|[^\w\u0900-\u097f]|_")
_NUMBER = re.compile(r"\d+")


def sort_key(name: str) -> str:
    """What a dictionary sorts a name by: its letters and numbers, a small number before a large one.

    Capitals, accents, blanks, hyphens, other signs and a `the` at the start make no difference. Numbers stand before
    letters, and each script is in the order of its characters, Devanagari after Latin.
    """
    text = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN).strip()
    return _NUMBER.sub(lambda number: number[0].zfill(9), _UNREAD.sub("", re.sub(r"^the\s+", "", text)))


def letter(name: str) -> str:
    """The letter under which a name stands, a capital; `NO_LETTER` where it begins with none."""
    first = sort_key(name)[:1]
    return first.upper() if first.isalpha() else NO_LETTER
