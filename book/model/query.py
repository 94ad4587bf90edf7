"""What a reader asks the press for, and the answer where it cannot be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.model.month import Month

Condition = Literal["months", "subjects", "syllabus", "chapters"]


class NoEdition(Exception):
    """The reason why a query has no edition: what is wrong, and what there is.

    `condition` is the part of the query that cannot be met, None where it is all of them together.
    """

    def __init__(self, message: str, condition: Condition | None = None) -> None:
        super().__init__(message)
        self.condition = condition


@dataclass(frozen=True)
class ListedChapter:
    """A line of a list of chapters, counted from 1, and the docname on it."""

    line: int
    docname: str


@dataclass(frozen=True)
class ChapterList:
    """Chapters that a reader has written down in a file of their own; `name` is safe as part of a file name."""

    path: str
    name: str
    chapters: tuple[ListedChapter, ...]

    @property
    def title(self) -> str:
        """The name as a title: `Revision week` for `revision-week`."""
        words = " ".join(self.name.replace("-", " ").replace("_", " ").split())
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Query:
    """The chapters to print: those that meet every condition given; where none is given, the newest month.

    `first` and `last` are months, both printed. `subjects` are slugs and `syllabus` codes, of which a chapter
    has to match one; a code stands for all that is below it, too.
    """

    first: Month | None = None
    last: Month | None = None
    subjects: tuple[str, ...] = ()
    syllabus: tuple[str, ...] = ()
    chapters: ChapterList | None = None
