"""Notes of a page: reading software shows them where they are called for, and no link needs one for its address."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from book.epub.xhtml import TYPE
from book.press.fragment import ADDRESS_NOTE
from book.press.off_paper import classes, pairs, take_out

NOTES = frozenset(("doc-endnote", "doc-footnote"))


def drop_addresses(root: Element) -> None:
    """Take out notes that only say where a link leads, and their calls; count the others anew."""
    if not any(ADDRESS_NOTE in classes(element) for element in root.iter()):
        return
    notes = [
        element for element in root.iter() if element.get("role") in NOTES and ADDRESS_NOTE not in classes(element)
    ]
    numbers = {note.get("id"): str(number) for number, note in enumerate(notes, 1)}
    for note in notes:
        _relabel(note, numbers[note.get("id")])
    for parent, element in pairs(root):
        call = element.find("a[@role='doc-noteref']") if element.tag == "sup" else None
        if call is not None:
            number = numbers.get(call.get("href", "").partition("#")[2])
            if number:
                call.text = number
            else:
                take_out(parent, element)
        elif ADDRESS_NOTE in classes(element) or (element.get("role") == "doc-endnotes" and not notes):
            take_out(parent, element)


def _relabel(note: Element, number: str) -> None:
    """Show the number in the note's label, which is a link back where something calls for the note."""
    for label in note.iter("span"):
        if "label" in classes(label):
            back = label.find("a")
            (label if back is None else back).text = number


def tell_notes(root: Element) -> None:
    """Say which notes are which; as an `aside` reading software would hide a note from its page."""
    for element in list(root.iter()):
        role = element.get("role")
        if role == "doc-noteref":
            element.attrib[TYPE] = "noteref"
        elif role == "doc-endnotes":
            element.attrib[TYPE] = "endnotes"
        elif role in NOTES:
            element.tag = "div"
            element.attrib[TYPE], element.attrib["role"] = "footnote", "doc-footnote"
