"""What helps to learn a chapter: a box of {key-facts}, arguments {for-and-against}, a {timeline}.

Their shape is checked by `book.source.apparatus`; what is not of that shape stays a plain text here, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from book.model import written_date
from book.sphinx_ext.semantic_nodes import moment

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TITLE = "Key facts"
_SIGNS = " \n.,:;-–—"

logger = logging.getLogger(__name__)


class key_facts(nodes.General, nodes.Element):
    """A box with one list, of a fact to an item; each item has an id."""


class for_and_against(nodes.General, nodes.Element):
    """Two sides of an argument."""


class side(nodes.Part, nodes.Element):
    """A `side_title` and a list."""


class side_title(nodes.paragraph):
    """What the arguments of a list are for; text in which terms are looked for."""


class timeline(nodes.Sequential, nodes.Element):
    """Events in the order of time; each begins with its date as `strong`, with the class `timeline-date`."""


class _Apparatus(SphinxDirective):
    """A directive that makes one node of its text."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        content = self.parse_content_to_nodes()
        blocks = [node for node in content if not isinstance(node, nodes.comment)]
        for text in [text for block in blocks for text in block.findall(nodes.Text) if not text.astext()]:
            text.parent.remove(text)  # MyST begins a line that begins in bold with an empty one
        made = self.made_of(blocks)
        if made is None:
            logger.warning(
                "{%s} is not of its shape", self.name, type="book", subtype=self.name, location=self.get_location()
            )
            return content
        self.set_source_info(made)
        return [made]

    def made_of(self, blocks: list[nodes.Node]) -> nodes.Element | None:
        """The node of these blocks; None where they are not what the directive is for."""
        raise NotImplementedError


class KeyFacts(_Apparatus):
    """{key-facts}: one list; the bold words before a colon at the beginning of an item are its label."""

    def made_of(self, blocks: list[nodes.Node]) -> nodes.Element | None:
        return key_facts("", *blocks) if _are(blocks, nodes.bullet_list) else None


class ForAndAgainst(_Apparatus):
    """{for-and-against}: two lists, each below a paragraph that is its title."""

    def made_of(self, blocks: list[nodes.Node]) -> nodes.Element | None:
        if not _are(blocks, *[nodes.paragraph, nodes.bullet_list] * 2):
            return None
        titles = [side_title("", "", *title.children) for title in blocks[::2]]
        return for_and_against("", *(side("", *pair) for pair in zip(titles, blocks[1::2], strict=True)))


class Timeline(_Apparatus):
    """{timeline}: one list, each item of which begins with a date in bold."""

    def made_of(self, blocks: list[nodes.Node]) -> nodes.Element | None:
        if not _are(blocks, nodes.bullet_list) or not all(map(lead_of, blocks[0].children)):
            return None
        return timeline("", *blocks[0].children)


def _are(blocks: list[nodes.Node], *kinds: type[nodes.Node]) -> bool:
    return len(blocks) == len(kinds) and all(map(isinstance, blocks, kinds))


def lead_of(item: nodes.Node) -> nodes.strong | None:
    """The bold words that an item of a list begins with."""
    first = item.children[0] if item.children else None
    lead = first.children[0] if isinstance(first, nodes.paragraph) and first.children else None
    return lead if isinstance(lead, nodes.strong) else None


def mark_parts(_app: Sphinx, doctree: nodes.document) -> None:
    """Give facts their ids, numbered through the chapter, and dates what machines read; after terms were looked for."""
    for number, fact in enumerate(facts_of(doctree), 1):
        fact["ids"] = [_free_id(doctree, number)]
        doctree.ids[fact["ids"][0]] = fact
    for events in doctree.findall(timeline):
        for item in events.children:
            _mark_date(lead_of(item))


def facts_of(doctree: nodes.document) -> Iterator[nodes.list_item]:
    """The facts of all boxes of a chapter, in their order."""
    for box in doctree.findall(key_facts):
        yield from (item for item in box[0].children if isinstance(item, nodes.list_item))


def _free_id(doctree: nodes.document, number: int) -> str:
    """`fact-1` and so on, with a mark where a heading of that name has taken it."""
    name = f"fact-{number}"
    while name in doctree.ids:
        name += "-"
    return name


def _mark_date(lead: nodes.strong | None) -> None:
    """Make a date, or both ends of a span, elements of their own; no sign stands between the date and its event."""
    if lead is None:
        return
    lead["classes"].append("timeline-date")
    if all(isinstance(child, nodes.Text) for child in lead.children):
        text = lead.astext().rstrip(_SIGNS)
        lead.children = []
        lead += [
            moment(date, piece) if date else nodes.Text(piece) for piece, date in written_date(text) or [(text, None)]
        ]
    line = lead.parent
    if len(line) > 1 and isinstance(line[1], nodes.Text):
        line[1] = nodes.Text(" " + line[1].lstrip(_SIGNS))


def _visit_key_facts(translator: Any, node: key_facts) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="key-facts"))
    translator.body.append(f'<p class="key-facts-title">{TITLE}</p>\n')


def _depart_key_facts(translator: Any, _node: key_facts) -> None:
    translator.body.append("</div>\n")


def _visit_for_and_against(translator: Any, node: for_and_against) -> None:
    translator.body.append(translator.starttag(node, "dl", CLASS="for-and-against"))


def _depart_for_and_against(translator: Any, _node: for_and_against) -> None:
    translator.body.append("</dl>\n")


def _visit_side(translator: Any, node: side) -> None:
    translator.body.append(translator.starttag(node, "div"))


def _depart_side(translator: Any, _node: side) -> None:
    translator.body.append("</dd>\n</div>\n")


def _visit_side_title(translator: Any, node: side_title) -> None:
    translator.body.append(translator.starttag(node, "dt", ""))


def _depart_side_title(translator: Any, _node: side_title) -> None:
    translator.body.append("</dt>\n<dd>")


def _visit_timeline(translator: Any, node: timeline) -> None:
    # Without numbers and bullets VoiceOver takes a list for none, unless it says so.
    translator.body.append(translator.starttag(node, "ol", CLASS="timeline"))


def _depart_timeline(translator: Any, _node: timeline) -> None:
    translator.body.append("</ol>\n")


def setup(app: Sphinx) -> None:
    """The directives, and what they make in HTML and in print."""
    app.add_directive("key-facts", KeyFacts)
    app.add_directive("for-and-against", ForAndAgainst)
    app.add_directive("timeline", Timeline)
    app.add_node(key_facts, html=(_visit_key_facts, _depart_key_facts))
    app.add_node(for_and_against, html=(_visit_for_and_against, _depart_for_and_against))
    app.add_node(side, html=(_visit_side, _depart_side))
    app.add_node(side_title, html=(_visit_side_title, _depart_side_title))
    app.add_node(timeline, html=(_visit_timeline, _depart_timeline))
    app.connect("doctree-read", mark_parts, priority=450)
