"""Notes in the margin: each beside the line that calls for it, none over another, none off the page.

WeasyPrint lays a note out at the height of its line and takes no notice of other notes. So after the layout, and
before drawing, the notes of each page are moved up or down, or left out where there is no room: their terms are in the
glossary as well. Nothing else moves, for a note takes no room in the column. A chapter's QR code, at the top of the
margin, stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

NOTE_CLASS = "gloss"
WEB_CLASS = "on-the-web"  # the address of a chapter, which in some forms is in the margin
GAP = 8.0  # CSS pixels between two notes
REACH = 177.0  # CSS pixels, ten lines of text: farther from its line nobody looks for a note


@dataclass(frozen=True)
class Note:
    """The top of the line that calls for a note, and the note's height; lengths are CSS pixels, downwards."""

    line: float
    height: float


@dataclass(frozen=True)
class Margin:
    """Where notes may stand: from the top to the foot of the text, and how far from their lines and each other."""

    top: float
    foot: float
    reach: float = REACH
    gap: float = GAP


def arrange(notes: Sequence[Note], margin: Margin) -> dict[int, float]:
    """The tops of the notes that have room, by their places in the sequence, which is that of their lines.

    As long as one would stand out of reach of its line, or above the text, one is left out: that without which the
    others stand nearest to their lines; of equals the last.
    """
    kept = list(range(len(notes)))
    while kept:
        tops = dict(zip(kept, stack([notes[i] for i in kept], margin), strict=True))
        if all(top >= margin.top and abs(top - notes[i].line) <= margin.reach for i, top in tops.items()):
            return tops
        without = [[i for i in kept if i != left_out] for left_out in reversed(kept)]
        kept = min(without, key=lambda rest: _strain([notes[i] for i in rest], margin))
    return {}


def stack(notes: Sequence[Note], margin: Margin) -> list[float]:
    """The tops of notes, as near to their lines as room allows: pushed down by the note before, up from the foot.

    Notes that are more than the margin holds begin above it.
    """
    tops: list[float] = []
    free = margin.top
    for note in notes:
        tops.append(max(note.line, free))
        free = tops[-1] + note.height + margin.gap
    limit = margin.foot
    for i, note in reversed(list(enumerate(notes))):
        tops[i] = min(tops[i], limit - note.height)
        limit = tops[i] - margin.gap
    return tops


def place_notes(page_box: Any) -> None:
    """Move the notes of a laid out page to where they are readable; take out of it those that have no room."""
    column_edge = page_box.content_box_x() + page_box.width
    top = page_box.content_box_y()
    foot = top + page_box.height
    for _, box in _of_class(WEB_CLASS, page_box):
        if box.position_x >= column_edge:
            top = box.position_y + box.margin_height() + GAP
    found = sorted(_of_class(NOTE_CLASS, page_box), key=lambda pair: round(pair[1].position_y))
    tops = arrange([Note(box.position_y, box.margin_height()) for _, box in found], Margin(top, foot))
    for i, (line, box) in enumerate(found):
        if i in tops:
            box.translate(column_edge - box.position_x, tops[i] - box.position_y)
        else:
            line.children = [child for child in line.children if child is not box]


def _strain(notes: Sequence[Note], margin: Margin) -> float:
    """How far notes are from their lines, all together."""
    return sum(abs(top - note.line) for top, note in zip(stack(notes, margin), notes, strict=True))


def _of_class(name: str, box: Any) -> Iterator[tuple[Any, Any]]:
    """The outermost boxes of a class, each behind the box that it is in."""
    for child in box.all_children():
        if child.element is not None and name in (child.element.get("class") or "").split():
            yield box, child
        else:
            yield from _of_class(name, child)
