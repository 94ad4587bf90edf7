"""A part: one piece of the book laid out on its own, not knowing where in the book it will stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Manuscript:
    """What is laid out as one part: markup of the body, its title, and the images it names.

    `name` tells parts apart in messages: a docname, or such as `contents`. `slots` are the ids whose page
    numbers the part shows, the first in slot 1, each of `figures` figures: see `references.py`.
    """

    name: str
    title: str
    html: str
    images: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    figures: int = 1

    def key(self, setup_key: str) -> str:
        """The name under which its part is cached: everything that the layout depends on, hashed.

        Images are named by the hash of their content, so that their names stand for it.
        """
        text = json.dumps([setup_key, self.title, self.html, self.images, self.slots], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Place:
    """A point on a page of a part: page index from 0, points from the page's lower left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class SlotPlace:
    """A slot for the page of `target`: page index from 0, and which of the page's content streams is it alone."""

    target: str
    page: int
    stream: int


@dataclass(frozen=True)
class FontUse:
    """A font of a part: hash of its file, widths (1/1000 em) and text of the glyph ids that occur."""

    file: str
    widths: Mapping[int, float]
    text: Mapping[int, str]


@dataclass(frozen=True)
class Part:
    """A laid out part: its PDF without font files, where its ids and its slots are, which glyphs it shows."""

    pdf: bytes
    pages: int
    places: Mapping[str, Place]
    fonts: Mapping[str, FontUse]
    slots: tuple[SlotPlace, ...] = ()

    def to_bytes(self) -> bytes:
        """Facts as one line of JSON, then the PDF."""
        facts = json.dumps({name: value for name, value in asdict(self).items() if name != "pdf"})
        return facts.encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> Part:
        """The part that `to_bytes` wrote."""
        line, _, pdf = data.partition(b"\n")
        facts: dict[str, Any] = json.loads(line)
        return cls(
            pdf=pdf,
            pages=facts["pages"],
            places={name: Place(**place) for name, place in facts["places"].items()},
            fonts={name: _font(**font) for name, font in facts["fonts"].items()},
            slots=tuple(SlotPlace(**slot) for slot in facts["slots"]),
        )


def _font(file: str, widths: dict[str, float], text: dict[str, str]) -> FontUse:
    """JSON knows no whole numbers as keys."""
    return FontUse(file, {int(k): v for k, v in widths.items()}, {int(k): v for k, v in text.items()})
