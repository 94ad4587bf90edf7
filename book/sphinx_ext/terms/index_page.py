"""The glossary from A to Z: one page of all terms of all subjects, with letters to go to and a box to filter by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.writers.html5 import HTML5Translator

from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.templating import render
from book.sphinx_ext.terms.domain import Entry, glossary_of
from book.terms import letter, sort_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "glossary"
SCRIPT = "term-index.js"
DESCRIPTION = "All terms of the book from A to Z, each with its definition."
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Row:
    """A name in its place: an entry under its main name, or an alias that says under which name to see."""

    name: str
    entry: Entry

    @property
    def is_alias(self) -> bool:
        return self.name != self.entry.names[0]

    @property
    def id(self) -> str:
        """The id that the entry has on this page; its own is unique on its glossary's page only."""
        return f"{self.subject}.{self.entry.id}"

    @property
    def subject(self) -> str:
        """The folder of the subject."""
        return self.entry.docname.partition("/")[0]


@dataclass(frozen=True)
class Letter:
    """A letter and the names under it; without any it only stands in the bar."""

    letter: str
    rows: tuple[Row, ...] = ()


def has_index(app: Sphinx) -> bool:
    """Whether the book on screen has this page: it has terms."""
    return app.builder.name == "html" and bool(glossary_of(app).entries)


def letters_of(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """All names by letter, in the order of a dictionary, and the Latin letters that no name begins with."""
    rows = sorted(
        (Row(name, entry) for entry in entries for name in entry.names),
        key=lambda row: (sort_key(row.name), row.name, row.entry.docname, row.entry.id),
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(letter(row.name), []).append(row)
    before, behind = [key for key in found if key < "A"], [key for key in found if key > "Z"]
    return tuple(Letter(key, tuple(found.get(key, ()))) for key in [*before, *LATIN, *behind])


def index_page(app: Sphinx) -> Iterator[GeneratedPage]:
    """The page, where the book has terms."""
    entries, builder = _entries(app), app.builder
    if not entries or not isinstance(builder, BookBuilder):
        return

    def body(link: Link) -> Markup:
        return render(
            "term-index.html",
            letters=letters_of(entries),
            count=len(entries),
            gloss=lambda entry: _markup(builder, entry.gloss),
            link=lambda entry: f"{link(entry.docname)}#{entry.id}",
            subject=lambda row: _subject_title(app, row),
        )

    inputs = [(entry.digest, _subject_title(app, Row(entry.names[0], entry))) for entry in entries]
    yield GeneratedPage(PAGE, "Glossary", inputs, body, DESCRIPTION)


def add_script(app: Sphinx, pagename: str, *_: object) -> None:
    """Have the page load the script of its box."""
    if pagename == PAGE:
        app.add_js_file(SCRIPT, loading_method="defer")


def _entries(app: Sphinx) -> Sequence[Entry]:
    pages = glossary_of(app).entries
    return [entry for docname in sorted(pages) for entry in pages[docname]]


def _subject_title(app: Sphinx, row: Row) -> str:
    return catalog_of(app).subjects[row.subject].title


def _markup(builder: BookBuilder, gloss: Iterable[nodes.Node]) -> Markup:
    """A gloss as this builder writes it."""
    document = new_document("", builder.docsettings)
    document += nodes.inline("", "", *(node.deepcopy() for node in gloss))
    translator = builder.create_translator(document, builder)
    assert isinstance(translator, HTML5Translator)
    for node in document[0].children:
        node.walkabout(translator)
    return Markup("".join(translator.body))


def setup(app: Sphinx) -> None:
    """The book on screen has a page of all terms as long as it has terms."""
    register_pages(app, index_page)
    app.connect("html-page-context", add_script)
