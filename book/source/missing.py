"""Abbreviations that chapters use and no glossary has: terms that are worth an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book.source.known_terms import KnownTerms
from book.source.page import Page
from book.terms import abbreviations_in

CHAPTERS = 3  # that use an abbreviation before it is worth an entry


@dataclass(frozen=True)
class MissingTerm:
    """An abbreviation and the places where it stands: each the path of a chapter and a line, in their order."""

    name: str
    places: tuple[tuple[str, int], ...]

    @property
    def chapters(self) -> tuple[tuple[str, int], ...]:
        """The first place in each chapter."""
        return tuple({path: (path, line) for path, line in reversed(self.places)}.values())[::-1]


def missing_terms(pages: Mapping[str, Page], known: KnownTerms) -> tuple[MissingTerm, ...]:
    """The abbreviations without an entry that `CHAPTERS` chapters or more use, the most used first."""
    places: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(path for path, page in pages.items() if page.kind == "chapter"):
        for line, name in _in_page(pages[path], known):
            places.setdefault(name, []).append((path, line))
    found = (MissingTerm(name, tuple(sorted(where))) for name, where in places.items())
    wanted = (term for term in found if len(term.chapters) >= CHAPTERS)
    return tuple(sorted(wanted, key=lambda term: (-len(term.places), term.name)))


def _in_page(page: Page, known: KnownTerms) -> Iterator[tuple[int, str]]:
    """The line of each abbreviation that is neither a name nor a word of one."""
    for block in page.scan.prose:
        text = block.text
        within = {place for match in known.find(text) for place in range(match.start, match.end)}
        for start, name in abbreviations_in(text):
            if start not in within and known.main_name(name) is None:
                yield block.line_at(start), name
