"""Where else chapters are: what is printed behind a link to one of another edition, and the addresses on the web."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from book.model import Catalog, Edition
from book.model.short_address import short_link_of
from book.press.failure import PressLost
from book.press.fragment import page_id

Address = Callable[[str], str | None]


def elsewhere(edition: Edition, catalog: Catalog, releases: Path, profile: str, site: str) -> Mapping[str, str]:
    """By the id of a chapter's page: `July 2022, p. 12`, or `July 2022`, or an address, or nothing.

    `releases` has the reports of editions that were published, as `2022-07.a4.json`; only what is there counts, so
    that the same sources give the same pages whatever else was printed on this machine.
    """
    here = {chapter.docname for chapter in edition.chapters}
    printed: dict[str, str] = {}
    for month, chapters in catalog.by_month.items():
        pages = _pages(releases / f"{month}.{profile}.json")
        for chapter in chapters:
            if chapter.docname in here:
                continue
            if month in catalog.edition_pages and not chapter.draft:
                page = pages.get(chapter.docname)
                printed[page_id(chapter.docname)] = month.title + (f", p.\N{NO-BREAK SPACE}{page}" if page else "")
            elif site:
                printed[page_id(chapter.docname)] = address(site, chapter.docname).partition("://")[2]
    return printed


def _pages(report: Path) -> dict[str, int]:
    """The first page of each chapter of a published edition; none without a report. PressLost where that is broken."""
    if not report.is_file():
        return {}
    try:
        facts = json.loads(report.read_text(encoding="utf-8"))
        return {chapter["docname"]: int(chapter["first_page"]) for chapter in facts["chapters"]}
    except (ValueError, LookupError, TypeError) as error:
        reason = f"{report.as_posix()} is not the report of an edition"
        raise PressLost(reason, "take it from the release again") from error


def address(site: str, docname: str) -> str:
    """Where a page of the book is on the web."""
    return f"{site.rstrip('/')}/{docname}.html"


def short_links(site: str, catalog: Catalog) -> Mapping[str, str]:
    """The short address of each chapter, by its docname; none where the book has no site."""
    return {name: short_link_of(site, short) for name, short in catalog.short_addresses.items()} if site else {}


def addresses(site: str, catalog: Catalog) -> Address:
    """The public address of an id that this edition does not have, None where the book has no site, and for drafts."""
    docnames = ["index", *(chapter.docname for chapter in catalog.chapters.values() if not chapter.draft)]
    docnames += [name for subject in catalog.subjects.values() for name in (subject.docname, subject.glossary)]
    docnames += [page.docname for page in catalog.edition_pages.values()]
    pages = {page_id(docname): docname for docname in docnames}

    def find(name: str) -> str | None:
        page, _, anchor = name.partition("--")
        if not site or page not in pages:
            return None
        return address(site, pages[page]) + (f"#{anchor}" if anchor else "")

    return find
