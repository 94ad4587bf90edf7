"""An edition: the chapters of a month in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from book.model.chapter import Chapter
from book.model.month import Month
from book.model.subject import Subject

if TYPE_CHECKING:
    from book.model.catalog import Catalog


@dataclass(frozen=True)
class EditionPage:
    """The file `editions/<month>.md`: the edition's title, foreword and cover line."""

    month: Month
    title: str
    cover_line: str | None = None

    @property
    def docname(self) -> str:
        return f"editions/{self.month}"


@dataclass(frozen=True)
class Section:
    """A subject with those of its chapters that are in the edition."""

    subject: Subject
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Edition:
    """What is printed: sections in the order of subjects, chapters in each by date, no drafts."""

    page: EditionPage
    book_title: str
    sections: tuple[Section, ...]

    @property
    def month(self) -> Month:
        return self.page.month

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for section in self.sections for chapter in section.chapters)


def edition_of(catalog: Catalog, month: Month) -> Edition:
    """The edition of a month; KeyError where the month has no edition page.

    Chapters marked as drafts are left out, and so is a subject that has no other chapter.
    """
    chosen = [chapter for chapter in catalog.by_month.get(month, ()) if not chapter.draft]
    sections = []
    for subject in catalog.ordered_subjects:
        chapters = tuple(chapter for chapter in chosen if chapter.subject == subject.slug)
        if chapters:
            sections.append(Section(subject, chapters))
    return Edition(catalog.edition_pages[month], catalog.title, tuple(sections))
