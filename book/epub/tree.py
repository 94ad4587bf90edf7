"""Elements of a page and where they stand; `xml.etree` knows no parents, and the text behind an element is its own."""

from __future__ import annotations

from xml.etree.ElementTree import Element

TYPE = "epub:type"


def pairs(root: Element) -> list[tuple[Element, Element]]:
    """Every element with its parent."""
    return [(parent, child) for parent in root.iter() for child in parent]


def classes(element: Element) -> frozenset[str]:
    """The names in its class."""
    return frozenset(element.get("class", "").split())


def take_out(parent: Element, child: Element, *, with_blank: bool = False) -> None:
    """Remove an element but not the text behind it."""
    place = list(parent).index(child)
    before = (parent[place - 1].tail if place else parent.text) or ""
    text = (before.removesuffix(" ") if with_blank else before) + (child.tail or "")
    if place:
        parent[place - 1].tail = text
    else:
        parent.text = text
    parent.remove(child)
