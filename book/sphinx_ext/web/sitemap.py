"""What search engines read first: `sitemap.xml` (sitemaps.org, version 0.9) and `robots.txt`.

Both need whole addresses, so there are none where conf.py does not say where the book will be. The extension
sphinx-sitemap collects addresses while pages are written, in processes that our builder forks, and has no days of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files
from book.sphinx_ext.templating import render
from book.sphinx_ext.web.addresses import address_of, site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SITEMAP = "sitemap.xml"
UNLISTED = frozenset({"404", "offline", "reading", "search"})  # pages that nobody looks for, where the book has them


def sitemap_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """The sitemap, with the day of each chapter, and where robots find it."""
    if not site_of(app):
        return
    pages = [(address_of(app, name), _day(app, name)) for name in listed_pages(app)]
    robots = f"User-agent: *\nAllow: /\nSitemap: {site_of(app)}{SITEMAP}\n".encode()
    yield GeneratedFile(SITEMAP, pages, lambda: render("sitemap.xml", pages=pages).encode())
    yield GeneratedFile("robots.txt", robots, lambda: robots)


def listed_pages(app: Sphinx) -> list[str]:
    """All pages but drafts and those without a text of their own, by name."""
    catalog, builder = catalog_of(app), app.builder
    generated = builder.generated if isinstance(builder, BookBuilder) else {}
    drafts = {chapter.docname for chapter in catalog.chapters.values() if chapter.draft}
    return sorted((app.env.found_docs | generated.keys()) - drafts - UNLISTED)


def _day(app: Sphinx, docname: str) -> str | None:
    chapter = catalog_of(app).chapters.get(docname)
    return chapter.published.isoformat() if chapter else None


def setup(app: Sphinx) -> None:
    """Search engines find all pages."""
    register_files(app, sitemap_files)
