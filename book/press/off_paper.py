"""The markup of fragments for other forms than pages of paper: as elements, without what only paper has.

Read with an HTML5 parser: lxml's takes what follows a `<wbr>` for its content and writes `viewBox` in small letters.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import tinyhtml5

# The page behind a link, the definition beside a term, the chapter's address, the way to the printed key.
PAPER_ONLY = frozenset(("page-of", "gloss", "web-slot", "answers-at"))


def parse(html: str) -> Element:
    """The markup within an element `body`, with what paper has; elements of HTML have plain names."""
    page = tinyhtml5.parse(f"<!DOCTYPE html><body>{html}", namespace_html_elements=False)
    body = page.find("body")
    assert isinstance(body, Element)
    return body


def drop_paper_only(root: Element) -> None:
    """Take out what only paper has, and the blank before a page number."""
    for parent, child in pairs(root):
        if PAPER_ONLY & classes(child):
            take_out(parent, child, with_blank="page-of" in classes(child))


def pairs(root: Element) -> list[tuple[Element, Element]]:
    """Every element with its parent; `xml.etree` knows no parents."""
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
