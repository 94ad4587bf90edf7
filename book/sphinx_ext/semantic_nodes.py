"""Nodes for the markup that docutils has none for: a date, a use of a term, a place where an address may break."""

from __future__ import annotations

from datetime import date
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book.model import PartialDate


class time_node(nodes.Inline, nodes.TextElement):
    """A date as text, with its `datetime` for machines."""


class term_use(nodes.Inline, nodes.TextElement):
    """A place that uses a term: `term` is the name as written; its id is set when the page has been read.

    `automatic` where nobody marked it, `explains` where the author says so.
    """


class break_opportunity(nodes.Inline, nodes.Element):
    """A place where a line may break without a hyphen."""


def within(node: nodes.Node, kind: type[Any]) -> bool:
    """Whether an element of this kind stands around a node."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return True
    return False


def moment(value: date | PartialDate, text: str) -> time_node:
    """The node of a date, written as `text`."""
    return time_node("", text, datetime=str(value))


def _visit_time(translator: Any, node: time_node) -> None:
    translator.body.append(translator.starttag(node, "time", "", DATETIME=node["datetime"]))


def _depart_time(translator: Any, _node: time_node) -> None:
    translator.body.append("</time>")


def _visit_break(translator: Any, _node: break_opportunity) -> None:
    translator.body.append("<wbr>")
    raise nodes.SkipNode


def register_nodes(app: Sphinx) -> None:
    """Both HTML builders write these nodes."""
    app.add_node(time_node, html=(_visit_time, _depart_time))
    app.add_node(break_opportunity, html=(_visit_break, None))
