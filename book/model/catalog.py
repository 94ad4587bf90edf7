"""The whole book at a glance: what there is and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from book.model.chapter import Chapter
from book.model.edition import EditionPage
from book.model.month import Month
from book.model.short_address import short_addresses
from book.model.subject import Subject
from book.model.syllabus import Syllabus
from book.model.term import Term

Neighbours = tuple[Chapter | None, Chapter | None]  # what comes before and after


@dataclass(frozen=True)
class Catalog:
    """Subjects, chapters, edition pages, terms and the syllabus of one `chapters/` folder."""

    title: str
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    edition_pages: Mapping[Month, EditionPage] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    syllabus: Syllabus = field(default_factory=Syllabus)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months that have an edition page, newest first."""
        return tuple(sorted(self.edition_pages, reverse=True))

    @cached_property
    def ordered_subjects(self) -> tuple[Subject, ...]:
        return tuple(sorted(self.subjects.values(), key=lambda s: (s.order, s.title, s.slug)))

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Chapter, ...]]:
        """The chapters of each subject by date, oldest first, then by docname."""
        found: dict[str, list[Chapter]] = {slug: [] for slug in self.subjects}
        for chapter in self._by_date:
            found.setdefault(chapter.subject, []).append(chapter)
        return {slug: tuple(chapters) for slug, chapters in found.items()}

    @cached_property
    def by_month(self) -> Mapping[Month, tuple[Chapter, ...]]:
        """The chapters of each month by date, oldest first, then by docname."""
        found: dict[Month, list[Chapter]] = {}
        for chapter in self._by_date:
            found.setdefault(chapter.month, []).append(chapter)
        return {month: tuple(chapters) for month, chapters in found.items()}

    @cached_property
    def by_month_in_print(self) -> Mapping[Month, tuple[Chapter, ...]]:
        """The chapters of each month in the order in which they are printed: by subject, then by date."""
        place = {subject.slug: i for i, subject in enumerate(self.ordered_subjects)}
        return {
            month: tuple(sorted(chapters, key=lambda c: place.get(c.subject, len(place))))
            for month, chapters in self.by_month.items()
        }

    @cached_property
    def newest(self) -> tuple[Chapter, ...]:
        """All chapters, newest first."""
        return tuple(sorted(self._by_date, key=lambda c: c.published, reverse=True))

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """For each chapter its predecessor and successor within the subject."""
        return _neighbours(self.by_subject.values())

    @cached_property
    def month_neighbours(self) -> Mapping[str, Neighbours]:
        """For each chapter its predecessor and successor within the month, in the order in which it is printed."""
        return _neighbours(self.by_month_in_print.values())

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Chapter, ...]]:
        """The chapters of each code of the syllabus that has any of its own, newest first."""
        return _grouped((code, chapter) for chapter in self.newest for code in chapter.syllabus)

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Chapter, ...]]:
        """The chapters of each tag, newest first."""
        return _grouped((tag, chapter) for chapter in self.newest for tag in chapter.tags)

    @cached_property
    def short_addresses(self) -> Mapping[str, str]:
        """For each chapter the few characters that lead to it: see `short_address.py`."""
        return short_addresses(self.chapters.values())

    @cached_property
    def _by_date(self) -> tuple[Chapter, ...]:
        return tuple(sorted(self.chapters.values(), key=lambda c: (c.published, c.docname)))


def _neighbours(sequences: Iterable[tuple[Chapter, ...]]) -> dict[str, Neighbours]:
    return {
        chapter.docname: (chapters[i - 1] if i else None, chapters[i + 1] if i + 1 < len(chapters) else None)
        for chapters in sequences
        for i, chapter in enumerate(chapters)
    }


def _grouped(pairs: Iterable[tuple[str, Chapter]]) -> dict[str, tuple[Chapter, ...]]:
    found: dict[str, list[Chapter]] = {}
    for key, chapter in pairs:
        found.setdefault(key, []).append(chapter)
    return {key: tuple(chapters) for key, chapters in found.items()}
