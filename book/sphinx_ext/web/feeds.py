"""Atom feeds (RFC 4287) of the newest chapters: one of the book, one of each subject.

A feed needs whole addresses, so there is none where conf.py does not say where the book will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedgen.feed import FeedGenerator

from book.model import Catalog, Chapter
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.templating import render, typographic
from book.sphinx_ext.web.addresses import address_of, site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

AUTHOR = "Study Book contributors"
NEWEST = 50
TYPE = "application/atom+xml"


@dataclass(frozen=True)
class FeedEntry:
    """A chapter in a feed; its `id` is its first address, so that a feed reader knows it again after a move."""

    id: str
    address: str
    title: str
    summary: str
    subject: str
    published: date


@dataclass(frozen=True)
class Feed:
    """A feed: its own address, that of its page, and its entries, newest first and one at least."""

    address: str
    title: str
    page: str
    entries: tuple[FeedEntry, ...]

    def atom(self) -> bytes:
        """The feed as XML; its day is that of its newest chapter."""
        feed = FeedGenerator()
        feed.id(self.address)
        feed.title(self.title)
        feed.author(name=AUTHOR)
        feed.language("en-GB")
        feed.generator("")
        feed.link(href=self.address, rel="self", type=TYPE)
        feed.link(href=self.page, rel="alternate", type="text/html")
        feed.updated(_midnight(self.entries[0].published))  # feedgen's own would be the time of the build
        for chapter in self.entries:
            entry = feed.add_entry(order="append")
            entry.id(chapter.id)
            entry.title(chapter.title)
            entry.link(href=chapter.address, rel="alternate", type="text/html")
            entry.summary(chapter.summary, type="text")
            entry.category(term=chapter.subject)
            entry.published(_midnight(chapter.published))
            entry.updated(_midnight(chapter.published))
        markup: bytes = feed.atom_str(pretty=True)
        return markup


@dataclass(frozen=True)
class FeedPlace:
    """Where a page's feed is, below the output, and what it is called."""

    name: str
    title: str


def feed_places(catalog: Catalog) -> Mapping[str, FeedPlace]:
    """The pages that have a feed: the landing page and subjects with a chapter that is no draft."""
    with_chapters = {chapter.subject for chapter in catalog.newest if not chapter.draft}
    found = {"index": FeedPlace("feed.xml", typographic(catalog.title))} if with_chapters else {}
    for subject in catalog.ordered_subjects:
        if subject.slug in with_chapters:
            title = typographic(f"{catalog.title}: {subject.title}")
            found[subject.docname] = FeedPlace(f"{subject.slug}/feed.xml", title)
    return found


def feed_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """All feeds of the book."""
    catalog, site = catalog_of(app), site_of(app)
    if not site:
        return
    for page, place in feed_places(catalog).items():
        chapters = catalog.newest if page == "index" else reversed(catalog.by_subject[page.partition("/")[0]])
        entries = tuple(_entries(app, chapters))
        feed = Feed(site + place.name, place.title, address_of(app, page) or "", entries)
        yield GeneratedFile(place.name, feed, feed.atom)


def _entries(app: Sphinx, chapters: Iterable[Chapter]) -> Iterator[FeedEntry]:
    subjects = catalog_of(app).subjects
    for chapter in islice((chapter for chapter in chapters if not chapter.draft), NEWEST):
        yield FeedEntry(
            id=address_of(app, chapter.first_docname) or "",
            address=address_of(app, chapter.docname) or "",
            title=typographic(chapter.title),
            summary=typographic(chapter.summary),
            subject=typographic(subjects[chapter.subject].title),
            published=chapter.published,
        )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class FeedLinks:
    """Which pages lead to a feed in their head; found once a build."""

    def __init__(self) -> None:
        self._places: Mapping[str, FeedPlace] | None = None

    def of(self, app: Sphinx, docname: str) -> FeedPlace | None:
        """The feed of a page."""
        if app.builder.name != "html" or not site_of(app):
            return None
        if self._places is None:
            self._places = feed_places(catalog_of(app))
        return self._places.get(docname)

    def add_to_page(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Give the page's template `feed_link`."""
        place = self.of(app, pagename)
        href = place and context["pathto"](place.name, True)
        context["feed_link"] = render("feed-link.html", href=href, title=place.title, type=TYPE) if place else ""


def setup(app: Sphinx) -> None:
    """The book and its subjects can be subscribed to."""
    links = FeedLinks()
    register_files(app, feed_files)
    register_inputs(app, lambda app, docname: repr(links.of(app, docname)))
    app.connect("html-page-context", links.add_to_page)
