"""Who uses a term: below each entry of a glossary the chapters that do, each with the sentence of its first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from book.model import Catalog
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.semantic_nodes import within
from book.sphinx_ext.templating import render
from book.sphinx_ext.terms.domain import Use, glossary_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SHOWN = 10  # chapters; of the others only the number


@dataclass(frozen=True)
class TermUser:
    """A chapter that uses a term: the id of its first use, the sentence in three parts, whether it explains it."""

    docname: str
    title: str
    published: date
    id: str
    sentence: tuple[str, str, str]
    explains: bool


@dataclass(frozen=True)
class TermUsers:
    """The newest chapters that use a term, newest first, and how many more there are."""

    newest: tuple[TermUser, ...]
    more: int


class term_users(nodes.General, nodes.Element):
    """The chapters that use the term above: `users` is a TermUsers, `page` the docname of the page it stands on."""


def users_of(catalog: Catalog, uses: Mapping[str, tuple[Use, ...]]) -> TermUsers:
    """The chapters among the pages that use a term."""
    chapters = [catalog.chapters[docname] for docname in sorted(uses) if docname in catalog.chapters]
    chapters.sort(key=lambda chapter: chapter.published, reverse=True)
    newest = []
    for chapter in chapters[:SHOWN]:
        first, *_ = found = uses[chapter.docname]
        sentence = first.sentence or ("", first.name, "")
        explains = any(use.explains for use in found)
        newest.append(TermUser(chapter.docname, chapter.title, chapter.published, first.id, sentence, explains))
    return TermUsers(tuple(newest), len(chapters) - len(newest))


def add_users(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put below each definition of a glossary who uses its term; not in print, which has the pages."""
    if app.builder.name != "html":
        return
    users = _users_on(app, docname)
    for definition in list(doctree.findall(nodes.definition)):
        term = definition.parent[0]
        if isinstance(term, nodes.term) and within(definition, addnodes.glossary):
            found = users.get(term["ids"][0])
            if found is not None and found.newest:
                definition += term_users("", users=found, page=docname)


def users_inputs(app: Sphinx, docname: str) -> str:
    """What a glossary page shows of the chapters that use its terms; nothing of any other page, nor in print."""
    return repr(_users_on(app, docname)) if app.builder.name == "html" else ""


def _users_on(app: Sphinx, docname: str) -> dict[str, TermUsers]:
    """By the id of each entry of a page who uses its term."""
    catalog, glossary = catalog_of(app), glossary_of(app)
    return {entry.id: users_of(catalog, glossary.using(entry)) for entry in glossary.entries.get(docname, ())}


def _visit_users(self: HTML5Translator, node: nodes.Element) -> None:
    def link(user: TermUser) -> str:
        return f"{self.builder.get_relative_uri(node['page'], user.docname)}#{user.id}"

    self.body.append(render("term-users.html", users=node["users"], link=link))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Glossary pages say who uses each term."""
    app.connect("doctree-resolved", add_users)
    app.add_node(term_users, html=(_visit_users, None))
    register_inputs(app, users_inputs)
