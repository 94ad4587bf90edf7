"""Definitions on the page: each term that is a link there opens its own, without a request and without a mouse.

They are native popovers, filled when the page is written; `_static/terms.js` opens them. Without scripts a term is a
plain link to its entry, and the definitions stay hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from book.sphinx_ext.semantic_nodes import term_use
from book.sphinx_ext.templating import typographic
from book.sphinx_ext.terms.domain import Entry, glossary_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "terms.js"


class definitions(nodes.General, nodes.Element):
    """All definitions that a page can open, behind its text."""


class popover(nodes.General, nodes.Element):
    """A definition that opens: name, other names, gloss, link to the entry; `label` is the name."""


def add_definitions(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put the definition of each term that is a link behind the text, once, after `link_terms`; not in print."""
    if app.builder.name != "html":
        return
    glossary = glossary_of(app)
    found: dict[str, popover] = {}
    for use in doctree.findall(term_use):
        entry = glossary.find(use["term"])
        if "refuri" in use and entry is not None and use["refuri"] not in found:
            found[use["refuri"]] = popover_of(entry, use["refuri"])
    if found:
        doctree += definitions("", *found.values())


def popover_of(entry: Entry, uri: str) -> popover:
    """The definition of an entry that stands at an address."""
    label = typographic(entry.names[0])
    name = nodes.paragraph("", label, classes=["definition-name"])
    if entry.names[1:]:
        others = typographic(f"also: {', '.join(entry.names[1:])}")
        name += [nodes.Text(" "), nodes.inline("", others, classes=["also"])]
    gloss = nodes.paragraph("", "", *(node.deepcopy() for node in entry.gloss))
    link = nodes.reference("", "Entry in the glossary", refuri=uri, internal=True)
    return popover("", name, gloss, nodes.paragraph("", "", link), label=label)


def add_script(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have pages that can open definitions load the script for it."""
    if doctree is not None and next(iter(doctree.findall(definitions)), None):
        app.add_js_file(SCRIPT, loading_method="defer")


def _visit_definitions(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", "\n", False, **{"data-pagefind-ignore": "all"}))


def _visit_popover(self: HTML5Translator, node: nodes.Element) -> None:
    attributes = {"class": "definition", "popover": "auto", "role": "group", "aria-label": node["label"]}
    self.body.append(self.starttag(node, "div", "\n", False, **attributes))


def _depart(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Pages on screen bring the definitions of their terms."""
    app.connect("doctree-resolved", add_definitions, priority=600)  # after link_terms
    app.connect("html-page-context", add_script)
    app.add_node(definitions, html=(_visit_definitions, _depart))
    app.add_node(popover, html=(_visit_popover, _depart))
