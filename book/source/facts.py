"""What a scan finds in the text of a page, each with its line: plain values that a cache can keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.model import Problem


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
    """An entry of a glossary: its names, the main one first."""

    names: tuple[Name, ...]


@dataclass(frozen=True)
class Scan:
    """All facts of one text, in the order of its lines; `opening` is the line of its first block, 0 for none.

    `problems` are those of the markup itself, such as raw HTML; `words` counts what a reader reads.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    terms: tuple[Name, ...] = ()
    glossaries: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    opening: int = 0
    words: int = 0
    problems: tuple[Problem, ...] = ()
