"""Everything around the chapters: cover, imprint, contents, openers, glossary, colophon, as manuscripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from book.model import Catalog, Chapter, Edition, Section
from book.model.month import day_title
from book.press.fragment import LINK_BASE, Fragment, GlossaryEntry, page_id
from book.press.pagination import FolioRange, Pagination
from book.press.part import Manuscript


@dataclass(frozen=True)
class Entry:
    """A term in the edition's glossary: names, definition as markup, pages of use."""

    id: str
    names: tuple[str, ...]
    html: str
    pages: tuple[FolioRange, ...]

    @property
    def letter(self) -> str:
        """The letter under which it stands, without accents."""
        return sort_key(self.names[0])[:1].upper()


def sort_key(name: str) -> str:
    """As a dictionary sorts: case, accents, hyphens and a leading article do not count."""
    text = unicodedata.normalize("NFKD", name).casefold().replace("-", " ").removeprefix("the ")
    return "".join(char for char in text if not unicodedata.combining(char))


@dataclass(frozen=True)
class Matter:
    """Makes the manuscripts of one edition; titles are taken from the fragments, quotes as typeset."""

    edition: Edition
    catalog: Catalog
    fragments: Mapping[str, Fragment]
    site: str
    licence: str

    @cached_property
    def _templates(self) -> Environment:
        made = Environment(
            loader=PackageLoader("book.press"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals.update(
            edition=self.edition,
            site=self.site,
            licence=self.licence,
            title_of=lambda docname: self.fragments[docname].title,
            link=lambda target: f"{LINK_BASE}#{target}",
            page_id=page_id,
        )
        made.filters["day"] = day_title
        return made

    def _manuscript(self, name: str, title: str, **values: object) -> Manuscript:
        html = self._templates.get_template(f"{name.partition(':')[0]}.html").render(**values)
        return Manuscript(name, title, html)

    def chapter(self, chapter: Chapter) -> Manuscript:
        """A chapter's fragment with what its running heads say."""
        fragment = self.fragments[chapter.docname]
        html = self._templates.get_template("chapter.html").render(
            subject=self.fragments[self.catalog.subjects[chapter.subject].docname].title,
            title=fragment.title,
            body=Markup(fragment.html),
        )
        return Manuscript(chapter.docname, fragment.title, html, fragment.images)

    def cover(self) -> Manuscript:
        return self._manuscript("cover", self.edition.title)

    def imprint(self, build: str) -> Manuscript:
        """`build` is the hash of the content, by which two printings can be told apart."""
        return self._manuscript("imprint", "Imprint", build=build)

    def foreword(self) -> list[Manuscript]:
        """The foreword, nothing where the edition has none."""
        if self.edition.foreword is None:
            return []
        fragment = self.fragments[self.edition.foreword]
        made = self._manuscript("foreword", "Foreword", body=Markup(fragment.html))
        return [Manuscript(made.name, made.title, made.html, fragment.images)]

    def contents(self, pages: Pagination, glossary: int | None, colophon: int) -> Manuscript:
        """`glossary` and `colophon` are the folios at which the back matter begins."""
        return self._manuscript("contents", "Contents", first=pages.first, glossary=glossary, colophon=colophon)

    def opener(self, section: Section, pages: Pagination) -> Manuscript:
        """The page that opens a subject: its introduction and its chapters."""
        fragment = self.fragments[section.subject.docname]
        name = f"opener:{section.subject.slug}"
        made = self._manuscript(
            name, fragment.title, section=section, first=pages.first, heading=fragment.title, body=Markup(fragment.html)
        )
        return Manuscript(name, fragment.title, made.html, fragment.images)

    def glossary(self, entries: Sequence[Entry]) -> Manuscript:
        return self._manuscript("glossary", "Glossary", letters=_letters(entries))

    def colophon(self) -> Manuscript:
        return self._manuscript("colophon", "Colophon")

    def blank(self) -> Manuscript:
        return self._manuscript("blank", "Blank page")

    def specimen(self) -> Manuscript:
        """Shows every figure that a folio may need."""
        return self._manuscript("specimen", "Specimen")


def _letters(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letters.setdefault(entry.letter, []).append(entry)
    return list(letters.items())


def glossary_entries(entries: Iterable[GlossaryEntry], used: Mapping[str, tuple[FolioRange, ...]]) -> tuple[Entry, ...]:
    """The entries that an edition prints: those it uses and, to any depth, those that their definitions use."""
    known = {entry.names[0]: entry for entry in entries}
    todo = [name for name in used if name in known]
    chosen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in chosen:
            chosen.add(name)
            todo += [use for use in known[name].uses if use in known]
    return tuple(
        Entry(known[name].id, known[name].names, Markup(known[name].html), used.get(name, ()))
        for name in sorted(chosen, key=lambda name: (sort_key(name), name))
    )
