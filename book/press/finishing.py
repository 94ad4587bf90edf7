"""What is done to a part's PDF once, before it is cached, so that binding need only move pages.

- Margin boxes become artifacts: WeasyPrint leaves them as marked content that no structure element
  claims, which a screen reader may read out on every page (ISO 14289-1, 7.8).
- Font files go: the bound book has one subset of each font for all its pages.
- The outline and the names of destinations go: the book has its own.
"""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

MARKED_CONTENT = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC\b")  # as WeasyPrint writes it


def finish(data: bytes) -> bytes:
    """The part as it is cached; the same bytes for the same input."""
    with pikepdf.open(BytesIO(data)) as pdf:
        claimed = _claimed(pdf)
        for page in pdf.pages:
            _mark_artifacts(pdf, page, claimed.get(page.obj.objgen, set()))
        _drop_font_files(pdf)
        for key in ("/Outlines", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        del pdf.docinfo
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _claimed(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """For each page the ids of marked content that the structure tree reaches."""
    claimed: dict[tuple[int, int], set[int]] = {}
    todo = [pdf.Root.StructTreeRoot.K[0]]
    while todo:
        element = todo.pop()
        for kid in element.get("/K", Array()):
            if isinstance(kid, int):
                claimed.setdefault(element.Pg.objgen, set()).add(kid)
            elif kid.get("/Type") == Name.StructElem:
                todo.append(kid)
    return claimed


def _mark_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, claimed: set[int]) -> None:
    """Rewrite marked content outside the tree as artifacts. Its strings are hexadecimal: nothing else can match."""

    def rewrite(match: re.Match[bytes]) -> bytes:
        return match[0] if int(match[1]) in claimed else b"/Artifact\nBMC"

    content = page.Contents.read_bytes()
    changed = MARKED_CONTENT.sub(rewrite, content)
    if changed != content:
        page.Contents = pdf.make_stream(changed)


def _drop_font_files(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.get("/Font", Dictionary()).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            for key in ("/FontFile2", "/FontFile3"):
                if key in descriptor:
                    del descriptor[key]
