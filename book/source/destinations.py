"""Where links and images lead, as places in the raw text of a file, so that they can be written anew and nothing else.

The parser knows no columns. So every place that looks like a destination is marked, the text is read once, and the
marks that come back as links or images are the places that are some: what stands in code does not come back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from markdown_it.helpers import parseLinkDestination

from book.source.markup import role_text
from book.source.page import Kind, read_page

# The next line may belong to a quotation.
_GAP = r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?"
_OPENING = re.compile(rf"\](?:\(|:){_GAP}")  # of `[text](x)` and of `[label]: x`
_DOC = re.compile(r"\{doc\}(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_PICTURE = re.compile(r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{(?:figure|image)\}[ \t]+([^\r\n]*[^\s])")

DestinationKind = Literal["link", "doc"]
Retarget = Callable[[str, DestinationKind], str]  # a destination to what it shall be


@dataclass(frozen=True)
class Destination:
    """A destination from `start` up to `end`; `target` is what is meant, without escapes."""

    start: int
    end: int
    target: str
    kind: DestinationKind = "link"


def retargeted(text: str, kind: Kind, retarget: Retarget) -> str:
    """The text of a page with other destinations; where `retarget` gives back what it got, not a character changes."""
    changes = []
    for place in _live(text, kind):
        target = retarget(place.target, place.kind)
        if target != place.target:
            changes.append((place, _written(text[place.start : place.end], place.target, target)))
    return _replaced(text, changes)


def _live(text: str, kind: Kind) -> list[Destination]:
    candidates = list(_candidates(text))
    mark = "destination-"
    while mark in text:
        mark += "-"
    marked = _replaced(text, [(place, f"{mark}{number}") for number, place in enumerate(candidates)])
    scan = read_page(kind, marked.encode()).scan
    found = {link.target for link in scan.links} | {image.source for image in scan.images}
    return [place for number, place in enumerate(candidates) if f"{mark}{number}" in found]


def _candidates(text: str) -> Iterator[Destination]:
    """All that may be a destination, in the order of the text, none within another."""
    found = [*_in_markdown(text), *_in_roles(text)]
    found += [Destination(*match.span(1), match[1]) for match in _PICTURE.finditer(text)]
    end = 0
    for place in sorted(found, key=lambda place: (place.start, place.end)):
        if place.start >= end and place.target:
            yield place
            end = place.end


def _in_markdown(text: str) -> Iterator[Destination]:
    for opening in _OPENING.finditer(text):
        start = opening.end()
        parsed = parseLinkDestination(text, start, len(text))
        if parsed.ok:
            bracket = int(text.startswith("<", start))
            yield Destination(start + bracket, parsed.pos - bracket, parsed.str)


def _in_roles(text: str) -> Iterator[Destination]:
    for role in _DOC.finditer(text):
        target = role_text(role[2])[1]
        start = role.start(2) + role[2].rindex(target)
        yield Destination(start, start + len(target), target, "doc")


def _written(raw: str, meant: str, target: str) -> str:
    """The new target in the place of the raw text; what follows `#` stays as it was written."""
    path, _, fragment = target.partition("#")
    fragment = raw.partition("#")[2] if raw == meant else quote(fragment, safe="%")  # else it had escapes
    return quote(path, safe="/%") + (f"#{fragment}" if fragment else "")


def _replaced(text: str, changes: list[tuple[Destination, str]]) -> str:
    parts, done = [], 0
    for place, new in changes:
        parts += [text[done : place.start], new]
        done = place.end
    return "".join([*parts, text[done:]])
