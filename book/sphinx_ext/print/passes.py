"""Passes over a resolved doctree that make its ids and links those of a fragment."""

from __future__ import annotations

from docutils import nodes

from book.press.fragment import LINK_BASE, answers_id, namespace, page_id
from book.sphinx_ext.questions.question_nodes import question_list
from book.sphinx_ext.semantic_nodes import term_use, within

PAGE = "page:"  # what the fragment builder writes for an address within the book: `page:<docname>#<id>`


class page_slot_node(nodes.Inline, nodes.Element):
    """The place behind a link where the press prints the page of `target`, an id of another page."""


class web_slot_node(nodes.Inline, nodes.Element):
    """The place where the press prints the address of the chapter on the web."""


def add_web_slot(doctree: nodes.document) -> None:
    """Put a slot for the chapter's address behind its date."""
    for facts in doctree.findall(nodes.paragraph):
        if "chapter-facts" in facts["classes"]:
            facts += [nodes.Text(" "), web_slot_node()]
            return


def add_answers_link(doctree: nodes.document, docname: str) -> None:
    """Say below the questions of a chapter where its answers are; the page comes with `add_page_slots`."""
    for questions in doctree.findall(question_list):
        link = nodes.reference("", "Answers", refuri=f"{LINK_BASE}#{answers_id(docname)}", internal=True)
        place = questions.parent.index(questions) + 1
        questions.parent.insert(place, nodes.paragraph("", "", link, classes=["answers-at"]))
        return


def namespace_ids(root: nodes.Element, prefix: str) -> None:
    """Put `prefix` before every id and every reference to one, so that they are unique over the book."""
    for node in root.findall(nodes.Element):
        for name in ("ids", "backrefs"):
            if node.get(name):
                node[name] = [prefix + id_ for id_ in node[name]]
        if node.get("refid"):
            node["refid"] = prefix + node["refid"]


def retarget_links(root: nodes.Element) -> None:
    """Turn links within the book into `LINK_BASE#<id>`, after `namespace_ids`."""
    for link in [*root.findall(nodes.reference), *root.findall(term_use)]:
        address = link.get("refuri", "")
        if address.startswith(PAGE):
            docname, _, anchor = address.removeprefix(PAGE).partition("#")
            link["refuri"] = f"{LINK_BASE}#{namespace(docname) + anchor if anchor else page_id(docname)}"
        elif isinstance(link, nodes.reference) and link.get("refid"):
            link["refuri"], link["internal"] = f"{LINK_BASE}#{link['refid']}", True


def add_page_slots(doctree: nodes.document, docname: str) -> tuple[str, ...]:
    """Put a slot behind each link in running text to another page; the ids, each once, in order.

    It comes after `retarget_links`. A heading gets none: it stands in contents and running heads too. Nor does the head
    of a table, which is printed again on each of its pages.
    """
    found: dict[str, None] = {}
    for link in list(doctree.findall(nodes.reference)):
        base, _, target = link.get("refuri", "").partition("#")
        here = target == page_id(docname) or target.startswith(namespace(docname))
        printed_once = not within(link, nodes.title) and not within(link, nodes.thead)
        if base == LINK_BASE and target and not here and printed_once:
            found[target] = None
            place = link.parent.index(link) + 1
            link.parent.insert(place, [nodes.Text(" "), page_slot_node(target=target)])
    return tuple(found)
