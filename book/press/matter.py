"""The manuscripts of an edition: its text, and everything around it: cover, contents, openers, glossary, indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from book.model import Catalog, Chapter, Edition, Section
from book.model.month import day_title
from book.press.fragment import LINK_BASE, WEB_SLOT, Fragment, page_id, page_slot
from book.press.glossary import Entry, chunks
from book.press.pagination import Text
from book.press.part import Manuscript
from book.press.practice import TITLES, Chunk, Practice, lettered, row
from book.press.profile import Profile, Unit
from book.press.qr_code import qr_code
from book.press.references import Slots


@dataclass(frozen=True)
class Matter:
    """Makes the manuscripts of one edition; titles are taken from the fragments, quotes as typeset.

    `elsewhere` is what is printed behind links to chapters of other editions, `short_links` are the addresses of
    chapters on the web: see `elsewhere.py`. `build` is the hash of the content, by which two printings can be told
    apart. `figures`: see `references.py`.
    """

    edition: Edition
    catalog: Catalog
    fragments: Mapping[str, Fragment]
    profile: Profile
    site: str
    licence: str
    elsewhere: Mapping[str, str]
    short_links: Mapping[str, str]
    build: str
    figures: int = 1

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
            qr_code=qr_code,
            practice=self.practice,
        )
        made.filters.update(day=day_title, row=row, lettered=lettered)
        return made

    def _manuscript(self, name: str, title: str, *fragments: Fragment, **values: object) -> Manuscript:
        """The template of that name filled; fragments are there as `bodies`, their references numbered."""
        slots = Slots(self._inside, self.elsewhere, self.figures, self.practice.ids)
        bodies = [Markup(slots.fill(self._on_the_web(fragment), fragment.references)) for fragment in fragments]
        template = self._templates.get_template(f"{name.partition(':')[0]}.html")
        html = template.render(bodies=bodies, slots=slots, **values)
        images = sorted({image for fragment in fragments for image in fragment.images})
        return Manuscript(name, title, html, tuple(images), tuple(slots.targets), self.figures)

    def _on_the_web(self, fragment: Fragment) -> str:
        """The markup of a fragment with the address of its page, or nothing where that is not known."""
        if WEB_SLOT not in fragment.html:
            return fragment.html
        link = self.short_links.get(fragment.docname)
        shown = self._templates.get_template("on-the-web.html").render(link=link) if link else ""
        return fragment.html.replace(f" {WEB_SLOT}", shown)

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
        return (*names, *(name for name, _piece, _chunk in self.practice.parts))

    @cached_property
    def practice(self) -> Practice:
        """The questions of the edition."""
        return Practice(self.edition, self.fragments)

    @cached_property
    def _inside(self) -> frozenset[str]:
        subjects = [section.subject.docname for section in self.edition.sections]
        return frozenset(map(page_id, [*subjects, *(chapter.docname for chapter in self.edition.chapters)]))

    def text(self) -> list[Manuscript]:
        """The chapters, each a part, or together with the introduction of their subject."""
        if self.profile.unit is Unit.SUBJECT:
            return [self._subject(section) for section in self.edition.sections]
        return [self._text(c.docname, [c]) for c in self.edition.chapters]

    def part_with(self, docname: str) -> Manuscript:
        """The part of the text that has a chapter: the fragments of others are not needed."""
        chapter = self.catalog.chapters[docname]
        if self.profile.unit is Unit.CHAPTER:
            return self._text(docname, [chapter])
        return next(self._subject(s) for s in self.edition.sections if s.subject.slug == chapter.subject)

    def _subject(self, section: Section) -> Manuscript:
        subject = section.subject
        return self._text(f"subject:{subject.slug}", section.chapters, self.fragments[subject.docname])

    def _text(self, name: str, chapters: Sequence[Chapter], *introduction: Fragment) -> Manuscript:
        fragments = [self.fragments[chapter.docname] for chapter in chapters]
        subject = self.fragments[self.catalog.subjects[chapters[0].subject].docname].title
        heads = [(fragment.title, page_id(fragment.docname)) for fragment in fragments]
        made = self._manuscript(
            "text", subject, *introduction, *fragments, subject=subject, introduced=bool(introduction), heads=heads
        )
        return replace(made, name=name, title=subject if introduction else fragments[0].title)

    def openers(self, folios: Mapping[str, int]) -> list[Manuscript]:
        """The pages that open subjects, each with its introduction and its chapters; none where subjects are parts.

        Where `folios` has no page for a chapter, room is left for one.
        """
        if self.profile.unit is Unit.SUBJECT:
            return []
        return [self._opener(section, folios) for section in self.edition.sections]

    def _opener(self, section: Section, folios: Mapping[str, int]) -> Manuscript:
        fragment = self.fragments[section.subject.docname]
        name = f"opener:{section.subject.slug}"
        return self._manuscript(name, fragment.title, fragment, section=section, folios=folios)

    def questions(self) -> list[Manuscript]:
        """The parts that have the test, the questions to write on, and the key: they follow the text."""
        return [self._practice(name, piece, chunk) for name, piece, chunk in self.practice.parts]

    def _practice(self, name: str, piece: str, chunk: Chunk) -> Manuscript:
        fragments = [self.fragments[docname] for docname in dict.fromkeys(e.chapter for e in chunk.exercises)]
        template = self._templates.get_template(f"{piece}.html")
        html = template.render(chunk=chunk, slot=lambda id: Markup(page_slot(id)))
        references = [*self.practice.ids, *(page_id(fragment.docname) for fragment in fragments)]
        references += [reference for fragment in fragments for reference in fragment.references]
        slots = Slots(self._inside, self.elsewhere, self.figures, self.practice.ids)
        html = slots.fill(html, sorted(set(references)))
        images = sorted({image for fragment in fragments for image in fragment.images if image in html})
        return Manuscript(name, TITLES[piece], html, tuple(images), tuple(slots.targets), self.figures)

    def pages_of(self, name: str) -> list[str]:
        """The docnames of the pages that show in a part, those it consists of first, then those of titles and terms."""
        subject = name.partition(":")[2]
        shown = [section for section in self.edition.sections if section.subject.slug == subject]
        if name in self.fragments:
            own = [name]
        elif shown:
            own = [shown[0].subject.docname, *(chapter.docname for chapter in shown[0].chapters)]
        else:
            own = []
        chapters = {chapter.docname for chapter in self.edition.chapters}
        around = ["index", *(page for page in self.fragments if page not in chapters)]
        return list(dict.fromkeys([*own, *around, *([] if own else self.fragments)]))

    # --- before and after the text: what depends on no page number, then what does ---

    def fixed(self) -> Iterator[Manuscript]:
        """Cover, imprint, foreword, how to use, colophon, a blank page, and the specimens of figures."""
        foreword = [self.fragments[self.edition.foreword]] if self.edition.foreword else []
        if self.profile.short_front:
            yield self._manuscript("cover", self.edition.title, *foreword, build=self.build)
        else:
            yield self._manuscript("cover", self.edition.title)
            yield self._manuscript("imprint", "Imprint", build=self.build)
            yield self._manuscript("how-to-use", "How to use this book")
            yield from (self._manuscript("foreword", "Foreword", fragment) for fragment in foreword)
            yield self._manuscript("colophon", "Colophon")
        yield from self.blanks()

    def blanks(self) -> Iterator[Manuscript]:
        """What binding needs and no fragment is needed for: a blank page, and the specimens of figures."""
        for name in ("blank", "folio-specimen", "reference-specimen"):
            yield self._manuscript(name, name.capitalize())

    def contents(self, text: Text, back: Sequence[tuple[str, str, int]]) -> Manuscript:
        """`back` is the title, id and first folio of each piece of the back matter."""
        return self._manuscript("contents", "Contents", folios=text.folios, back=back)

    def glance(self, text: Text) -> Manuscript:
        """A month at a glance: title, summary and page of each chapter."""
        return self._manuscript("glance", "At a glance", folios=text.folios)

    def glossary(self, entries: Sequence[Entry]) -> list[Manuscript]:
        """The glossary, a long one in several parts, so that they can be laid out at the same time."""
        references = sorted({target for fragment in self.fragments.values() for target in fragment.references})
        return [
            self._manuscript(
                f"glossary:{number}", "Glossary", letters=letters, first=number == 1, references=references
            )
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
