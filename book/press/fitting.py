"""Tables that are wider than their column, which WeasyPrint lets stick out, perhaps beyond the edge of the page.

A column of a table is as wide as its longest word needs. Where that is too much, words must be broken anywhere; but
where it is not, they must not, and measuring words letter by letter takes a third of the layout. So only tables that
were laid out and found too wide get the class `tight`, for smaller type and hyphens, and their part is laid out again;
what is too wide even so gets the class `tightest` as well, and words are broken anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

STEPS = ("tight", "tightest")
ROUNDING = 0.5  # CSS pixels


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
