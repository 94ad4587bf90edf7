"""Short addresses of chapters, `s/7k2qd`, which print names: small pages that lead on to the chapter.

Each is a page of a folder, because every host finds that without an ending to be typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from book.model.short_address import FOLDER, short_link_of
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.web.addresses import site_of
from book.sphinx_ext.web.redirection import redirection

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def short_link(app: Sphinx, docname: str) -> str | None:
    """The whole short address of a finished chapter; None for other pages, and where the book's is not known."""
    catalog, site = catalog_of(app), site_of(app)
    chapter = catalog.chapters.get(docname)
    if chapter is None or chapter.draft or not site:
        return None
    return short_link_of(site, catalog.short_addresses[docname])


def short_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """A page for the short address of each chapter that is finished: drafts are on no paper."""
    catalog = catalog_of(app)
    for docname, characters in catalog.short_addresses.items():
        chapter = catalog.chapters[docname]
        if not chapter.draft:
            yield redirection(app, f"{FOLDER}/{characters}/index", chapter, "The address leads to this chapter")


def short_inputs(app: Sphinx, docname: str) -> str:
    """The short address in the head of a chapter's page."""
    return (short_link(app, docname) or "") if app.builder.name == "html" else ""


def setup(app: Sphinx) -> None:
    """Who types or scans the address of a printed chapter gets its page."""
    register_files(app, short_files)
    register_inputs(app, short_inputs)
