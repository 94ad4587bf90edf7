"""Passes over a resolved doctree that make its ids and links those of a fragment."""

from __future__ import annotations

from docutils import nodes

from book.press.fragment import LINK_BASE, namespace, page_id
from book.sphinx_ext.glossary import term_use

PAGE = "page:"  # what the fragment builder writes for an address within the book: `page:<docname>#<id>`


def namespace_ids(doctree: nodes.document, prefix: str) -> None:
    """Put `prefix` before every id and every reference to one, so that they are unique over the book."""
    for node in doctree.findall(nodes.Element):
        for name in ("ids", "backrefs"):
            if node.get(name):
                node[name] = [prefix + id_ for id_ in node[name]]
        if node.get("refid"):
            node["refid"] = prefix + node["refid"]


def retarget_links(doctree: nodes.document) -> None:
    """Turn links within the book into `LINK_BASE#<id>`, after `namespace_ids`."""
    for link in [*doctree.findall(nodes.reference), *doctree.findall(term_use)]:
        address = link.get("refuri", "")
        if address.startswith(PAGE):
            docname, _, anchor = address.removeprefix(PAGE).partition("#")
            link["refuri"] = f"{LINK_BASE}#{namespace(docname) + anchor if anchor else page_id(docname)}"
        elif isinstance(link, nodes.reference) and link.get("refid"):
            link["refuri"], link["internal"] = f"{LINK_BASE}#{link['refid']}", True
