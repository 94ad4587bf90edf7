"""Uses of terms become links to their entries, and in print a gloss beside the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from book.sphinx_ext.glossary import GlossaryDomain, glossary_of, term_use, within

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


class gloss(nodes.Inline, nodes.TextElement):
    """A definition in the note margin: a term's main name, then the text of the definition."""


def link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each term use the address of its entry and the entry's main name; report unknown terms."""
    glossary, builder = glossary_of(app), app.builder
    for use in doctree.findall(term_use):
        entry = glossary.find(use["term"])
        if entry is None:
            message = "no glossary has the term %r; define it in a glossary.md, or write it as one of them does"
            logger.warning(message, use["term"], type="book", subtype="term", location=use)
            continue
        use["entry"] = entry.names[0]
        if not within(use, nodes.reference):  # HTML has no links within links
            use["refuri"] = f"{builder.get_relative_uri(docname, entry.docname)}#{entry.id}"


def add_glosses(doctree: nodes.document, glossary: GlossaryDomain) -> None:
    """Put a gloss behind the first use of each term of a page, after `link_terms`."""
    seen: set[str] = set()
    for use in list(doctree.findall(term_use)):
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


def setup_term_links(app: Sphinx) -> None:
    """Term uses are resolved when a page is written, so that a page is not read again when a definition changes."""
    app.connect("doctree-resolved", link_terms)
    app.add_node(term_use, html=(_visit_term_use, _depart))
    app.add_node(gloss, html=(_visit_gloss, _depart))
