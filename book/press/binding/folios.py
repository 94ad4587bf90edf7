"""Folios: page numbers written straight into finished pages, and the shift that mirrors the margins."""

from __future__ import annotations

import pikepdf
from pikepdf import Array

from book.press.part import Part
from book.press.profile import Profile

BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox")


class Figures:
    """Text in the one font of a specimen part, as glyph ids."""

    def __init__(self, specimen: Part) -> None:
        ((self.font, use),) = specimen.fonts.items()
        self._widths = use.widths
        self._glyphs = {text: glyph for glyph, text in use.text.items()}

    def shown(self, text: str) -> bytes:
        """The text as a string of a content stream; KeyError for a character that the specimen does not show."""
        return "<{}>".format("".join(f"{self._glyphs[char]:04x}" for char in text)).encode()

    def width(self, text: str) -> float:
        """How wide the text is, in 1/1000 em."""
        return sum(self._widths[self._glyphs[char]] for char in text)


class FolioSetter:
    """Sets page numbers in figures."""

    def __init__(self, profile: Profile, figures: Figures) -> None:
        self._style = profile.folio
        self._page_width = profile.paper.width
        self._figures = figures
        self.font = figures.font

    def content(self, label: str, right_hand: bool) -> bytes:
        """A content stream with the label at an edge of the type area, as an artifact."""
        style = self._style
        width = self._figures.width(label) * style.size / 1000
        x = self._page_width - style.right - width if right_hand or not style.outer else style.left
        return (
            f"/Artifact <</Type /Pagination>> BDC q BT /{self.font} {style.size:g} Tf "
            f"{x:.2f} {style.baseline:.2f} Td {self._figures.shown(label).decode()} Tj ET Q EMC\n"
        ).encode()


def shift_from_spine(page: pikepdf.Page, shift: float, right_hand: bool) -> None:
    """Move the page's content away from the spine by moving its boxes the other way (points)."""
    move = -shift if right_hand else shift
    for name in BOXES:
        if name in page.obj:
            left, bottom, right, top = (float(value) for value in page.obj[name])
            page.obj[name] = Array([round(left + move, 2), bottom, round(right + move, 2), top])
