"""Notes in the margin: each beside the line that calls for it, none over another, none off the page.

WeasyPrint lays a note out as a float beside its line, but does not keep floats apart from each other
across lines, nor on the page. So after the layout, and before drawing, the notes of each page are moved
up or down. Nothing else moves: a note takes no room in the column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

NOTE_CLASS = "gloss"
GAP = 8.0  # CSS pixels between two notes


def stack(tops: Sequence[float], heights: Sequence[float], floor: float, gap: float = GAP) -> list[float]:
    """New tops for notes given in order of their lines: as near to these as room allows.

    Pushed down by the note before; then, where the last would pass `floor`, up from below. All in
    the same unit, growing downwards. Notes that are more than a page holds begin above it.
    """
    placed: list[float] = []
    for top in tops:
        after = placed[-1] + heights[len(placed) - 1] + gap if placed else top
        placed.append(max(top, after))
    limit = floor
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], limit - heights[i])
        limit = placed[i] - gap
    return placed


def place_notes(page_box: Any) -> None:
    """Move the notes of a laid out page to where they are readable."""
    notes = sorted(_notes(page_box), key=lambda box: box.position_y)
    if not notes:
        return
    floor = page_box.content_box_y() + page_box.height
    tops = stack([box.position_y for box in notes], [box.margin_height() for box in notes], floor)
    column_edge = page_box.content_box_x() + page_box.width
    for box, top in zip(notes, tops, strict=True):
        box.translate(column_edge - box.position_x, top - box.position_y)


def _notes(box: Any) -> Iterator[Any]:
    for child in box.all_children():
        if child.element is not None and NOTE_CLASS in (child.element.get("class") or "").split():
            yield child
        else:
            yield from _notes(child)
