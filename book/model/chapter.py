"""A chapter: one article of the book, with what its front matter says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from book.model.month import Month
from book.model.partial_date import PartialDate

WORDS_A_MINUTE = 200  # silent reading of non-fiction: 238 (Brysbaert 2019), less for study


@dataclass(frozen=True)
class Source:
    """Where a chapter's facts come from."""

    title: str
    publisher: str
    date: PartialDate | None = None
    url: str | None = None


@dataclass(frozen=True)
class Chapter:
    """A chapter; `docname` is its path below `chapters/` without `.md`, `subject` its folder.

    `no_link` are terms that are no links in it where nobody marked them; `moved_from` are the docnames that it had
    before, the oldest first.
    """

    docname: str
    title: str
    subject: str
    published: date
    summary: str
    syllabus: tuple[str, ...]
    sources: tuple[Source, ...]
    tags: tuple[str, ...] = ()
    draft: bool = False
    words: int = 0
    no_link: tuple[str, ...] = ()
    moved_from: tuple[str, ...] = ()

    @property
    def month(self) -> Month:
        return Month.of(self.published)

    @property
    def first_docname(self) -> str:
        """The docname that it had first: what stays the same when it moves."""
        return (*self.moved_from, self.docname)[0]

    @property
    def reading_minutes(self) -> int:
        """Minutes to read it once, at least 1."""
        return max(1, round(self.words / WORDS_A_MINUTE))
