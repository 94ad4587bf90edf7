"""What a search can find: each chapter and each term of a glossary, as texts beside the pages; and the search page.

The texts are taken from the doctree, before the page's furniture is added, so that a search finds nothing but what
the book says. `index.py` makes the index of them when all pages are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import Markup

from book.model import Chapter
from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.questions.question_nodes import SECTION_CLASS
from book.sphinx_ext.screen.nav import subject_of
from book.sphinx_ext.templating import render, typographic
from book.sphinx_ext.terms.domain import Entry, glossary_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEXTS = ".search/texts"  # in the output folder: for each page with a source, what can be found on it
PAGE = "search"
MORE = (("glossary", "Terms from A to Z"), ("syllabus", "By syllabus"), ("tags", "Tags"))  # where there are such pages

_SILENT = (nodes.Invisible, nodes.system_message, nodes.label, nodes.math_block, nodes.raw)


@dataclass(frozen=True)
class Block:
    """A heading, of a level from 2 and with an id, or a piece of text, of level 0."""

    text: str
    level: int = 0
    id: str = ""


def texts_path(folder: Path, docname: str) -> Path:
    """Where an output folder keeps what can be found on a page."""
    return folder / TEXTS / f"{docname}.json"


def note_texts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write down what can be found on a page: a list of addresses and markup for Pagefind."""
    if app.builder.name != "html":
        return
    path = texts_path(Path(app.outdir), docname)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(_found_on(app, doctree, docname))), "utf-8")


def _found_on(app: Sphinx, doctree: nodes.document, docname: str) -> Iterator[tuple[str, str]]:
    catalog, address = catalog_of(app), app.builder.get_target_uri(docname)
    subject, chapter = subject_of(catalog, docname), catalog.chapters.get(docname)
    if subject is None:
        return
    if chapter:
        yield address, _chapter_markup(chapter, subject.title, doctree)
    for entry in glossary_of(app).entries.get(docname, ()):
        yield f"{address}#{entry.id}", _term_markup(entry, subject.title)


def _chapter_markup(chapter: Chapter, subject: str, doctree: nodes.document) -> str:
    sources = [typographic(f"{source.title}. {source.publisher}.") for source in chapter.sources]
    return render(
        "search-document.html",
        title=chapter.title,
        summary=chapter.summary,
        filters={"month": str(chapter.month), "subject": typographic(subject)},
        blocks=list(_blocks(doctree, 0)),
        sources=sources,
    )


def _term_markup(entry: Entry, subject: str) -> str:
    name, *aliases = entry.names
    definition = "".join(node.astext() for node in entry.gloss)
    return render(
        "search-document.html",
        title=name,
        summary="",
        filters={"subject": typographic(subject)},
        blocks=[Block(text) for text in (definition, ", ".join(aliases)) if text],
        sources=[],
    )


def _blocks(element: nodes.Element, level: int) -> Iterator[Block]:
    """Headings and pieces of text in the order of reading; the page's title is not among them."""
    for child in element.children:
        if isinstance(child, nodes.section) and SECTION_CLASS in child["classes"]:
            continue  # a wrong option is nothing that the book says
        if isinstance(child, nodes.section):
            if level and child.children and isinstance(child[0], nodes.title):
                yield Block(_text(child[0]), level + 1, child["ids"][0])
            yield from _blocks(child, level + 1)
        elif isinstance(child, _SILENT) or (isinstance(child, nodes.title) and isinstance(element, nodes.section)):
            continue
        elif isinstance(child, nodes.TextElement):
            yield Block(_text(child))
        elif isinstance(child, nodes.Element):
            yield from _blocks(child, level)


def _text(element: nodes.Element) -> str:
    """The words of an element; a formula has none."""
    texts: Iterable[nodes.Text] = element.findall(nodes.Text)
    return " ".join("".join(text for text in texts if not isinstance(text.parent, nodes.math)).split())


def search_page(app: Sphinx) -> Iterator[GeneratedPage]:
    """The page that a search is on which can be shared, and that says how else a chapter is found."""
    catalog = catalog_of(app)
    subjects = [(subject.docname, subject.title) for subject in catalog.ordered_subjects]
    chapters = catalog.chapters.values()
    has_more = (
        bool(glossary_of(app).entries),
        any(chapter.syllabus for chapter in chapters),
        any(chapter.tags for chapter in chapters),
    )

    def body(link: Link) -> Markup:
        pages = app.builder.generated if isinstance(app.builder, BookBuilder) else {}
        found = [(name, title) for name, title in MORE if name in pages]
        return render("search.html", pages=found + subjects, link=link)

    yield GeneratedPage(PAGE, "Search", (subjects, has_more), body)


def setup(app: Sphinx) -> None:
    """Texts to be found are kept with the pages, and there is a page for searching."""
    app.connect("doctree-resolved", note_texts, priority=100)  # before anything is added to the page
    register_pages(app, search_page)
