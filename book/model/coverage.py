"""How much of the syllabus the chapters of some months cover, and what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from book.model.catalog import Catalog
from book.model.month import Month
from book.model.period import Period
from book.model.syllabus import SyllabusNode


@dataclass(frozen=True)
class Covered:
    """A part of the syllabus: how many chapters name it, how many it or a part below it, and the months of these."""

    node: SyllabusNode
    own: int
    total: int
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Coverage:
    """Every part of the syllabus, in the order of the file; how many chapters were looked at, and drafts left out."""

    parts: tuple[Covered, ...]
    chapters: int
    drafts: int

    @property
    def empty(self) -> tuple[Covered, ...]:
        """The parts without a chapter, their own or below them."""
        return tuple(part for part in self.parts if not part.total)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The codes of the parts without a chapter, but not of those below such a part."""
        codes = {part.node.code for part in self.empty}
        return tuple(part.node.code for part in self.empty if part.node.code.rpartition(".")[0] not in codes)


def coverage_of(catalog: Catalog, periods: Sequence[Period] = ()) -> Coverage:
    """What the chapters of these months cover, of all months where none are given; drafts do not count."""
    asked = [c for c in catalog.chapters.values() if not periods or any(c.month in period for period in periods)]
    finished = [chapter for chapter in asked if not chapter.draft]
    own: dict[str, set[str]] = {code: set() for code in catalog.syllabus.nodes}
    total: dict[str, set[str]] = {code: set() for code in catalog.syllabus.nodes}
    for chapter in finished:
        for code in own.keys() & set(chapter.syllabus):
            own[code].add(chapter.docname)
            for node in catalog.syllabus.path(code):
                total[node.code].add(chapter.docname)
    parts = tuple(
        Covered(
            node=node,
            own=len(own[code]),
            total=len(total[code]),
            months=tuple(sorted({catalog.chapters[docname].month for docname in total[code]})),
        )
        for code, node in catalog.syllabus.nodes.items()
    )
    return Coverage(parts, len(finished), len(asked) - len(finished))
