"""What the landing page, a subject and a month list below their own text, straight from the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sphinx.application import Sphinx

from book.model import Catalog, Chapter, Month, Subject
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.screen.pdfs import Pdf, Shelved, pdfs_of
from book.sphinx_ext.templating import render

NEWEST = 12  # chapters on the landing page: about three screens of a phone


@dataclass(frozen=True)
class Entry:
    """A chapter as a listing shows it; `label` is its subject where the listing goes over several.

    It is `brief` without its summary.
    """

    chapter: Chapter
    label: str | None = None
    brief: bool = False

    def __repr__(self) -> str:  # what is shown, so that a listing changes exactly when this does
        c = self.chapter
        summary = "" if self.brief else c.summary
        return repr((self.label, c.docname, c.title, c.published, summary, c.reading_minutes, c.draft))


@dataclass(frozen=True)
class Group:
    """Chapters under a heading, which is a link where `docname` names a page."""

    title: str
    docname: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shelf:
    """A link with a count: a subject or a month on the landing page, a month with its PDF where there is one."""

    title: str
    docname: str
    count: int
    pdf: Pdf | None = None


@dataclass(frozen=True)
class Listing:
    """All that a page lists, in the order in which it stands there."""

    glossary: str | None = None
    groups: tuple[Group, ...] = ()
    subjects: tuple[Shelf, ...] = ()
    months: tuple[Shelf, ...] = ()
    pdfs: tuple[Pdf, ...] = ()  # of the month
    others: tuple[Pdf, ...] = ()  # of no month


def listing_of(catalog: Catalog, docname: str, pdfs: Shelved) -> Listing | None:
    """The listing of a page; None for a chapter, a glossary, and anything else that lists nothing."""
    if docname == "index":
        return _landing(catalog, pdfs)
    for month in catalog.months:
        if docname == catalog.edition_pages[month].docname:
            return _month(catalog, month, pdfs)
    for subject in catalog.ordered_subjects:
        if docname == subject.docname:
            return _subject(catalog, subject)
    return None


def _landing(catalog: Catalog, pdfs: Shelved) -> Listing:
    newest = catalog.newest[:NEWEST]
    entries = tuple(Entry(chapter, _subject_title(catalog, chapter)) for chapter in newest)
    subjects = (Shelf(s.title, s.docname, len(catalog.by_subject.get(s.slug, ()))) for s in catalog.ordered_subjects)
    months = (
        Shelf(
            month.title,
            catalog.edition_pages[month].docname,
            len(catalog.by_month.get(month, ())),
            next(iter(pdfs.by_month.get(month, ())), None),
        )
        for month in catalog.months
    )
    groups = (Group("Newest chapters", None, entries),) if entries else ()
    return Listing(groups=groups, subjects=tuple(subjects), months=tuple(months), others=pdfs.others)


def _subject(catalog: Catalog, subject: Subject) -> Listing:
    newest_first = [chapter for chapter in catalog.newest if chapter.subject == subject.slug]
    groups = []
    for month, chapters in groupby(newest_first, key=lambda chapter: chapter.month):
        page = catalog.edition_pages.get(month)
        groups.append(Group(month.title, page.docname if page else None, _entries(chapters)))
    return Listing(glossary=subject.glossary if subject.has_glossary else None, groups=tuple(groups))


def _month(catalog: Catalog, month: Month, pdfs: Shelved) -> Listing:
    chapters = catalog.by_month.get(month, ())
    groups = (
        Group(s.title, s.docname, _entries(c for c in chapters if c.subject == s.slug))
        for s in catalog.ordered_subjects
    )
    return Listing(groups=tuple(group for group in groups if group.entries), pdfs=pdfs.by_month.get(month, ()))


def _entries(chapters: Iterable[Chapter]) -> tuple[Entry, ...]:
    return tuple(Entry(chapter) for chapter in chapters)


def _subject_title(catalog: Catalog, chapter: Chapter) -> str:
    subject = catalog.subjects.get(chapter.subject)
    return subject.title if subject else chapter.subject


def add_listing(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `listing`, empty where the page lists nothing."""
    listing = listing_of(catalog_of(app), pagename, pdfs_of(app))
    context["listing"] = (
        render("listing.html", listing=listing, link=context["pathto"], root=context["content_root"]) if listing else ""
    )


def listing_inputs(app: Sphinx, docname: str) -> str:
    """What a page lists; nothing in print, where the press makes the contents."""
    return repr(listing_of(catalog_of(app), docname, pdfs_of(app))) if app.builder.name == "html" else ""


def setup(app: Sphinx) -> None:
    """The landing page, subjects and months list their chapters."""
    app.connect("html-page-context", add_listing)
    register_inputs(app, listing_inputs)
