"""Nodes for the markup that docutils has none for: a date, a place where a long address may break."""

from __future__ import annotations

from datetime import date
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class day_node(nodes.Inline, nodes.TextElement):
    """A day as text, with its `datetime` for machines."""


class break_opportunity(nodes.Inline, nodes.Element):
    """A place where a line may break without a hyphen."""


def day(value: date, text: str) -> day_node:
    """The node of a day, written as `text`."""
    return day_node("", text, datetime=value.isoformat())


def _visit_day(translator: Any, node: day_node) -> None:
    translator.body.append(translator.starttag(node, "time", "", DATETIME=node["datetime"]))


def _depart_day(translator: Any, _node: day_node) -> None:
    translator.body.append("</time>")


def _visit_break(translator: Any, _node: break_opportunity) -> None:
    translator.body.append("<wbr>")
    raise nodes.SkipNode


def setup_semantic_nodes(app: Sphinx) -> None:
    """Both HTML builders write these nodes."""
    app.add_node(day_node, html=(_visit_day, _depart_day))
    app.add_node(break_opportunity, html=(_visit_break, None))
