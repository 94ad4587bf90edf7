"""The matcher: names of terms in a text, found all at once by the algorithm of Aho and Corasick (1975)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ahocorasick

from book.terms.folding import APOSTROPHES, BORDER, HYPHENS, MASK, fold, term_key
from book.terms.forms import capitals_of, forms_of, has_capitals

LONGEST_ADDRESS = 400  # characters
_NO_ADDRESS = re.compile(rf"[\s<>()\[\]{{}}\"“”‘’–—{BORDER}]")
_HOST = re.compile(r"[\w.-]+\.[^\W\d_]{2,}(?::\d+)?/")


@dataclass(frozen=True)
class Match:
    """Words of a text, from `start` to before `end`, that are a name; `name` is written as it was given."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class _Candidate:
    name: str
    capitals: tuple[str, ...]


class Matcher:
    """Finds names in texts. Of two names that have a form in common, the first that was given is found.

    But an abbreviation goes before a word: `WHO` is found as that, even where `who` is a name, too.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_form: dict[str, list[_Candidate]] = {}
        given = [_Candidate(name, capitals_of(name)) for name in dict.fromkeys(names)]
        given.sort(key=lambda candidate: not any(candidate.capitals))
        for candidate in given:  # a name as it stands goes before the plural of another
            self._add(forms_of(candidate.name)[:1], candidate)
        for candidate in given:
            self._add(forms_of(candidate.name)[1:], candidate)

    @cached_property
    def _automaton(self) -> Any:
        made = ahocorasick.Automaton()
        for form, candidates in self._by_form.items():
            made.add_word(form, (len(form), candidates))
        made.make_automaton()
        return made

    def _add(self, forms: Iterable[str], candidate: _Candidate) -> None:
        for form in forms:
            self._by_form.setdefault(form, []).append(candidate)

    def named(self, written: str) -> str | None:
        """The name that a text as a whole is, in any of its forms and whatever its capitals; None for none."""
        candidates = self._by_form.get(term_key(written), [])
        exact = [c for c in candidates if has_capitals(written, c.capitals)]
        return next((c.name for c in exact or candidates), None)

    def find(self, text: str) -> list[Match]:
        """The names in a text: at each place the longest, none over another, in the order of the text."""
        if not self._by_form:
            return []
        folded = fold(text)
        found = []
        for last, (length, candidates) in self._automaton.iter(folded.text):
            first = last + 1 - length
            if first and folded.text[first - 1].isalnum():
                continue  # most of what is found stands within a word
            start, end = folded.span(first, last + 1)
            if _goes_on_before(text, start) or _goes_on_behind(text, end) or _in_address(text, start):
                continue
            name = next((c.name for c in candidates if has_capitals(text[start:end], c.capitals)), None)
            if name is not None:
                found.append(Match(start, end, name))
        return _apart(found)


def _apart(found: list[Match]) -> list[Match]:
    chosen: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _goes_on_before(text: str, start: int) -> bool:
    """Whether the word that begins here is a part of a longer one: `self-defence`, `who.int`, `d'état`."""
    near, far = _two(text, range(start - 1, -1, -1))
    if near in HYPHENS or near in APOSTROPHES or near == ".":
        return _is_of_word(far)
    return _is_of_word(near) or near in ("@", "#")


def _goes_on_behind(text: str, end: int) -> bool:
    """The same for the word that ends here; the 's of a possessive does not count."""
    near, far = _two(text, range(end, len(text)))
    if near in HYPHENS:
        return far not in HYPHENS  # two hyphens are a dash
    if near in APOSTROPHES:
        return _is_of_word(far) and not _is_possessive(text[end:])
    if near == ".":
        return _is_of_word(far)
    return _is_of_word(near) or near == "@"


def _in_address(text: str, start: int) -> bool:
    """Whether what stands before a place on its line is the beginning of an address: `https://who.int/`, `un.org/`."""
    if not start or text[start - 1].isspace():
        return False
    before = _NO_ADDRESS.split(text[max(0, start - LONGEST_ADDRESS) : start])[-1]
    return "://" in before or _HOST.match(before) is not None


def _two(text: str, places: range) -> tuple[str, str]:
    """The two characters next to a place, borders of markup left out; a blank beyond the end."""
    near = ""
    for place in places:
        char = text[place]
        if char == BORDER:
            continue
        if near:
            return near, char
        if char == " ":  # nearly always: then nothing depends on the one behind
            return char, char
        near = char
    return near or " ", " "


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char in ("_", MASK) or unicodedata.category(char).startswith("M")


def _is_possessive(behind: str) -> bool:
    """Whether what follows a name is an apostrophe and an s, and the word ends there."""
    plain = behind.replace(BORDER, "")
    return plain[1:2] in ("s", "S") and not _goes_on_behind(plain, 2)
