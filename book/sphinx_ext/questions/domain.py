"""The questions of each chapter, kept between builds as nodes that stand for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Set
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util import docname_join

from book.sphinx_ext.questions.question_nodes import question
from book.sphinx_ext.semantic_nodes import term_use

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class QuestionsDomain(Domain):
    """Questions without ids, footnotes and links into the book, which are text: so they can stand on any page."""

    name = "questions"
    label = "Questions"
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {"questions": {}}

    @property
    def by_chapter(self) -> dict[str, tuple[question, ...]]:
        """The questions of each page that has any, in their order; a copy is written, never the node itself."""
        found: dict[str, tuple[question, ...]] = self.data["questions"]
        return found

    def standing_alone(self, docname: str) -> tuple[question, ...]:
        """A copy of the questions of a page that may be changed, with text in the place of links into the book."""
        found = tuple(node.deepcopy() for node in self.by_chapter.get(docname, ()))
        for node in found:
            for link in list(node.findall(addnodes.pending_xref)):
                link.replace_self(
                    link.children if link["refexplicit"] else [nodes.Text(_title(link, docname, self.env))]
                )
        return found

    def count(self, docname: str, kind: str) -> int:
        """How many questions of a kind a page has."""
        return sum(node["kind"] == kind for node in self.by_chapter.get(docname, ()))

    def digest(self, docname: str, kind: str = "") -> str:
        """Another text whenever one of the questions of a page, or of those of a kind there, is another one.

        Images count by their names alone.
        """
        found = [node for node in self.by_chapter.get(docname, ()) if kind in ("", node["kind"])]
        links = (link for node in found for link in node.findall(addnodes.pending_xref))
        titles = [_title(link, docname, self.env) for link in links]
        text = "".join([*(node.pformat() for node in found), *titles])
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""

    def note(self, docname: str, found: Iterable[question]) -> None:
        """Record the questions of a page."""
        kept = tuple(_kept(node) for node in found)
        if kept:
            self.by_chapter[docname] = kept

    def clear_doc(self, docname: str) -> None:
        self.by_chapter.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.by_chapter.update((name, value) for name, value in otherdata["questions"].items() if name in docnames)

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """None: nothing of this domain is linked to by Sphinx's references."""
        return []


def questions_of(app: Sphinx) -> QuestionsDomain:
    """The questions of the book that this application builds."""
    domain = app.env.domains["questions"]
    assert isinstance(domain, QuestionsDomain)
    return domain


_DROPPED = (nodes.footnote, nodes.footnote_reference, nodes.system_message, nodes.Invisible)


def _kept(found: question) -> question:
    """A copy of a question without what only its own page has."""
    copy = found.deepcopy()
    for node in list(copy.findall()):
        node.document = None  # type: ignore[assignment]  # or the whole page would be kept with it
        if not isinstance(node, nodes.Element):
            continue
        node["ids"] = []
        if isinstance(node, _DROPPED) and not isinstance(node, nodes.target):
            node.parent.remove(node)
        elif isinstance(node, term_use) or (isinstance(node, nodes.reference) and not node.get("refuri")):
            node.replace_self(node.children)
    return copy


def _title(link: addnodes.pending_xref, docname: str, env: BuildEnvironment) -> str:
    """What a link without words shows: the heading that it leads to, or the title of the page."""
    target = link["reftarget"] if link["reftype"] == "myst" else docname_join(docname, link["reftarget"])
    slugs = env.metadata[target].get("myst_slugs", {}) if target in env.found_docs else {}
    _, _, heading = slugs.get(link.get("reftargetid"), (0, "", ""))
    return heading or (env.titles[target].astext() if target in env.titles else link.astext())
