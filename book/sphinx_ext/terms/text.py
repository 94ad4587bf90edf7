"""The text of a page in which names of terms are looked for: block by block, without what is no plain text.

Headings, links, code, formulas and the text of roles are left out, and so are the options of questions, most of
which are wrong, and the heads of tables, which are printed again on each page of a long table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes

from book.sphinx_ext.questions.question_nodes import question_options
from book.sphinx_ext.semantic_nodes import within
from book.terms import BORDER, MASK

_BLOCKS = (nodes.paragraph, nodes.caption, nodes.attribution, nodes.line)
_UNREAD: tuple[type[Any], ...] = (nodes.thead, nodes.Titular, nodes.system_message, question_options)
_LOOKED_INTO = (nodes.emphasis, nodes.strong)


@dataclass
class Block:
    """A paragraph or the like: `text` as the matcher reads it, `shown` as a reader does, of the same length.

    `texts` are the nodes that `text` was taken from, each with the place where it begins, and `elements` all others.
    """

    text: str = ""
    shown: str = ""
    texts: list[tuple[int, nodes.Text]] = field(default_factory=list)
    elements: list[tuple[int, nodes.Element]] = field(default_factory=list)

    def take(self, element: nodes.Element) -> None:
        """Add all that an element contains."""
        for child in _merged(element):
            if isinstance(child, nodes.Text):
                self.texts.append((len(self.text), child))
                self._add(str(child), str(child))
            elif isinstance(child, _LOOKED_INTO):
                self._add(BORDER, BORDER)
                self.take(child)
                self._add(BORDER, BORDER)
            elif isinstance(child, nodes.raw):
                self._add("\n", "\n")  # MyST's line break
            elif isinstance(child, nodes.footnote_reference | nodes.Invisible | nodes.system_message):
                self._add(BORDER, BORDER)
            elif isinstance(child, nodes.Element):
                self.elements.append((len(self.text), child))
                shown = child.astext() or " "
                self._add(MASK * len(shown), shown)

    def _add(self, text: str, shown: str) -> None:
        self.text += text
        self.shown += shown


def blocks_of(element: nodes.Element) -> Iterator[Block]:
    """The blocks below an element, in the order of the text."""
    for node in list(element.findall(nodes.TextElement)):
        if isinstance(node, _BLOCKS) and not any(within(node, kind) for kind in _UNREAD):
            block = Block()
            block.take(node)
            yield block


def _merged(element: nodes.Element) -> list[nodes.Node]:
    """The children of an element, after texts in a row were made one: MyST begins a new one at each line."""
    row: list[nodes.Node] = []
    for child in element.children:
        last = row[-1] if row else None
        if isinstance(child, nodes.Text) and isinstance(last, nodes.Text):
            row[-1] = nodes.Text(str(last) + str(child))
        else:
            row.append(child)
    if len(row) < len(element.children):
        element.children = []
        element += row
    return row
