"""Pagination: from the lengths of parts in order to the folio of everything in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from book.press.part import Part


@dataclass(frozen=True)
class Pagination:
    """First folio and length in pages of each part of the text; folios count from 1."""

    first: Mapping[str, int]
    pages: Mapping[str, int]

    @classmethod
    def of(cls, lengths: Sequence[tuple[str, int]]) -> Pagination:
        """The pagination of parts that follow each other from folio 1 on."""
        first: dict[str, int] = {}
        folio = 1
        for name, pages in lengths:
            first[name] = folio
            folio += pages
        return cls(first, dict(lengths))

    @property
    def end(self) -> int:
        """The folio behind the last page."""
        return 1 + sum(self.pages.values())

    def last(self, name: str) -> int:
        return self.first[name] + self.pages[name] - 1


@dataclass(frozen=True)
class Text:
    """The text of the book: its parts by name, in order, and their pagination."""

    parts: Mapping[str, Part]
    pages: Pagination

    @classmethod
    def of(cls, names: Sequence[str], parts: Mapping[str, Part]) -> Text:
        """The text whose parts follow each other in the order of `names`."""
        chosen = {name: parts[name] for name in names}
        return cls(chosen, Pagination.of([(name, part.pages) for name, part in chosen.items()]))

    @cached_property
    def folios(self) -> Mapping[str, int]:
        """The folio of the page on which each id stands first: questions stand in their chapter and in the test."""
        return {
            name: self.pages.first[part_name] + place.page
            for part_name, part in reversed(list(self.parts.items()))
            for name, place in part.places.items()
        }


class UnpagedText(Text):
    """A text that could not be laid out: every id is on folio 0."""

    @cached_property
    def folios(self) -> Mapping[str, int]:
        return defaultdict(int)


@dataclass(frozen=True)
class Use:
    """A use of a term: the folio, the id of the place, and whether the text explains the term there."""

    folio: int
    target: str
    explains: bool = False


@dataclass(frozen=True)
class FolioRange:
    """Pages in a row, where a link to the first of them leads, and whether they explain what they use."""

    first: int
    last: int
    target: str
    explains: bool = False

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}\u2013{self.last}"


def ranges(uses: Iterable[Use]) -> tuple[FolioRange, ...]:
    """The folios of uses in the order of the text, each once, neighbours joined: `14`, `16–18`.

    Pages that explain and pages that do not are never in one range. A link leads to the first use on its page, or to
    where that page explains.
    """
    pages: dict[int, Use] = {}
    for use in sorted(uses, key=lambda use: (use.folio, not use.explains)):
        pages.setdefault(use.folio, use)
    found: list[FolioRange] = []
    for folio, use in pages.items():
        last = found[-1] if found else None
        if last and folio == last.last + 1 and use.explains == last.explains:
            found[-1] = replace(last, last=folio)
        else:
            found.append(FolioRange(folio, folio, use.target, use.explains))
    return tuple(found)
