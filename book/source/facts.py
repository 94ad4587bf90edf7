"""What a scan finds in the text of a page, each with its line: plain values that a cache can keep."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Literal

from book.model import Problem
from book.terms import MASK


@dataclass(frozen=True)
class Heading:
    """A heading; `slug` is its anchor, empty where it has none."""

    line: int
    level: int
    text: str
    slug: str


@dataclass(frozen=True)
class Link:
    """A link as it is written: a Markdown destination or the target of a {doc} role."""

    line: int
    target: str
    kind: Literal["link", "doc"] = "link"


@dataclass(frozen=True)
class Image:
    """An image as it is written; `alt` is empty where nothing describes it."""

    line: int
    source: str
    alt: str


@dataclass(frozen=True)
class Name:
    """A name at a line: of a term where it is used, or of an entry where it is defined."""

    line: int
    text: str


@dataclass(frozen=True)
class Entry:
    """An entry of a glossary: its names, the main one first; `see_also` are those that its last paragraph refers to.

    `words` counts those of the definition above that paragraph.
    """

    names: tuple[Name, ...]
    words: int = 0
    see_also: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question for practice: its id, which is unique on the page, and the directive that it is written with."""

    line: int
    name: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A term that an author marked with {term} or {explains}: its place in a block, and the name it points to."""

    start: int
    end: int
    name: str
    explains: bool


@dataclass(frozen=True)
class Prose:
    """A block of text whose first line is `line`: a paragraph, a cell of a table, a caption.

    `shown` is what a reader sees, with a BORDER where emphasis begins and ends and a line break wherever the file has
    one. `masked` are the places, from and to before, in which no names are looked for: links, code, formulas, roles.
    """

    line: int
    shown: str
    masked: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The text as the matcher reads it, of the same length."""
        parts, done = [], 0
        for start, end in self.masked:
            parts += [self.shown[done:start], MASK * (end - start)]
            done = end
        return "".join([*parts, self.shown[done:]])

    def line_at(self, place: int) -> int:
        """The line of a character."""
        return self.line + self.shown.count("\n", 0, place)


@dataclass(frozen=True)
class Scan:
    """All facts of one text, in the order of its lines; `opening` is the line of its first block, 0 for none.

    `problems` are those of the markup itself, such as raw HTML; `words` counts what a reader reads, without
    questions. `packed` is the prose, see `packed_prose`.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    terms: tuple[Name, ...] = ()
    packed: bytes = b"[]"
    questions: tuple[Question, ...] = ()
    glossaries: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    opening: int = 0
    words: int = 0
    problems: tuple[Problem, ...] = ()

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The blocks of text, those of footnotes last, as they are on the page."""
        return tuple(
            Prose(line, shown, tuple((start, end) for start, end in masked), tuple(Mark(*mark) for mark in marks))
            for line, shown, masked, marks in json.loads(self.packed)
        )


def packed_prose(blocks: Iterable[Prose]) -> bytes:
    """The blocks as JSON: most of what a cache keeps, which few who read it need."""
    rows = [(block.line, block.shown, block.masked, [astuple(mark) for mark in block.marks]) for block in blocks]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
