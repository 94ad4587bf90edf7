"""Slots are found by the glyphs of one font: in the next, the same numbers may be those of other characters."""

from __future__ import annotations

import pikepdf

from book.press.part import FontUse
from book.press.references import slot
from book.press.slots import cut_out

SERIF = FontUse("serif", {}, dict(enumerate("(p.\u200901)", start=1)))
SANS = FontUse("sans", {}, dict(enumerate(("ffi", "x", "fl", "1", "0", "(", "p"), start=1)))


def test_a_slot_is_read_in_its_own_font():
    shown = "".join(f"{gid:04x}" for char in slot(1, 2) for gid, text in SERIF.text.items() if text == char)
    for fonts in ([SERIF, SANS], [SANS, SERIF]):
        pdf = pikepdf.new()
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(f"BT /serif 10 Tf <0006> Tj <{shown}> Tj ET".encode())
        places = cut_out(pdf, ["there"], 2, fonts)
        assert [(place.target, place.page, place.stream) for place in places] == [("there", 0, 1)]
