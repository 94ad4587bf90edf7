"""Uses of terms become links to their entries, and in print a gloss beside the first of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.config import ENUM
from sphinx.util import logging

from book.sphinx_ext.questions.question_nodes import question
from book.sphinx_ext.semantic_nodes import term_use, within
from book.sphinx_ext.terms.domain import GlossaryDomain, glossary_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_REACH: Mapping[str, tuple[type[nodes.Element], ...]] = {
    "chapter": (nodes.document,),
    "section": (nodes.document, nodes.section),
    "all": (nodes.document, term_use),
}

logger = logging.getLogger(__name__)


class gloss(nodes.Inline, nodes.TextElement):
    """A definition in the note margin: a term's main name, then the text of the definition."""


def link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each term use its entry's main name, and those that are links their address; report unknown terms.

    A use that an author marked is a link; of the others the first of each term in each chapter, or in each section,
    or all are, as `book_term_links` has it, and in a glossary the first in each definition. On screen the others are
    plain text; in print their places are where the pages of use come from.
    """
    glossary, builder = glossary_of(app), app.builder
    linked: set[tuple[nodes.Node, str]] = set()
    for use in list(doctree.findall(term_use)):
        entry = glossary.find(use["term"])
        if entry is None:
            message = "no glossary has the term %r; define it in a glossary.md, or write it as one of them does"
            logger.warning(message, use["term"], type="book", subtype="term", location=use)
            continue
        use["entry"] = entry.names[0]
        place = (_reach(use, app.config.book_term_links), entry.names[0])
        if not within(use, nodes.reference) and not (use.get("automatic") and place in linked):
            use["refuri"] = f"{builder.get_relative_uri(docname, entry.docname)}#{entry.id}"
            linked.add(place)
        elif use.get("automatic") and builder.name == "html":
            use.parent.replace(use, use.children)


def _reach(use: term_use, setting: str) -> nodes.Node:
    """The element within which one link to a term is enough."""
    kinds = (nodes.document, nodes.definition_list_item) if within(use, addnodes.glossary) else _REACH[setting]
    node: nodes.Node = use
    while not isinstance(node, kinds) and node.parent is not None:
        node = node.parent
    return node


def add_glosses(doctree: nodes.document, glossary: GlossaryDomain) -> None:
    """Put a gloss behind the first use of each term of a page, after `link_terms`.

    A question has none: it may ask for what a term means.
    """
    seen: set[str] = set()
    for use in list(doctree.findall(term_use)):
        if within(use, question):
            continue
        entry = glossary.find(use["term"])
        if entry is not None and entry.names[0] not in seen:
            seen.add(entry.names[0])
            note = gloss("", "", nodes.inline("", entry.names[0], classes=["gloss-term"]), nodes.Text(" "))
            note += [node.deepcopy() for node in entry.gloss]
            use.parent.insert(use.parent.index(use) + 1, note)


def _visit_term_use(self: HTML5Translator, node: nodes.Element) -> None:
    if "refuri" in node:
        self.body.append(self.starttag(node, "a", "", CLASS="term", href=node["refuri"]))
        self.context.append("</a>")
    else:
        self.body.append(self.starttag(node, "span", ""))
        self.context.append("</span>")


def _visit_gloss(self: HTML5Translator, node: nodes.Element) -> None:
    # The inner span is what the press keeps in one piece: it cannot keep a float from breaking.
    self.body.append(self.starttag(node, "span", "", CLASS="gloss", role="note") + '<span class="gloss-note">')
    self.context.append("</span></span>")


def _depart(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append(self.context.pop())


def setup(app: Sphinx) -> None:
    """Term uses are resolved when a page is written, so that a page is not read again when a definition changes."""
    app.add_config_value("book_term_links", "chapter", "html", types=ENUM(*_REACH))
    app.connect("doctree-resolved", link_terms)
    app.add_node(term_use, html=(_visit_term_use, _depart))
    app.add_node(gloss, html=(_visit_gloss, _depart))
