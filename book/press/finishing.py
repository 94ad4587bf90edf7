"""What is done to a part's PDF once, before it is cached, so that binding need only move pages.

- The structure tree is repaired, and has no more elements than say something.
- What is in no element becomes an artifact: WeasyPrint leaves margin boxes as marked content that no structure element
  claims, which a screen reader may read out on every page (ISO 14289-1, 7.8).
- Slots for page numbers are cut out (see `slots`).
- Font files go: the bound book has one subset of each font for all its pages.
- The outline and the names of destinations go: the book has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Dictionary

from book.press.part import FontUse, SlotPlace
from book.press.repairs import repair
from book.press.slots import cut_out
from book.press.structure import Element, numbering, read_structure, write_structure

MARKED_CONTENT = re.compile(rb"/(\w+)\s<</MCID (\d+)>>\sBDC\b")  # as WeasyPrint writes it


def finish(
    data: bytes, targets: Sequence[str], figures: int, fonts: Iterable[FontUse]
) -> tuple[bytes, tuple[SlotPlace, ...]]:
    """The part as it is cached, and its slots, the first for the first target; the same bytes for the same input.

    SlotsAstray where a slot is not there, or there twice.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        part = Element("Part", read_structure(pdf))
        repair(part)
        numbers = numbering(part.kids, len(pdf.pages))
        for page, of_page in zip(pdf.pages, numbers, strict=True):
            _renumber(pdf, page, of_page)
        write_structure(pdf, part, numbers)
        _drop_font_files(pdf)
        for key in ("/Outlines", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        del pdf.docinfo
        slots = cut_out(pdf, targets, figures, fonts)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue(), slots


def _renumber(pdf: pikepdf.Pdf, page: pikepdf.Page, numbers: Mapping[int, int]) -> None:
    """Number the marked content of a page anew; what has no number becomes an artifact.

    WeasyPrint writes its strings in hexadecimal: nothing else can match.
    """

    def rewrite(match: re.Match[bytes]) -> bytes:
        number = numbers.get(int(match[2]))
        if number is None:
            return b"/Artifact <</Type /Pagination>> BDC"
        return b"/%b <</MCID %d>> BDC" % (match[1], number)

    content = page.Contents.read_bytes().replace(b">0<", b"")  # glyphs moved by nothing: half of what WeasyPrint writes
    page.Contents = pdf.make_stream(MARKED_CONTENT.sub(rewrite, content))


def _drop_font_files(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.get("/Font", Dictionary()).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            for key in ("/FontFile2", "/FontFile3"):
                if key in descriptor:
                    del descriptor[key]
