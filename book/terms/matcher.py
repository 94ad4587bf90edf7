"""The matcher: names of terms in a text, found all at once by the algorithm of Aho and Corasick (1975)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ahocorasick

from book.terms.boundaries import is_whole
from book.terms.folding import fold, term_key
from book.terms.forms import capitals_of, forms_of, has_capitals


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
            if not is_whole(text, start, end):
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
