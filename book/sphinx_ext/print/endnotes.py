"""Notes at the end of a printed chapter: its author's footnotes, and the addresses of its links.

All are numbered from 1 in the order in which the text calls for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from docutils import nodes

from book.sphinx_ext.screen.sources import SOURCES_ID, address
from book.sphinx_ext.semantic_nodes import within

NOTES_ID = "chapter-notes"  # not `notes`, which may be a heading of the chapter
NOTES_CLASS = "endnotes"

# What stands before a note's number rather than behind it, as English sets it: `the act.¹`
_PUNCTUATION = re.compile(r"[”’]?[.,;:!?]+[”’]?|[”’]")


def add_endnotes(doctree: nodes.document, sources: Collection[str]) -> None:
    """Put the notes of a chapter into a section before its sources; none where the text calls for none.

    A link has a note of its own, unless its address is one of `sources` or is what the link shows. Links of one
    address share a note. Within a note, the address stands behind the link.
    """
    notes = _Endnotes(doctree)
    for call in list(_calls(doctree)):
        if isinstance(call, nodes.footnote_reference):
            notes.number(call)
        elif not within(call, nodes.title) and _is_needed(call, sources):
            notes.add_address(call)
    for note in notes.notes:  # grows while notes call for others
        for call in list(_calls(note)):
            if isinstance(call, nodes.footnote_reference):
                notes.number(call)
            elif _is_needed(call, sources) and "address" not in note:
                call.parent.insert(
                    call.parent.index(call) + 1, [nodes.Text(" ("), _link(call["refuri"]), nodes.Text(")")]
                )
    if notes.notes:
        _insert(doctree, notes.notes)


class _Endnotes:
    """The notes that have a number so far; the author's footnotes are taken out of the text."""

    def __init__(self, doctree: nodes.document) -> None:
        self.notes: list[nodes.footnote] = []
        self._taken = {id_ for node in doctree.findall(nodes.Element) for id_ in node["ids"]}
        self._by_address: dict[str, nodes.footnote] = {}
        self._footnotes: dict[str, nodes.footnote] = {}
        for footnote in list(doctree.findall(nodes.footnote)):
            footnote.parent.remove(footnote)
            footnote["backrefs"] = []
            self._footnotes.update(dict.fromkeys(footnote["ids"], footnote))

    def number(self, call: nodes.footnote_reference) -> None:
        """Let a call of an author's footnote show its number here."""
        note = self._footnotes.get(call.get("refid", ""))
        if note is not None:
            self._call(call, note)

    def add_address(self, link: nodes.reference) -> None:
        """Call for the note of a link's address behind the link."""
        url = link["refuri"]
        note = self._by_address.get(url)
        if note is None:
            note = nodes.footnote("", nodes.label(), nodes.paragraph("", "", _link(url)), address=url)
            note["ids"] = [self._free_id("link-note")]
            self._by_address[url] = note
        call = nodes.footnote_reference(ids=[self._free_id("link-note-call")], refid=note["ids"][0])
        link.parent.insert(_after_punctuation(link), call)
        self._call(call, note)

    def _call(self, call: nodes.footnote_reference, note: nodes.footnote) -> None:
        if note not in self.notes:
            self.notes.append(note)
        number = str(self.notes.index(note) + 1)
        note["backrefs"] += call["ids"]
        call.children = []
        call += nodes.Text(number)
        note.replace(note[0], nodes.label("", number))

    def _free_id(self, stem: str) -> str:
        number = 1
        while f"{stem}-{number}" in self._taken:
            number += 1
        self._taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"


def _calls(root: nodes.Element) -> Iterator[nodes.footnote_reference | nodes.reference]:
    """What may call for a note, in the order of the text; the list of sources does not."""
    for node in root.findall(nodes.Element):
        if isinstance(node, nodes.footnote_reference) or (
            isinstance(node, nodes.reference) and not _is_source(node) and "refuri" in node
        ):
            yield node


def _is_source(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.section) and SOURCES_ID in node["ids"]:
            return True
    return False


def _is_needed(link: nodes.reference, known: Collection[str]) -> bool:
    """Whether a reader of the page would miss the address."""
    url = link["refuri"]
    if urlsplit(url).scheme not in ("http", "https"):
        return False
    shown = link.astext().strip()
    return _plain(url) not in {_plain(other) for other in (*known, shown, f"https://{shown}", f"http://{shown}")}


def _plain(url: str) -> str:
    """The form in which two addresses are compared: MyST writes other letters than ASCII with percent signs."""
    return unquote(url).rstrip("/")


def _link(url: str) -> nodes.reference:
    return nodes.reference("", "", address(url), refuri=url)


def _after_punctuation(link: nodes.reference) -> int:
    """The place behind a link and the punctuation that follows it: an index into its parent."""
    place = link.parent.index(link) + 1
    following = link.next_node(descend=False, siblings=True)
    match = _PUNCTUATION.match(following.astext()) if isinstance(following, nodes.Text) else None
    if match is None:
        return place
    text = match.string
    link.parent[place : place + 1] = [nodes.Text(text[: match.end()]), nodes.Text(text[match.end() :])]
    return place + 1


def _insert(doctree: nodes.document, notes: list[nodes.footnote]) -> None:
    page = next(iter(doctree.findall(nodes.section)))
    section = nodes.section("", nodes.title("", "Notes"), *notes, ids=[NOTES_ID], classes=[NOTES_CLASS])
    sources = next(
        (node for node in page.children if isinstance(node, nodes.section) and SOURCES_ID in node["ids"]), None
    )
    page.insert(page.index(sources) if sources is not None else len(page), section)
