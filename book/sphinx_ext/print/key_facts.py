"""The facts of a chapter's boxes by themselves, as they are asked on a card: without notes, glosses and ids."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from book.sphinx_ext.apparatus import facts_of, lead_of
from book.sphinx_ext.print.passes import namespace_ids, retarget_links
from book.sphinx_ext.semantic_nodes import term_use


@dataclass(frozen=True)
class Fact:
    """A fact: its id, its label as plain text, empty where it has none, and what is said of it."""

    id: str
    label: str
    content: list[nodes.Node]


def copied_facts(doctree: nodes.document, prefix: str) -> list[Fact]:
    """Copies of all facts, made before notes and glosses get into the text; their ids begin with `prefix`."""
    return [_fact(item.deepcopy(), prefix) for item in facts_of(doctree)]


def _fact(item: nodes.list_item, prefix: str) -> Fact:
    id_ = prefix + item["ids"][0]
    namespace_ids(item, prefix)
    retarget_links(item)
    for node in list(item.findall(nodes.Element)):
        node["ids"] = []
        if isinstance(node, nodes.footnote_reference):
            node.parent.remove(node)
        elif isinstance(node, term_use) and "refuri" not in node:
            node.parent.replace(node, node.children)
    return Fact(id_, _take_label(item), item.children)


def _take_label(item: nodes.list_item) -> str:
    """Take the label out of a fact: the bold words before a colon at its beginning, where more follows."""
    lead = lead_of(item)
    if lead is None or not item.astext().removeprefix(lead.astext()).strip(" :\n"):
        return ""
    line, label = lead.parent, lead.astext().strip()
    behind = line[1] if len(line) > 1 and isinstance(line[1], nodes.Text) else nodes.Text("")
    if label.endswith(":"):
        rest = behind.lstrip()
    elif behind.lstrip().startswith(":"):
        rest = behind.lstrip().removeprefix(":").lstrip()
    else:
        return ""
    line[0 : 2 if str(behind) else 1] = [nodes.Text(rest)] if rest else []
    return label.removesuffix(":").strip()
