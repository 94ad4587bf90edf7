"""What each box was in the manuscript, told to the finishing of a part through WeasyPrint's own tags.

WeasyPrint tags boxes by the name of their element: it cannot tell a note in the margin from a span, nor say
that a paragraph on two pages is one. It has no hook for either (https://github.com/Kozea/WeasyPrint, pdf/tags.py,
version 70), but it writes a reference to the form field of a box into that box's structure element. No part
has form fields. So a mark stands where a field would, and its "reference" is the role of the box and the number of
its element. `structure.read_structure` takes the marks out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from book.press.notes import NOTE_CLASS

# Structure types of ISO 32000-1, 14.8.4, of the elements that manuscripts have. Whatever is not here says nothing.
ROLES = {
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "figure": "Div",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "code": "Code",
}
BY_CLASS = {
    NOTE_CLASS: "Note",
    "gloss-term": "Lbl",
    "label": "Lbl",
    "math": "Formula",
    "admonition": "Div",
    "key-facts": "Div",
}
BY_ARIA_ROLE = {"doc-footnote": "Note", "doc-noteref": "Reference", "doc-toc": "TOC"}


def role_of(tag: str, attributes: Mapping[str, str]) -> str:
    """The structure type of an element, empty where it says nothing. Pseudo-elements have the element's attributes."""
    if "::" in tag:
        return ROLES.get(tag, "")
    classes = [BY_CLASS[name] for name in attributes.get("class", "").split() if name in BY_CLASS]
    return BY_ARIA_ROLE.get(attributes.get("role", "")) or next(iter(classes), ROLES.get(tag, ""))


class Mark:
    """Takes the place of a form field's annotation: WeasyPrint writes its reference, and numbers it."""

    def __init__(self, role: str, element: int, alt: str) -> None:
        text = f" /Alt <{alt.encode('utf-16').hex()}>" if alt else ""
        self.reference = f"<</Role /{role} /Element {element}{text}>>".encode()

    def __setitem__(self, key: str, value: int) -> None:
        """A number in the parent tree, which is made anew."""


def mark_elements(pages: Sequence[Any]) -> None:
    """Mark the boxes of laid out pages, before they are drawn."""
    numbers: dict[Any, int] = {}
    for page in pages:
        for box in _boxes(page._page_box):
            if box.element is None or not (role := role_of(box.element_tag, box.element.attrib)):
                continue
            if role == "Formula" and box.element.find("img") is not None:
                continue  # the frame of a formula, which is the picture in it
            if not numbers:
                numbers = {element: number for number, element in enumerate(_root(page).iter(), 1)}
            number = 0 if "::" in box.element_tag else numbers[box.element]
            box.widget_annotation = Mark(role, number, _alternative(role, box.element))


def _root(page: Any) -> Any:
    """The element `html`, whose box is the first of a page."""
    return page._page_box.children[0].element


def _boxes(box: Any) -> Iterator[Any]:
    """All boxes that WeasyPrint makes structure elements of."""
    for child in box.children:
        yield child
        yield from _boxes(child)


def _alternative(role: str, element: Any) -> str:
    """What is read out for a formula: its TeX (ISO 14289-1, 7.7)."""
    if role != "Formula":
        return ""
    return element.get("alt") or " ".join("".join(element.itertext()).split())
