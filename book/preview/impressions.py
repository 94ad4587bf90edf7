"""Galleys as pictures: what a browser can show everywhere, drawn page by page when it asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from threading import Lock

import pypdfium2

from book.press.galley import Galley

SCALE = 2  # pixels a point: 144 dots an inch, so that small type is sharp on half a screen
KEPT = 12  # galleys, some 100 KB each: browsers may still show the one before the last


@dataclass(frozen=True)
class Impression:
    """A chapter's printed pages: under which key they can be had, their folios, size in points, and words.

    `changed` is the index of the first page that says something else than in the impression before, None where
    there was none or all is the same.
    """

    key: str
    folios: tuple[str, ...]
    width: float
    height: float
    texts: tuple[str, ...]
    changed: int | None = None


class Impressions:
    """Draws pages of the galleys of late; may be used by several threads, of which PDFium lets in one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._galleys: OrderedDict[str, Galley] = OrderedDict()

    def take(self, galley: Galley, before: Impression | None) -> Impression:
        """The impression of a galley; `before` is the chapter's last one."""
        key = sha256(galley.pdf).hexdigest()[:16]
        with self._lock:
            self._galleys[key] = galley
            self._galleys.move_to_end(key)
            while len(self._galleys) > KEPT:
                self._galleys.popitem(last=False)
            with pypdfium2.PdfDocument(galley.pdf) as pdf:
                folios = tuple(pdf.get_page_label(index) for index in galley.pages)
                width, height = pdf[galley.pages.start].get_size()
                texts = tuple(pdf[index].get_textpage().get_text_bounded() for index in galley.pages)
        changed = first_difference(before.texts, texts) if before else None
        return Impression(key, folios, width, height, texts, changed)

    def pdf(self, key: str) -> bytes:
        """The PDF that an impression is of; KeyError where it is an old one."""
        with self._lock:
            return self._galleys[key].pdf

    def page(self, key: str, index: int) -> bytes:
        """A page of an impression, counted from 0, as PNG; KeyError where it is an old one or has no such page."""
        with self._lock:
            galley = self._galleys[key]
            if not 0 <= index < len(galley.pages):
                raise KeyError(index)
            with pypdfium2.PdfDocument(galley.pdf) as pdf:
                picture = pdf[galley.pages[index]].render(scale=SCALE).to_pil()
        data = BytesIO()
        picture.save(data, "png", compress_level=1)  # it goes no farther than this machine
        return data.getvalue()


def first_difference(before: Sequence[str], after: Sequence[str]) -> int | None:
    """The index of the first page of `after` that is another one; None where all are the same."""
    for index, (old, new) in enumerate(zip_longest(before, after)):
        if old != new:
            return min(index, len(after) - 1)
    return None
