"""Running text made ready for the layout: line breaks are to be those of the text, whatever boxes stand in it.

WeasyPrint breaks lines box by box (https://github.com/Kozea/WeasyPrint/issues/1614, version 70). A word at the edge of
a box is not hyphenated; and a text that fits but for the blank at its end, with a box behind it, ends after its first
word. So:

- A span that only says where something is (`<span id="...">NATO</span>`) is taken out before the layout; after it, its
  words are found again by counting letters.
- A blank before a box is put into a box of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

INLINE = frozenset(("a", "b", "code", "em", "i", "img", "span", "strong", "sub", "sup", "time"))
LAST_BLANKS = re.compile(r"(?<=[^ \t\r\n])[ \t\r\n]+\Z")
HYPHEN = "\u2010"  # what WeasyPrint puts behind a part of a word

Element = Any  # of the document that was parsed, and hashable


@dataclass(frozen=True)
class Mark:
    """A place in an element's own text: an id, and how many letters of that text stand before it."""

    id: str
    letters: int


@dataclass(frozen=True)
class Spot:
    """A place on a laid out page: page index from 0, CSS pixels from the page's upper left corner."""

    id: str
    page: int
    x: float
    y: float


def lift_marks(root: Element) -> dict[Element, list[Mark]]:
    """Take out the spans that only have an id and text; where their text is now, in order."""
    return {parent: marks for parent in list(root.iter()) if (marks := _lifted(parent))}


def part_blanks(root: Element) -> None:
    """Put each blank that stands between a text and an inline box into a box of its own."""
    for parent in list(root.iter()):
        before = None
        for child in list(parent):
            text = _text_behind(parent, before)
            if child.tag in INLINE and LAST_BLANKS.search(text):
                _set_text_behind(parent, before, LAST_BLANKS.sub("", text))
                parent.insert(list(parent).index(child), _blank(child))
            before = child


def find_marks(pages: Iterable[Any], lifted: Mapping[Element, list[Mark]]) -> Iterator[Spot]:
    """Where the text of each mark begins on laid out pages; nothing of a mark whose text is not shown."""
    texts = {element: _letters("".join(_own_text(element))) for element in lifted}
    passed = dict.fromkeys(lifted, 0)
    for number, page in enumerate(pages):
        for box in _text_boxes(page._page_box):
            element = box.element
            if element not in lifted or "::" in box.element_tag:
                continue
            first = passed[element]
            passed[element] = _after(texts[element], first, box.text)
            for mark in lifted[element]:
                if first <= mark.letters < passed[element]:
                    yield Spot(mark.id, number, box.position_x, box.position_y)


def _lifted(parent: Element) -> list[Mark]:
    marks: list[Mark] = []
    before = None
    letters = len(_letters(parent.text))
    for child in list(parent):
        behind = child.tail or ""
        if child.tag == "span" and list(child.attrib) == ["id"] and not len(child) and _letters(child.text):
            marks.append(Mark(child.get("id"), letters))
            behind = child.text + behind
            parent.remove(child)
            _set_text_behind(parent, before, _text_behind(parent, before) + behind)
        else:
            before = child
        letters += len(_letters(behind))
    return marks


def _blank(like: Element) -> Element:
    made: Element = like.makeelement("span", {})
    made.text = " "
    return made


def _text_behind(parent: Element, child: Element | None) -> str:
    """The text of an element before its first child (None), or behind a child."""
    return (parent.text if child is None else child.tail) or ""


def _set_text_behind(parent: Element, child: Element | None, text: str) -> None:
    if child is None:
        parent.text = text
    else:
        child.tail = text


def _own_text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _letters(text: str | None) -> str:
    return "".join((text or "").split())


def _after(text: str, place: int, shown: str) -> int:
    """The place in a text behind the letters that a box shows; a hyphen at its end may be the layout's."""
    shown = _letters(shown)
    end = place + len(shown)
    return end - 1 if shown.endswith(HYPHEN) and text[end - 1 : end] != HYPHEN else end


def _text_boxes(box: Any) -> Iterator[Any]:
    """The boxes of text on a page, in the order of the document."""
    if hasattr(box, "text"):
        yield box
    for child in box.all_children():
        yield from _text_boxes(child)
