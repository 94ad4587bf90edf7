"""Uses of terms in chapters, found as the built book finds them, without building it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from book.source.facts import Prose
from book.source.known_terms import KnownTerms
from book.source.page import Page
from book.terms import sentence_around

How = Literal["automatic", "by hand", "explains"]


@dataclass(frozen=True)
class TermUse:
    """A use of the term with the main name `term`, on the page `path`: the characters of a block from `start` to `end`.

    `how`: nobody marked it, {term} marks it, or the chapter explains the term there, by {explains} or in a heading.
    """

    path: str
    term: str
    how: How
    block: Prose
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.block.line_at(self.start)

    @property
    def sentence(self) -> tuple[str, str, str]:
        """What stands in its sentence before the use, the use itself, and what stands behind it."""
        return sentence_around(self.block.shown, self.start, self.end)


def chapter_uses(path: str, page: Page, known: KnownTerms) -> Iterator[TermUse]:
    """The uses in a chapter in the order in which it is read, those in its headings last."""
    unwanted = known.unwanted(page.fields.get("no-link", ()))
    for block in page.scan.prose:
        yield from _in_prose(path, block, known, unwanted)
    for heading in page.scan.headings:
        if heading.level > 1:  # the chapter's title explains nothing
            yield from _in_heading(path, Prose(heading.line, heading.text), known, unwanted)


def term_uses(pages: Mapping[str, Page], known: KnownTerms) -> Iterator[TermUse]:
    """The uses in all chapters, drafts too, in the order of paths."""
    for path in sorted(path for path, page in pages.items() if page.kind == "chapter"):
        yield from chapter_uses(path, pages[path], known)


def _in_prose(path: str, block: Prose, known: KnownTerms, unwanted: set[str]) -> Iterator[TermUse]:
    found: list[tuple[int, int, str | None, How]] = [
        (match.start, match.end, known.names[match.name], "automatic") for match in known.find(block.text, unwanted)
    ]
    for mark in block.marks:
        found.append((mark.start, mark.end, known.main_name(mark.name), "explains" if mark.explains else "by hand"))
    for start, end, term, how in sorted(found, key=lambda use: use[0]):
        if term is not None:
            yield TermUse(path, term, how, block, start, end)


def _in_heading(path: str, heading: Prose, known: KnownTerms, unwanted: set[str]) -> Iterator[TermUse]:
    """The first use of each name."""
    first = {match.name: match for match in reversed(known.find(heading.text, unwanted))}
    for match in sorted(first.values(), key=lambda match: match.start):
        yield TermUse(path, known.names[match.name], "explains", heading, match.start, match.end)
