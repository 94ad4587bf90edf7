"""One file to a page: front matter, scan, and every problem that can be seen without another file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from book.model import Problem
from book.source.facts import Scan
from book.source.front_matter import read_front_matter
from book.source.hygiene import decode, long_run
from book.source.markdown import scan
from book.source.questions import misplaced
from book.source.schema import ChapterFront, EditionFront, Front, SubjectFront
from book.source.structure import structure_problems

Kind = Literal["landing", "subject", "glossary", "edition", "chapter"]

FRONTS: Mapping[Kind, type[Front]] = {
    "landing": Front,
    "subject": SubjectFront,
    "glossary": Front,
    "edition": EditionFront,
    "chapter": ChapterFront,
}


@dataclass(frozen=True)
class Page:
    """A file as it was read; `fields` are the keys of its front matter that are right, `complete` says that all are.

    `lines` has the line of each key and item: `published`, `syllabus.0`. A page that is not `readable` (too
    large, no file) exists, but nothing is known of its text. `key` is its name in a cache, see `page_key`.
    """

    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    complete: bool = False
    lines: dict[str, int] = field(default_factory=dict)
    scan: Scan = field(default_factory=Scan)
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    key: str = ""

    @cached_property
    def title(self) -> str:
        """The words of its first H1; empty where there are none."""
        return next((heading.text for heading in self.scan.headings if heading.level == 1), "")

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The anchors of its headings."""
        return tuple(heading.slug for heading in self.scan.headings if heading.slug)


def page_key(kind: Kind, data: bytes) -> str:
    """A hash over what a page is made of: nothing else than these two decides what it is."""
    return hashlib.sha256(kind.encode() + b"\0" + data).hexdigest()


def read_page(kind: Kind, data: bytes) -> Page:
    """The page in these bytes."""
    key = page_key(kind, data)
    text, problems = decode(data)
    run = long_run(text)
    if run:
        return Page(kind, problems=(*problems, run), readable=False, key=key)
    front = read_front_matter(text, FRONTS[kind])
    found = scan(front.body)
    problems.extend((*front.problems, *found.problems))
    if front.body.strip() or not front.problems:  # else the end of the front matter is missing, and all is in it
        problems.extend(structure_problems(found, kind == "glossary"))
    if kind != "chapter":
        problems.extend(misplaced(found.questions))
    lines = {".".join(map(str, at)): line for at, line in front.lines.items()}
    return Page(kind, front.fields, front.complete, lines, found, tuple(sorted(problems)), key=key)
