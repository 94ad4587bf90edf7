"""What a page says of itself to search engines and to those with whom it is shared: Open Graph and JSON-LD.

The extension sphinxext-opengraph takes its description from a page's text and its title from Sphinx. All that we want
to say stands in the catalog: subject, day, summary, tags, licence; so these are our own few lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from book.model import Catalog, Chapter
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.screen.nav import subject_of
from book.sphinx_ext.screen.theme import LANGUAGE
from book.sphinx_ext.templating import render, typographic
from book.sphinx_ext.terms.domain import Entry, glossary_of
from book.sphinx_ext.web.addresses import address_of
from book.sphinx_ext.web.not_found import PAGE as NOT_FOUND
from book.sphinx_ext.web.short import short_link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
CONTEXT = "https://schema.org"

Data = dict[str, Any]


def open_graph(
    catalog: Catalog, chapter: Chapter | None, title: str, description: str, address: str | None
) -> Iterator[tuple[str, str]]:
    """Properties of a page and their values (ogp.me)."""
    yield "og:type", "article" if chapter else "website"
    yield "og:title", title
    yield "og:site_name", typographic(catalog.title)
    yield "og:locale", LANGUAGE.replace("-", "_")
    if description:
        yield "og:description", description
    if address:
        yield "og:url", address
    if chapter:
        yield "article:published_time", chapter.published.isoformat()
        yield "article:section", typographic(catalog.subjects[chapter.subject].title)
        yield from (("article:tag", tag) for tag in chapter.tags)


def article(catalog: Catalog, chapter: Chapter, address: str | None, book: str | None) -> Data:
    """A chapter as an `Article` of schema.org."""
    nodes = [catalog.syllabus.nodes[code] for code in chapter.syllabus]
    data: Data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": typographic(chapter.title),
        "description": typographic(chapter.summary),
        "datePublished": chapter.published.isoformat(),
        "inLanguage": LANGUAGE,
        "isPartOf": {"@type": "Book", "name": typographic(catalog.title)} | ({"url": book} if book else {}),
        "articleSection": typographic(catalog.subjects[chapter.subject].title),
        "about": [{"@type": "Thing", "name": typographic(node.title)} for node in nodes],
        "license": LICENCE,
    }
    if chapter.tags:
        data["keywords"] = list(chapter.tags)
    if address:
        data["url"] = address
    return data


def term_set(title: str, entries: tuple[Entry, ...]) -> Data:
    """A glossary as a `DefinedTermSet` of schema.org: names and places; the definitions stand on the page."""
    terms = []
    for entry in entries:
        term: Data = {"@type": "DefinedTerm", "name": entry.names[0], "url": f"#{entry.id}"}
        if entry.names[1:]:
            term["alternateName"] = list(entry.names[1:])
        terms.append(term)
    data = {"@context": CONTEXT, "@type": "DefinedTermSet", "name": title, "inLanguage": LANGUAGE}
    return data | {"license": LICENCE, "hasDefinedTerm": terms}


def add_metadata(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `metadata`."""
    catalog, address = catalog_of(app), address_of(app, pagename)
    chapter, subject = catalog.chapters.get(pagename), subject_of(catalog, pagename)
    title = Markup(context.get("title") or "").striptags()  # Sphinx has it as markup
    if pagename == "index":
        title = typographic(catalog.title)
    data = None
    if chapter:
        data = article(catalog, chapter, address, address_of(app, "index"))
    elif subject and pagename == subject.glossary:
        data = term_set(title, glossary_of(app).entries.get(pagename, ()))
    hidden = pagename == NOT_FOUND or (chapter is not None and chapter.draft)
    properties = open_graph(catalog, chapter, title, context["description"], address)
    context["metadata"] = render(
        "metadata.html",
        hidden=hidden,
        short_link=short_link(app, pagename),
        properties=[] if pagename == NOT_FOUND else properties,
        data=data,
    )


def setup(app: Sphinx) -> None:
    """Pages describe themselves. But for the short link, all that they say is what they show too: no other inputs."""
    app.connect("html-page-context", add_metadata, priority=600)  # when the description is known
