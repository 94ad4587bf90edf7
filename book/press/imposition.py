"""Imposition: pages put two by two on sheets, so that the sheets can be printed on both sides, folded and stapled."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from book.press.profile import MM, Profile

TICK = 3 * MM  # how long fold marks are
STAPLE = 6 * MM  # how long staple marks are
STAPLES = (0.25, 0.75)  # where staples go, as parts of the height


def signatures(pages: int, signature: int | None) -> list[range]:
    """Pages, counted from 0, that are folded together: whole signatures, the last as short as it can be.

    Ranges may go on behind the last page, to a multiple of four: these pages are blank.
    """
    padded = -(-pages // 4) * 4
    size = signature or padded
    return [range(start, min(start + size, padded)) for start in range(0, padded, size)]


def sides(pages: range) -> list[tuple[int, int]]:
    """The left and right page of each side of the sheets of a signature, front and back in turn.

    The outermost sheet first: its front has the last page at the left and the first at the right.
    """
    found = []
    for sheet in range(len(pages) // 4):
        first, last = pages[2 * sheet], pages[-1 - 2 * sheet]
        found += [(last, first), (first + 1, last - 1)]
    return found


def impose(data: bytes, profile: Profile) -> bytes:
    """The sheets of a booklet: each twice as wide as a page, the same bytes for the same pages.

    A sheet is for the printer: tags, links and outline, which are for readers of pages, are left behind.
    """
    assert profile.imposition is not None
    width, height = profile.paper.width, profile.paper.height
    with pikepdf.open(BytesIO(data)) as book, pikepdf.new() as sheets:
        for folded in signatures(len(book.pages), profile.imposition.signature):
            for number, side in enumerate(sides(folded)):
                sheet = sheets.add_blank_page(page_size=(2 * width, height))
                sheet.obj.Resources = Dictionary(XObject=Dictionary())
                content = b""
                for name, left, page in zip(("/L", "/R"), (0.0, width), side, strict=True):
                    if page < len(book.pages):
                        sheet.obj.Resources.XObject[name] = sheets.copy_foreign(_form(book, book.pages[page]))
                        content += f"q 1 0 0 1 {left:.4f} 0 cm {name} Do Q\n".encode()
                content += _marks(width, height, outside=number == 0) if number % 2 == 0 else b""
                sheet.obj.Contents = sheets.make_stream(content)
        sheets.docinfo.update(
            {key: sheets.copy_foreign(value) if value.is_indirect else value for key, value in book.docinfo.items()}
        )
        sheets.Root.Lang = book.Root.Lang
        sheets.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"))
        out = BytesIO()
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _form(book: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """A page as a form whose lower left corner is that of what the page shows."""
    form = book.make_indirect(page.as_form_xobject())
    left, bottom, right, top = (float(value) for value in page.mediabox)
    form.BBox = Array([left, bottom, right, top])
    form.Matrix = Array([1, 0, 0, 1, round(-left, 4), round(-bottom, 4)])
    for key in ("/StructParents", "/StructParent"):
        if key in form:
            del form[key]
    return form


def _marks(middle: float, height: float, *, outside: bool) -> bytes:
    """Ticks at both ends of the fold; on the outside of a signature also where the staples go."""
    lines = [(middle, 0.0, TICK), (middle, height - TICK, TICK)]
    if outside:
        lines += [(middle, height * part - STAPLE / 2, STAPLE) for part in STAPLES]
    strokes = "".join(f"{x:.2f} {y:.2f} m {x:.2f} {y + length:.2f} l S " for x, y, length in lines)
    return f"q 0.25 w 0 G {strokes}Q\n".encode()
