"""Passes over a page of print markup, without what only paper has, that make it one of an e-book: everything a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from book.epub.xhtml import TYPE
from book.press.fragment import LINK_BASE
from book.press.off_paper import classes, pairs

BOXES = frozenset(("article", "div", "fieldset", "li", "section"))  # what may hold a paragraph

# The kind of a page by its class in the markup of fragments, and the role that says the same to assistive software.
KINDS = {
    "chapter": ("chapter", "doc-chapter"),
    "subject": ("part", "doc-part"),
    "edition": ("foreword", "doc-foreword"),
}


def tell_kinds(root: Element) -> None:
    """Say what a page is in the words of EPUB; only a section may have these roles."""
    for element in list(root.iter("article")):
        for name in KINDS.keys() & classes(element):
            element.tag = "section"
            element.attrib[TYPE], element.attrib["role"] = KINDS[name]


def tell_terms(root: Element) -> None:
    """Say of a link to the glossary that it is one."""
    for element in list(root.iter("a")):
        if "term" in classes(element):
            element.attrib[TYPE], element.attrib["role"] = "glossref", "doc-glossref"


def frame_tables(root: Element) -> None:
    """Put each table into a box that scrolls, where it is wider than the screen."""
    for parent, table in pairs(root):
        if table.tag == "table":
            frame = Element("div", {"class": "table"})
            frame.tail, table.tail = table.tail, None
            parent[list(parent).index(table)] = frame
            frame.append(table)


def link_answers(root: Element, answers: Mapping[str, str]) -> None:
    """Put a link to its answer below each question; `answers` are the ids of answers by those of questions."""
    for element in list(root.iter()):
        answer = answers.get(element.get("id", ""))
        if answer and element.tag in BOXES:
            line = SubElement(element, "p", {"class": "to-answer"})
            SubElement(line, "a", {"href": f"{LINK_BASE}#{answer}"}).text = "Answer"


def claim_ids(root: Element, taken: Iterable[str]) -> Iterator[str]:
    """The ids of a page; those that another one has are taken off."""
    known = set(taken)
    for element in root.iter():
        name = element.get("id")
        if name is None:
            continue
        if name in known:
            del element.attrib["id"]
        else:
            known.add(name)
            yield name


def resolve_links(root: Element, resolve: Callable[[str], str | None]) -> None:
    """Give links within the book their addresses; one that leads nowhere becomes text."""
    for link in list(root.iter("a")):
        base, _, target = link.get("href", "").partition("#")
        if base != LINK_BASE:
            continue
        address = resolve(target)
        if address is not None:
            link.attrib["href"] = address
            continue
        link.tag = "span"
        for name in ("href", "class", "role", TYPE):
            link.attrib.pop(name, None)
