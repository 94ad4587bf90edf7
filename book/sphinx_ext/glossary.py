"""Terms as Sphinx reads them: the {term} role, and where the book defines and uses each term."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxRole

from book.model import term_key
from book.source.markup import role_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class term_use(nodes.Inline, nodes.TextElement):
    """A place that uses a term: `term` is the name as written; its id is set when the page has been read."""


class TermRole(SphinxRole):
    """{term}`x` and {term}`text <x>`; unlike Sphinx's own, it is not resolved by Sphinx."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        shown, name = role_text(self.text)
        node = term_use(self.rawtext, shown, term=name)
        self.set_source_info(node)
        return [node], []


@dataclass(frozen=True)
class Entry:
    """A term as its glossary page defines it.

    `names` has the main one first; `gloss` is the definition as inline nodes without links and ids;
    `uses` are the terms that the definition uses, as written; `digest` changes when any of it does.
    """

    docname: str
    id: str
    names: tuple[str, ...]
    gloss: tuple[nodes.Node, ...]
    uses: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        text = "".join(node.pformat() for node in self.gloss)
        return sha256(repr((self.docname, self.id, self.names, text)).encode()).hexdigest()


@dataclass(frozen=True)
class Use:
    """A use of a term: the name as written, the id of the place, the text shown."""

    name: str
    id: str
    text: str


class GlossaryDomain(Domain):
    """What each page defines and what it uses."""

    name = "glossary"
    label = "Glossary"
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {"entries": {}, "uses": {}}

    @property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each glossary page."""
        found: dict[str, tuple[Entry, ...]] = self.data["entries"]
        return found

    @property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The uses of each page, in the order of its text."""
        found: dict[str, tuple[Use, ...]] = self.data["uses"]
        return found

    def find(self, name: str) -> Entry | None:
        """The entry that has this name or alias."""
        if not hasattr(self, "_by_key"):
            pages = sorted(self.entries, reverse=True)  # of two entries of one name the first page's wins
            self._by_key = {
                term_key(known): entry
                for page in pages
                for entry in reversed(self.entries[page])
                for known in entry.names
            }
        return self._by_key.get(term_key(name))

    def note(self, docname: str, entries: tuple[Entry, ...], uses: tuple[Use, ...]) -> None:
        """Record what a page defines and uses."""
        self._changed()
        if entries:
            self.entries[docname] = entries
        if uses:
            self.uses[docname] = uses

    def clear_doc(self, docname: str) -> None:
        self._changed()
        self.entries.pop(docname, None)
        self.uses.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self._changed()
        for kind in ("entries", "uses"):
            self.data[kind].update((name, value) for name, value in otherdata[kind].items() if name in docnames)

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """None: nothing of this domain is linked to by Sphinx's references."""
        return []

    def _changed(self) -> None:
        if hasattr(self, "_by_key"):
            del self._by_key


def glossary_of(app: Sphinx) -> GlossaryDomain:
    """The terms of the book that this application builds."""
    domain = app.env.domains["glossary"]
    assert isinstance(domain, GlossaryDomain)
    return domain


def collect_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Number the term uses of a page and record its terms; runs before titles are copied into contents."""
    for use in list(doctree.findall(term_use)):
        if within(use, nodes.title):
            use.parent.replace(use, use.children)  # a title is itself a link in contents
    uses: list[Use] = []
    for use in doctree.findall(term_use):
        use["ids"] = [_free_id(doctree, len(uses) + 1)]
        doctree.ids[use["ids"][0]] = use
        uses.append(Use(use["term"], use["ids"][0], use.astext()))
    docname = app.env.current_document.docname
    glossary_of(app).note(docname, tuple(_entries(docname, doctree)), tuple(uses))


def within(node: nodes.Node, kind: type[nodes.Element]) -> bool:
    """Whether an element of this kind stands around a node."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return True
    return False


def _free_id(doctree: nodes.document, number: int) -> str:
    """`term-use-1` and so on, with a mark where a heading or an entry of that name has taken it."""
    name = f"term-use-{number}"
    while name in doctree.ids:
        name += "-"
    return name


def _entries(docname: str, doctree: nodes.document) -> Iterator[Entry]:
    for item in doctree.findall(nodes.definition_list_item):
        if isinstance(item.parent.parent, addnodes.glossary):
            terms = [node for node in item.children if isinstance(node, nodes.term)]
            if terms:
                yield Entry(
                    docname=docname,
                    id=terms[0]["ids"][0],
                    names=tuple(term.rawsource.strip() for term in terms),
                    gloss=tuple(gloss_of(item)),
                    uses=tuple(use["term"] for use in item.findall(term_use)),
                )


# What keeps its own look in a gloss; of all else only the text stays.
_KEPT = (nodes.emphasis, nodes.strong, nodes.literal, nodes.subscript, nodes.superscript, nodes.math)
_DROPPED = (nodes.term, nodes.image, nodes.footnote_reference, nodes.system_message, nodes.comment, nodes.Invisible)


def gloss_of(element: nodes.Element) -> list[nodes.Node]:
    """The text of an element as inline nodes: no links, no ids, blocks parted by a blank."""
    found: list[nodes.Node] = []
    for child in element.children:
        if isinstance(child, nodes.Text):
            found.append(nodes.Text(str(child)))
        elif isinstance(child, nodes.raw):
            found.append(nodes.Text(" "))  # MyST's line break
        elif isinstance(child, _KEPT):
            found.append(type(child)("", "", *gloss_of(child)))
        elif isinstance(child, nodes.Element) and not isinstance(child, _DROPPED):
            if found and not isinstance(child, nodes.Inline):
                found.append(nodes.Text(" "))
            found += gloss_of(child)
    return found


def setup_glossary(app: Sphinx) -> None:
    """The role and the record of terms; Sphinx's own {glossary} directive serves."""
    app.add_domain(GlossaryDomain)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.connect("doctree-read", collect_terms, priority=400)  # before Sphinx copies the titles
