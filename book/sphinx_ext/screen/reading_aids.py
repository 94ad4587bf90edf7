"""What helps a reader keep track: a mark at the end of each chapter, and the page "Your reading".

What was read is known to the reader's browser alone; see `_static/reading.js`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from book.model import Catalog
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.templating import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "reading"  # like a docname
TITLE = "Your reading"


@dataclass(frozen=True)
class Shelf:
    """A subject on the page, with the number of its chapters."""

    slug: str
    title: str
    docname: str
    chapters: int


def shelves(catalog: Catalog) -> tuple[Shelf, ...]:
    """The subjects that have chapters, in their order."""
    counted = ((subject, len(catalog.by_subject[subject.slug])) for subject in catalog.ordered_subjects)
    return tuple(Shelf(s.slug, s.title, s.docname, count) for s, count in counted if count)


def reading_page(app: Sphinx) -> Iterator[GeneratedPage]:
    """The page `reading.html`."""
    subjects = shelves(catalog_of(app))
    yield GeneratedPage(PAGE, TITLE, subjects, partial(_body, subjects))


def _body(subjects: tuple[Shelf, ...], link: Link) -> Markup:
    return render("reading.html", title=TITLE, subjects=subjects, link=link)


def add_aids(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `below_text`: on a chapter its mark, on the landing page the way to "Your reading"."""
    context["below_text"] = ""
    if pagename in catalog_of(app).chapters:
        context["below_text"] = render("read-mark.html", docname=pagename)
    elif pagename == app.config.root_doc:
        context["below_text"] = render("your-reading.html", link=context["pathto"])
    elif pagename == PAGE:
        for script in ("answers.js", "reading-page.js"):  # of this page only: Sphinx forgets them again
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Chapters can be marked as read, and a page counts them."""
    register_pages(app, reading_page)
    app.connect("html-page-context", add_aids)
