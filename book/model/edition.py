"""An edition: chapters in the order in which they are printed, under a name and a title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from book.model.chapter import Chapter
from book.model.month import Month
from book.model.subject import Subject


@dataclass(frozen=True)
class EditionPage:
    """The file `editions/<month>.md`: the title, foreword and cover line of a month."""

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
    """What is printed: sections in the order of subjects, one at least, each with chapters that are no drafts.

    `name` is safe as a file name and `title` is for readers; `foreword` is the docname of the page that a whole
    month begins with.
    """

    name: str
    title: str
    book_title: str
    sections: tuple[Section, ...]
    cover_line: str | None = None
    foreword: str | None = None

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for section in self.sections for chapter in section.chapters)

    @property
    def last_day(self) -> date:
        """The last day of the newest chapter's month: the day up to which the edition is complete."""
        return max(chapter.month for chapter in self.chapters).last_day
