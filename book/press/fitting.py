"""What does not fit its place: a table wider than its column, a chapter a few lines longer than its pages.

WeasyPrint lets a table stick out, perhaps beyond the edge of the page. A column of a table is as wide as its longest
word needs. Where that is too much, words must be broken anywhere; but where it is not, they must not, and measuring
words letter by letter takes a third of the layout. So only tables that were laid out and found too wide get the class
`tight`, for smaller type and hyphens, and their part is laid out again; what is too wide even so gets the class
`tightest` as well, and words are broken anywhere.

A last page with a few lines on it is paper for nothing. Such a part is laid out again with the class `close` on its
body, for lines a little closer; where that saves no page, it stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

STEPS = ("tight", "tightest")
ROUNDING = 0.5  # CSS pixels
CLOSE = "close"
FEW = 0.15  # of a page's height: some six lines


def tighten(pages: Iterable[Any]) -> bool:
    """Give each table that does not fit its next class, in the document that was laid out; whether one was left."""
    done: list[Any] = []
    for page in pages:
        for table in _overwide(page._page_box, page._page_box.width):
            classes = (table.element.get("class") or "").split()
            step = next((name for name in STEPS if name not in classes), None)
            if step and table.element not in done:
                table.element.set("class", " ".join([*classes, step]))
                done.append(table.element)  # the rest of it may be on the next page
    return bool(done)


def spills(pages: Sequence[Any]) -> bool:
    """Whether a part of several pages has only a few lines on the last."""
    last = pages[-1]._page_box
    return len(pages) > 1 and bool(last.children[0].margin_height() < FEW * last.height)


def _overwide(box: Any, width: float) -> Iterator[Any]:
    """The tables below a box, in which there is that much room, that are wider; not those within a table."""
    from weasyprint.formatting_structure.boxes import TableBox

    if isinstance(box, TableBox):
        if box.margin_width() > width + ROUNDING:
            yield box
        return
    if not hasattr(box, "all_children"):
        return
    wrapper = getattr(box, "is_table_wrapper", False)  # itself as wide as the table
    for child in box.all_children():
        yield from _overwide(child, width if wrapper else box.width)
