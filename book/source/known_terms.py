"""The terms of all glossaries, and what a text calls them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from book.model import Term
from book.terms import Match, Matcher


class KnownTerms:
    """Finds terms by any form of their names; the matcher is made when it is first asked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.names = {name: term.name for term in reversed(terms) for name in reversed(term.names)}
        self._main_names: dict[str, str | None] = {}
        self.in_order = tuple(name for term in terms for name in term.names)

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.in_order)

    def main_name(self, written: str) -> str | None:
        """The main name of the entry that has this name, in any form."""
        if written not in self._main_names:
            name = self.matcher.named(written)
            self._main_names[written] = None if name is None else self.names[name]
        return self._main_names[written]

    def unwanted(self, names: Collection[str]) -> set[str]:
        """The main names of entries that a chapter's `no-link` names."""
        return {self.main_name(name) or name for name in names}

    def find(self, text: str, without: Collection[str] = ()) -> list[Match]:
        """The names in a text, but those of the entries with these main names."""
        return [match for match in self.matcher.find(text) if self.names[match.name] not in without]
