"""The page that a host shows where there is none: `404.html`.

It is shown in whichever folder the dead link led to, so its addresses count from the root of the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.screen.listings import Entry, Group, Listing
from book.sphinx_ext.templating import render
from book.sphinx_ext.web.addresses import root_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE = "404"
TITLE = "There is no such page"
NEWEST = 5  # chapters that it suggests: a screen of a phone


def not_found_page(app: Sphinx) -> Iterator[GeneratedPage]:
    """The page, with the newest chapters."""
    catalog = catalog_of(app)
    newest = [chapter for chapter in catalog.newest if not chapter.draft][:NEWEST]
    entries = tuple(Entry(chapter, brief=True) for chapter in newest)
    listing = Listing(groups=(Group("Newest chapters", None, entries),) if entries else ())

    def body(link: Link) -> Markup:
        pages = app.builder.generated if isinstance(app.builder, BookBuilder) else {}
        head = render("not-found.html", title=TITLE, pages=pages, link=link)
        return head + render("listing.html", listing=listing, link=link)

    # Of the pages that it links to, the glossary is there exactly when there are terms.
    yield GeneratedPage(PAGE, TITLE, (bool(catalog.terms), listing), body)


def make_rooted(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `base`, which all its addresses count from, and no address of its own."""
    if pagename == PAGE:
        context |= {"base": root_of(app) + app.builder.get_target_uri(PAGE), "pageurl": None}


def setup(app: Sphinx) -> None:
    """Who follows a dead link is told where to go on."""
    register_pages(app, not_found_page)
    app.connect("html-page-context", make_rooted)
