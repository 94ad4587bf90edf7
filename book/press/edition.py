"""Printing an edition: chapters first, then what needs their page numbers, then binding."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.model import Catalog, Edition
from book.press.binding import Binding, Gathering, OutlineItem, bind
from book.press.cache import PartCache
from book.press.fragment import Fragment, page_id, read_fragment
from book.press.matter import Entry, Matter, glossary_entries
from book.press.numbering import Numbering
from book.press.pagination import Pagination, ranges
from book.press.part import Part
from book.press.profile import Profile
from book.press.typesetter import Setup
from book.press.workers import Advance, Workers

AUTHOR = "Study Book contributors"


@dataclass(frozen=True)
class Press:
    """Where the press finds what it prints with: style sheets and fonts, fragments, its cache."""

    styles: Path
    fonts: Path
    fragments: Path
    cache: Path
    site: str = ""
    licence: str = "CC BY-SA 4.0"

    def setup(self, profile: Profile) -> Setup:
        style = "\n".join((self.styles / name).read_text(encoding="utf-8") for name in profile.style_sheets)
        return Setup(profile.name, style, self.fonts, self.fragments / "images")

    def read(self, edition: Edition, catalog: Catalog) -> dict[str, Fragment]:
        """The fragments that an edition needs: its chapters, subjects and foreword, and all glossaries."""
        subjects = [subject for subject in catalog.ordered_subjects if subject.has_glossary]
        names = [
            *(chapter.docname for chapter in edition.chapters),
            *(section.subject.docname for section in edition.sections),
            *([edition.foreword] if edition.foreword else []),
            *(subject.glossary for subject in subjects),
        ]
        return {name: read_fragment(self.fragments, name) for name in names}


@dataclass(frozen=True)
class Printed:
    """A printed edition: the PDF, and the report that is put beside it as JSON."""

    pdf: bytes
    report: dict[str, Any]

    def write(self, path: Path) -> None:
        """Write the PDF, and under its name with `.json` the report; what was there stays until all is written."""
        report = json.dumps(self.report, ensure_ascii=False, indent=1).encode() + b"\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = []
        for target, data in ((path, self.pdf), (path.with_suffix(".json"), report)):
            new = target.with_name(f".{target.name}.{os.getpid()}")
            staged.append((new, target))
            new.write_bytes(data)
        for new, target in staged:
            new.replace(target)


def print_edition(
    press: Press,
    edition: Edition,
    catalog: Catalog,
    profile: Profile,
    jobs: int = 1,
    advance: Advance = lambda _done, _total: None,
) -> Printed:
    """The edition in a profile. PressFailed where parts cannot be laid out, FileNotFoundError without fragments."""
    fragments = press.read(edition, catalog)
    matter = Matter(edition, catalog, fragments, press.site, press.licence)
    workers = Workers(press.setup(profile), PartCache(press.cache), jobs, advance)
    parts = workers.lay_out([matter.chapter(chapter) for chapter in edition.chapters])
    pages, openers = _paginate(matter, workers, parts)
    parts |= openers
    entries, terms = _glossary(edition, fragments, pages, parts)
    back = [matter.glossary(entries)] if entries else []
    parts |= workers.lay_out([*back, matter.specimen(), matter.blank()])
    glossary_pages = parts["glossary"].pages if entries else 0
    front = [
        matter.cover(),
        matter.imprint(_build_id(workers.setup.key, edition, fragments)),
        *matter.foreword(),
        matter.contents(pages, pages.end if entries else None, pages.end + glossary_pages),
        matter.colophon(),
    ]
    parts |= workers.lay_out(front)
    gatherings = _gather(pages, parts)
    pdf = bind(_binding(press, profile, matter, gatherings, parts["specimen"]))
    count = sum(gathering.part.pages for gathering in gatherings)
    return Printed(pdf, _report(edition, profile, count, pages, terms))


def _paginate(matter: Matter, workers: Workers, parts: Mapping[str, Part]) -> tuple[Pagination, dict[str, Part]]:
    """Folios of openers and chapters. An opener shows folios, so its length is found by trying."""
    lengths = {f"opener:{section.subject.slug}": 1 for section in matter.edition.sections}
    for _ in range(5):
        order: list[tuple[str, int]] = []
        for section in matter.edition.sections:
            name = f"opener:{section.subject.slug}"
            order.append((name, lengths[name]))
            order += [(chapter.docname, parts[chapter.docname].pages) for chapter in section.chapters]
        pages = Pagination.of(order)
        openers = workers.lay_out([matter.opener(section, pages) for section in matter.edition.sections])
        found = {name: part.pages for name, part in openers.items()}
        if found == lengths:
            break
        lengths = found
    return pages, openers


def _glossary(
    edition: Edition, fragments: Mapping[str, Fragment], pages: Pagination, parts: Mapping[str, Part]
) -> tuple[tuple[Entry, ...], dict[str, list[int]]]:
    """The glossary's entries, and for each term of the edition the folios on which it is used."""
    uses: dict[str, list[tuple[int, str]]] = {}
    for chapter in edition.chapters:
        for use in fragments[chapter.docname].term_uses:
            folio = pages.folio(chapter.docname, parts[chapter.docname], use.id)
            uses.setdefault(use.term, []).append((folio, use.id))
    known = [entry for fragment in fragments.values() for entry in fragment.entries]
    entries = glossary_entries(known, {term: ranges(places) for term, places in uses.items()})
    return entries, {entry.names[0]: sorted({f for f, _ in uses.get(entry.names[0], [])}) for entry in entries}


