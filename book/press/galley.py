"""A galley: the pages of one chapter, laid out and bound before there is a book around them, for who writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from book.model import Catalog, Edition, EditionPage, Query, select
from book.press.binding import Binding, Gathering, bind
from book.press.edition import Press
from book.press.elsewhere import addresses, elsewhere, short_links
from book.press.fragment import answers_id, page_id, read_fragment
from book.press.matter import Matter
from book.press.numbering import Numbering
from book.press.part import Part
from book.press.profile import Profile, Unit
from book.press.references import labels
from book.press.workers import Workers


@dataclass(frozen=True)
class LastPrint:
    """What the report of an edition says: figures of its last folio, and the folios of chapters and their answers."""

    figures: int = 2  # of a month that was not printed yet: few have more than 99 pages
    first: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, report: Path) -> LastPrint:
        """The report beside a PDF; where there is none, or another kind of file, nothing is known."""
        try:
            chapters = json.loads(report.read_text(encoding="utf-8"))["chapters"]
            answers = {c["docname"]: int(c["answers_page"]) for c in chapters if c.get("answers_page")}
            last = max(*(int(chapter["last_page"]) for chapter in chapters), 0, *answers.values())
            first = {chapter["docname"]: int(chapter["first_page"]) for chapter in chapters}
            return cls(len(str(last)), first, answers)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return cls()


@dataclass(frozen=True)
class Galley:
    """A PDF, and which of its pages, counted from 0, show the chapter."""

    pdf: bytes
    pages: range


def print_galley(
    press: Press, catalog: Catalog, docname: str, profile: Profile, workers: Workers, printed: Path
) -> Galley:
    """The chapter as its month would have it, a draft too. PressFailed where it cannot be laid out.

    Page numbers are those of the month's last report in the folder `printed`. A chapter that was not printed yet
    begins on page 1, and a reference to one says page 0.
    """
    edition = _month_of(catalog, docname)
    last = LastPrint.read(printed / f"{edition.name}.{profile.name}.json")
    matter = _matter(press, edition, catalog, docname, profile, last.figures)
    manuscript = matter.part_with(docname)
    parts = workers.lay_out([manuscript, *matter.blanks()])
    part = parts[manuscript.name]
    pages = _pages_of(docname, part)
    first = max(1, last.first.get(docname, 1) - pages.start)  # of the part, which may begin with other chapters
    gatherings = [_numbered(manuscript.name, part, first, last, matter)]
    if first % 2 == 0:  # a left-hand page: its margins are the other way round
        gatherings.insert(0, Gathering("blank", parts["blank"], Numbering.NONE))
        pages = range(pages.start + 1, pages.stop + 1)
    return Galley(bind(_binding(gatherings, parts, matter, workers)), pages)


def _month_of(catalog: Catalog, docname: str) -> Edition:
    """The edition of the chapter's month, as if that had a page, and the chapter were no draft; without foreword."""
    chapter = replace(catalog.chapters[docname], draft=False)
    page = EditionPage(chapter.month, chapter.month.title)
    finished = replace(
        catalog,
        chapters={**catalog.chapters, docname: chapter},
        edition_pages={page.month: page, **catalog.edition_pages},
    )
    return replace(select(finished, Query(page.month, page.month)), foreword=None)


def _matter(press: Press, edition: Edition, catalog: Catalog, docname: str, profile: Profile, figures: int) -> Matter:
    """The matter with only those fragments that the part with the chapter is made of."""
    (section,) = (s for s in edition.sections if s.subject.slug == catalog.chapters[docname].subject)
    chapters = [chapter.docname for chapter in section.chapters] if profile.unit is Unit.SUBJECT else [docname]
    fragments = {name: read_fragment(press.fragments, name) for name in (section.subject.docname, *chapters)}
    others = elsewhere(edition, catalog, press.releases, profile.name, press.site)
    links = short_links(press.site, catalog)
    return Matter(edition, catalog, fragments, profile, press.site, press.licence, others, links, "", figures)


def _pages_of(docname: str, part: Part) -> range:
    """Pages of the part, from 0, from that on which the chapter begins to that on which it ends."""
    first, last = (part.places[page_id(docname) + end].page for end in ("", "--:end"))
    return range(first, last + 1)


def _numbered(name: str, part: Part, first: int, last: LastPrint, matter: Matter) -> Gathering:
    known = {page_id(docname): folio for docname, folio in last.first.items()}
    known |= {answers_id(docname): folio for docname, folio in last.answers.items()}

    def folio(target: str) -> int:
        if target in part.places:
            return first + part.places[target].page
        return known.get(target, known.get(target.partition("--")[0], 0))

    slots = labels((folio(slot.target) for slot in part.slots), matter.figures)
    return Gathering(name, part, Numbering.ARABIC, first, slots)


def _binding(gatherings: list[Gathering], parts: Mapping[str, Part], matter: Matter, workers: Workers) -> Binding:
    return Binding(
        profile=matter.profile,
        gatherings=gatherings,
        folio_specimen=parts["folio-specimen"],
        reference_specimen=parts["reference-specimen"],
        outline=(),
        title=matter.edition.title,
        author="",
        description="",
        day=matter.edition.last_day.isoformat(),
        fonts=workers.setup.fonts_by_hash,
        cache=workers.cache,
        outside=addresses(matter.site, matter.catalog),
    )
