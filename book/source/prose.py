"""The prose of a page: the text in which names of terms are looked for, block by block, as a reader comes to it.

Headings, the heads of tables, the words that a list of definitions defines and the options of questions are none; a
mark in the last three counts all the same. Questions come behind the text. `book.sphinx_ext.terms.text` has the same
rules for docutils.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from markdown_it.token import Token

from book.source.dialect import plain_text
from book.source.facts import Mark, Prose
from book.source.markup import role_text
from book.terms import BORDER

_BREAKS = ("softbreak", "hardbreak")
_BORDERS = ("em_open", "em_close", "footnote_ref", "strong_close", "strong_open")
_MARKS = ("explains", "term")
_BEHIND = "\n"  # no footnote has this label
OPTIONS = "options"  # in the `meta` of the tokens around the list of a question's options
_UNREAD = ("dt", "thead")  # their text stays unread, but for marks


class ProseReader:
    """Collects the blocks of a page while its tokens go by, those of directives in the place of the directive."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, Prose]] = []  # each with the label of the footnote that it is in
        self._notes = [""]
        self._unread = 0
        self._heading = False
        self._rows: list[list[int]] = []

    @contextmanager
    def behind_text(self) -> Iterator[None]:
        """What goes by meanwhile is read behind the text and before the footnotes."""
        self._notes.append(_BEHIND)
        yield
        self._notes.pop()

    def begin(self, header_rows: int = 0) -> None:
        """A text begins, that of a page or a directive; of a {list-table} the first rows may be its head."""
        self._rows.append([0, header_rows])

    def end(self) -> None:
        """The text that began last ends."""
        self._rows.pop()

    def take(self, token: Token, line: int) -> None:
        """Take in the next token of a text, which begins at `line`."""
        name, _, side = token.type.rpartition("_")
        step = {"open": 1, "close": -1}.get(side, 0)
        if token.type == "inline":
            self._inline(token, line)
        elif name == "heading":
            self._heading = step == 1
        elif name in _UNREAD or OPTIONS in token.meta:
            self._unread += step
        elif name == "footnote_reference" and step == 1:
            self._notes.append(token.meta["label"])
        elif name == "footnote_reference":
            self._notes.pop()
        elif name == "list_item" and token.level == 1:
            self._row(step)

    def result(self, numbers: Mapping[str, int]) -> tuple[Prose, ...]:
        """The blocks in the order of the page, on which footnotes come last, by their numbers."""
        order = {_BEHIND: 0.5, **numbers}
        return tuple(prose for _, prose in sorted(self._blocks, key=lambda block: order.get(block[0], 0)))

    def _row(self, step: int) -> None:
        rows = self._rows[-1]
        rows[0] += step == 1
        if rows[0] <= rows[1]:
            self._unread += step

    def _inline(self, token: Token, line: int) -> None:
        if not self._heading:
            found = prose_of(token, line, read=not self._unread)
            if found.marks or (found.shown and not self._unread):
                self._blocks.append((self._notes[-1], found))


def prose_of(inline: Token, line: int, *, read: bool = True) -> Prose:
    """The block of an inline token whose text begins at `line`; all of it masked where it is not to be read."""
    block = _Block()
    for child in inline.children or []:
        block.take(child)
    masked = tuple(block.masked) if read else ((0, len(block.shown)),)
    return Prose(line, block.shown, masked, tuple(block.marks))


class _Block:
    def __init__(self) -> None:
        self.shown = ""
        self.masked: list[tuple[int, int]] = []
        self.marks: list[Mark] = []
        self._link: int | None = None  # where the link that is open begins

    def take(self, child: Token) -> None:
        start = len(self.shown)
        if child.type == "text":
            self.shown += child.content.replace("\n", " ")  # it can be written as an entity
        elif child.type == "html_inline":
            self.shown += child.content  # refused, and text to the parser of the book
        elif child.type in _BREAKS:
            self.shown += "\n"
        elif child.type in _BORDERS:
            self.shown += BORDER
        elif child.type == "link_open":
            self._link = start
        elif child.type == "link_close":
            start, self._link = self._link or 0, None
            inner = self.shown[start:]
            self.shown = self.shown[:start]
            self._mask(child, inner)
        elif self._link is None:
            self._mask(child, _shown(child))
        else:
            self.shown += _over_lines(_shown(child), _breaks(child))
        if child.type == "myst_role" and child.meta["name"] in _MARKS:
            target = role_text(child.content)[1]
            self.marks.append(Mark(start, len(self.shown), target, child.meta["name"] == "explains"))

    def _mask(self, child: Token, text: str) -> None:
        start = len(self.shown)
        self.shown += _over_lines(text or " ", _breaks(child))
        self.masked.append((start, len(self.shown)))


def _shown(child: Token) -> str:
    """What a reader sees of an inline token, of an image its words."""
    if child.type == "myst_role":
        return role_text(child.content)[0]
    if child.type == "image":
        return plain_text(child.children)
    return child.content


def _breaks(child: Token) -> int:
    """The line breaks within what a token was made of."""
    return child.map[1] - child.map[0] - 1 if child.map else 0


def _over_lines(text: str, breaks: int) -> str:
    """The text with as many line breaks as the file has: the parser makes blanks of them, or takes them away."""
    missing = max(0, breaks - text.count("\n"))
    broken = text.replace(" ", "\n", missing)
    return broken + "\n" * (breaks - broken.count("\n"))