def _gather(pages: Pagination, parts: Mapping[str, Part]) -> list[Gathering]:
    """All parts in the order of the book; the text begins on a right-hand page."""
    gatherings = [Gathering("cover", parts["cover"], Numbering.NONE)]
    number = 1 + parts["cover"].pages
    for name in ("imprint", "foreword", "contents"):
        if name in parts:
            gatherings.append(Gathering(name, parts[name], Numbering.ROMAN, number))
            number += parts[name].pages
    if number % 2 == 0:
        gatherings.append(Gathering("blank", parts["blank"], Numbering.NONE))
    gatherings += [Gathering(name, parts[name], Numbering.ARABIC, first) for name, first in pages.first.items()]
    number = pages.end
    for name in ("glossary", "colophon"):
        if name in parts:
            gatherings.append(Gathering(name, parts[name], Numbering.ARABIC, number))
            number += parts[name].pages
    return gatherings


def _binding(
    press: Press, profile: Profile, matter: Matter, gatherings: Sequence[Gathering], specimen: Part
) -> Binding:
    edition = matter.edition
    outline = [OutlineItem(g.name.title(), g.name) for g in gatherings if g.name in ("foreword", "contents")]
    for section in edition.sections:
        chapters = tuple(OutlineItem(matter.fragments[c.docname].title, page_id(c.docname)) for c in section.chapters)
        title = matter.fragments[section.subject.docname].title
        outline.append(OutlineItem(title, page_id(section.subject.docname), chapters))
    outline += [OutlineItem(g.name.title(), g.name) for g in gatherings if g.name in ("glossary", "colophon")]
    return Binding(
        profile=profile,
        gatherings=gatherings,
        specimen=specimen,
        outline=outline,
        title=f"{edition.book_title}: {edition.title}",
        author=AUTHOR,
        description=edition.cover_line or edition.title,
        day=edition.last_day.isoformat(),
        fonts={hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(press.fonts.glob("*.ttf"))},
        outside=_addresses(press.site, matter.catalog),
    )


def _addresses(site: str, catalog: Catalog) -> Any:
    """The public address of an id that this edition does not have, None where the book has no site."""
    docnames = [*catalog.chapters, *(f"{slug}/index" for slug in catalog.subjects)]
    docnames += [subject.glossary for subject in catalog.subjects.values()]
    pages = {page_id(docname): docname for docname in docnames}

    def address(name: str) -> str | None:
        page, _, anchor = name.partition("--")
        if not site or page not in pages:
            return None
        return f"{site.rstrip('/')}/{pages[page]}.html" + (f"#{anchor}" if anchor else "")

    return address


def _build_id(setup: str, edition: Edition, fragments: Mapping[str, Fragment]) -> str:
    """Twelve figures that change whenever the content, its order or its form does."""
    digest = hashlib.sha256(setup.encode())
    for text in (edition.book_title, edition.title, edition.cover_line, *(c.docname for c in edition.chapters)):
        digest.update(f"{text}\0".encode())
    for name in sorted(fragments):
        digest.update(f"{name}\0{fragments[name].html}\0".encode())
    return digest.hexdigest()[:12]


def _report(
    edition: Edition, profile: Profile, count: int, pages: Pagination, terms: Mapping[str, list[int]]
) -> dict[str, Any]:
    return {
        "edition": edition.name,
        "profile": profile.name,
        "pages": count,
        "sheets": profile.sheets(count),
        "chapters": [
            {
                "docname": chapter.docname,
                "title": chapter.title,
                "subject": chapter.subject,
                "published": chapter.published.isoformat(),
                "first_page": pages.first[chapter.docname],
                "last_page": pages.last(chapter.docname),
            }
            for chapter in edition.chapters
        ],
        "terms": [{"term": term, "pages": folios} for term, folios in terms.items()],
    }
