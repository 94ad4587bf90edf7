"""Folios: page numbers written straight into finished pages, and the shift that mirrors the margins."""

from __future__ import annotations

import pikepdf
from pikepdf import Array

from book.press.part import FontUse
from book.press.profile import Profile

BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox")


class FolioSetter:
    """Sets numbers in a font whose glyphs a specimen part has shown."""

    def __init__(self, profile: Profile, font: str, use: FontUse) -> None:
        self._style = profile.folio
        self._font = font
        self._widths = use.widths
        self._glyphs = {text: glyph for glyph, text in use.text.items()}

    def content(self, label: str, right_hand: bool) -> bytes:
        """A content stream with the label at the outer edge of the type area, as an artifact."""
        style = self._style
        glyphs = [self._glyphs[figure] for figure in label]
        width = sum(self._widths[glyph] for glyph in glyphs) * style.size / 1000
        x = style.right - width if right_hand else style.left
        text = "".join(f"{glyph:04x}" for glyph in glyphs)
        return (
            f"/Artifact <</Type /Pagination>> BDC q BT /{self._font} {style.size:g} Tf "
            f"{x:.2f} {style.baseline:.2f} Td <{text}> Tj ET Q EMC\n"
        ).encode()


def shift_from_spine(page: pikepdf.Page, shift: float, right_hand: bool) -> None:
    """Move the page's content away from the spine by moving its boxes the other way (points)."""
    move = -shift if right_hand else shift
    for name in BOXES:
        if name in page.obj:
            left, bottom, right, top = (float(value) for value in page.obj[name])
            page.obj[name] = Array([round(left + move, 2), bottom, round(right + move, 2), top])
