"""The manuscripts of an edition: its text, and everything around it: cover, contents, openers, glossary, indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from book.model import Catalog, Chapter, Edition, Section
from book.model.month import day_title
from book.press.fragment import LINK_BASE, Fragment, page_id
from book.press.glossary import Entry, chunks
from book.press.pagination import Text
from book.press.part import Manuscript
from book.press.profile import Profile, Unit
from book.press.references import Slots


@dataclass(frozen=True)
class Matter:
    """Makes the manuscripts of one edition; titles are taken from the fragments, quotes as typeset.

    `elsewhere` is what is printed behind links to chapters of other editions: see `elsewhere.py`.
    """

    edition: Edition
    catalog: Catalog
    fragments: Mapping[str, Fragment]
    profile: Profile
    site: str
    licence: str
    elsewhere: Mapping[str, str]

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
            profile=self.profile,
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

    # --- the text ---

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The names of the parts of the text, in the order of the book."""
        names: list[str] = []
        for section in self.edition.sections:
            if self.profile.unit is Unit.SUBJECT:
                names.append(f"subject:{section.subject.slug}")
            else:
                names.append(f"opener:{section.subject.slug}")
                names += [chapter.docname for chapter in section.chapters]
        return tuple(names)

    @cached_property
    def _inside(self) -> frozenset[str]:
        subjects = [section.subject.docname for section in self.edition.sections]
        return frozenset(map(page_id, [*subjects, *(chapter.docname for chapter in self.edition.chapters)]))

    def text(self, figures: int) -> list[Manuscript]:
        """The chapters, each or a subject together, with slots of that many figures for page numbers."""
        if self.profile.unit is Unit.SUBJECT:
            return [self._subject(section, figures) for section in self.edition.sections]
        return [self._part(c.docname, [c], figures) for c in self.edition.chapters]

    def _subject(self, section: Section, figures: int) -> Manuscript:
        return self._part(f"subject:{section.subject.slug}", section.chapters, figures, opener=True)

    def _part(self, name: str, chapters: Sequence[Chapter], figures: int, opener: bool = False) -> Manuscript:
        """Chapters with what their running heads say; `opener`: after the introduction of their subject."""
        slots = Slots(self._inside, self.elsewhere, figures)
        fragments = [self.fragments[chapter.docname] for chapter in chapters]
        subject = self.fragments[self.catalog.subjects[chapters[0].subject].docname]
        html = self._templates.get_template("text.html").render(
            subject=subject.title,
            introduction=Markup(subject.html) if opener else "",
            chapters=[(f.title, page_id(f.docname), Markup(slots.fill(f))) for f in fragments],
        )
        images = sorted({image for f in ([subject] if opener else []) + fragments for image in f.images})
        title = subject.title if opener else fragments[0].title
        return Manuscript(name, title, html, tuple(images), tuple(slots.targets))

    def openers(self, text: Text) -> list[Manuscript]:
        """The pages that open subjects, each with its introduction and its chapters; none where subjects are parts."""
        if self.profile.unit is Unit.SUBJECT:
            return []
        return [self._opener(section, text) for section in self.edition.sections]

    def _opener(self, section: Section, text: Text) -> Manuscript:
        fragment = self.fragments[section.subject.docname]
        made = self._manuscript(
            f"opener:{section.subject.slug}",
            fragment.title,
            section=section,
            folios=text.folios,
            heading=fragment.title,
            body=Markup(fragment.html),
        )
        return Manuscript(made.name, made.title, made.html, fragment.images)

    # --- before and after the text: what depends on no page number, then what does ---

    def fixed(self, build: str) -> Iterator[Manuscript]:
        """Cover, imprint, foreword, how to use, colophon, a blank page, and the specimens of figures.

        `build` is the hash of the content, by which two printings can be told apart.
        """
        yield self._manuscript("cover", self.edition.title)
        yield self._manuscript("imprint", "Imprint", build=build)
        yield self._manuscript("how-to-use", "How to use this book")
        if self.edition.foreword:
            fragment = self.fragments[self.edition.foreword]
            foreword = self._manuscript("foreword", "Foreword", body=Markup(fragment.html))
            yield Manuscript(foreword.name, foreword.title, foreword.html, fragment.images)
        for name in ("colophon", "blank", "folio-specimen", "reference-specimen"):
            yield self._manuscript(name, name.capitalize())

    def contents(self, text: Text, back: Sequence[tuple[str, str, int]]) -> Manuscript:
        """`back` is the title, id and first folio of each piece of the back matter."""
        return self._manuscript("contents", "Contents", folios=text.folios, back=back)

    def glance(self, text: Text) -> Manuscript:
        """A month at a glance: title, summary and page of each chapter."""
        return self._manuscript("glance", "At a glance", folios=text.folios)

    def glossary(self, entries: Sequence[Entry]) -> list[Manuscript]:
        """The glossary, a long one in several parts, so that they can be laid out at the same time."""
        return [
            self._manuscript(f"glossary:{number}", "Glossary", letters=letters, first=number == 1)
            for number, letters in enumerate(chunks(entries), 1)
        ]

    def syllabus(self, text: Text) -> Manuscript:
        """The index by syllabus: each code that a chapter names, its title, and where."""
        chapters: dict[str, list[Chapter]] = {}
        for chapter in self.edition.chapters:
            for code in chapter.syllabus:
                chapters.setdefault(code, []).append(chapter)
        lines = [
            (self.catalog.syllabus.path(code), chapters[code])
            for code in self.catalog.syllabus.nodes
            if code in chapters
        ]
        return self._manuscript("syllabus", "Syllabus", lines=lines, folios=text.folios)
