"""The list of sources at a chapter's end."""

from __future__ import annotations

import re

from docutils import nodes

from book.model import Chapter, Source
from book.sphinx_ext.semantic_nodes import break_opportunity, moment
from book.sphinx_ext.templating import typographic

SOURCES_ID = "chapter-sources"  # a chapter may have a heading of its own with the slug `sources`


def sources_section(chapter: Chapter, *, in_print: bool) -> nodes.section:
    """The last section of a chapter. On screen the title is the link; in print the address is written out."""
    section = nodes.section(ids=[SOURCES_ID], classes=["sources"])
    section += nodes.title("", "Sources")
    items = nodes.bullet_list()
    items += [nodes.list_item("", _line(source, in_print)) for source in chapter.sources]
    section += items
    return section


def _line(source: Source, in_print: bool) -> nodes.paragraph:
    title: nodes.Node = nodes.inline("", typographic(source.title), classes=["source-title"])
    if source.url and not in_print:
        title = _link(source.url, title)
    line = nodes.paragraph("", "", title, nodes.Text(f". {typographic(source.publisher)}"))
    if source.date:
        line += [nodes.Text(", "), moment(source.date, source.date.title)]
    line += nodes.Text(".")
    if source.url and in_print:
        line += [nodes.Text(" "), _link(source.url, address(source.url))]
    return line


def _link(url: str, *content: nodes.Node) -> nodes.reference:
    return nodes.reference("", "", *content, refuri=url)


def address(url: str) -> nodes.inline:
    """An address to read and type, without its scheme, that may break after a slash and before a dot or query."""
    written = nodes.inline("", "", classes=["url"])
    shown = re.sub(r"^https?://", "", url)
    pieces = [piece for piece in re.split(r"(?<=[/=&])|(?=[.?#])", shown) if piece]
    for i, piece in enumerate(pieces):
        written += [break_opportunity()] * bool(i) + [nodes.Text(piece)]
    return written
