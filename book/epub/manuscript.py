"""The pages of an e-book in their order, as markup with links like those of fragments: `LINK_BASE#<id>`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from book.epub.glossary import User, entries_of_edition, users_of_terms
from book.model import Catalog, Chapter, Edition, Question, SyllabusNode
from book.model.month import day_title
from book.press.fragment import LINK_BASE, Fragment, page_id
from book.press.glossary import Entry, chunks
from book.press.imprint import AUTHOR, LICENCE


@dataclass(frozen=True)
class Manuscript:
    """A page: its id, the name of its file, its title, its markup, which has an element of that id."""

    id: str
    file: str
    title: str
    html: str


@dataclass(frozen=True)
class Item:
    """A line of the contents: what it is called and the id of the page; below it the chapters of a subject."""

    title: str
    id: str
    items: tuple[Item, ...] = ()


def answer_id(question: str) -> str:
    """The id of the answer to a question."""
    return f"answer-{question}"


def templates() -> Environment:
    """The templates of pages and of the package, which is XML."""
    made = Environment(
        loader=PackageLoader("book.epub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["day"] = day_title
    return made


@dataclass(frozen=True)
class Manuscripts:
    """Makes the pages of one edition; titles are those of the fragments, quotes as typeset."""

    edition: Edition
    catalog: Catalog
    fragments: Mapping[str, Fragment]
    site: str

    @cached_property
    def _templates(self) -> Environment:
        made = templates()
        made.globals.update(
            edition=self.edition,
            site=self.site,
            author=AUTHOR,
            licence=LICENCE,
            title_of=lambda docname: self.fragments[docname].title,
            link=lambda target: f"{LINK_BASE}#{target}",
            page_id=page_id,
            answer_id=answer_id,
        )
        return made

    def _made(self, name: str, title: str, **values: object) -> Manuscript:
        """The page from the template of that name, which is its id and the name of its file too."""
        html = self._templates.get_template(f"{name}.html").render(**values)
        return Manuscript(name, f"{name}.xhtml", title, html)

    def _around(self, template: str, fragment: Fragment, file: str, title: str, **values: object) -> Manuscript:
        """A page of the book in a template."""
        html = self._templates.get_template(f"{template}.html").render(body=Markup(fragment.html), **values)
        return Manuscript(page_id(fragment.docname), file, title, html)

    # --- what the e-book has ---

    def before(self) -> Iterator[Manuscript]:
        """Cover, foreword, contents; the imprint has a hash of all others, and comes apart."""
        yield self._made("cover", self.edition.title)
        if self.edition.foreword:
            yield self._around("foreword", self.fragments[self.edition.foreword], "foreword.xhtml", "Foreword")
        yield self._made("nav", "Contents", outline=self.outline)

    def text(self) -> Iterator[Manuscript]:
        """Each subject's introduction with the list of its chapters, and behind it these."""
        for section in self.edition.sections:
            opener = self.fragments[section.subject.docname]
            yield self._around("opener", opener, _file(opener), opener.title, section=section)
            for chapter in section.chapters:
                fragment = self.fragments[chapter.docname]
                yield Manuscript(page_id(chapter.docname), _file(fragment), fragment.title, fragment.html)

    def after(self) -> Iterator[Manuscript]:
        """Answers and glossary, where there are any, and the index by syllabus."""
        if self.answered:
            yield self._made("answers", "Answers", chapters=self.answered)
        if self._entries:
            letters = [letter for chunk in chunks(self._entries) for letter in chunk]
            yield self._made("glossary", "Glossary", letters=letters, users=self._users)
        yield self._made("syllabus", "By syllabus", lines=self._lines)

    def imprint(self, build: str) -> Manuscript:
        """The imprint; `build` is the hash by which two copies can be told apart."""
        return self._made("imprint", "Imprint", build=build)

    # --- what they show ---

    @cached_property
    def outline(self) -> tuple[Item, ...]:
        """The contents: a line for each page but the cover and the contents."""
        subjects = [
            Item(
                self.fragments[section.subject.docname].title,
                page_id(section.subject.docname),
                tuple(Item(self.fragments[c.docname].title, page_id(c.docname)) for c in section.chapters),
            )
            for section in self.edition.sections
        ]
        front = [Item("Foreword", page_id(self.edition.foreword))] if self.edition.foreword else []
        back = [Item(page.title, page.id) for page in self.after()]
        return (Item("Imprint", "imprint"), *front, *subjects, *back)

    @cached_property
    def answered(self) -> Sequence[tuple[Chapter, Sequence[Question]]]:
        """The chapters that have questions with answers, and these, in the order of the text."""
        found = []
        for chapter in self.edition.chapters:
            fragment = self.fragments[chapter.docname]
            questions: list[Question] = [*fragment.mcqs, *(mains for mains in fragment.mains if mains.outline)]
            if questions:
                found.append((chapter, sorted(questions, key=lambda question: question.number)))
        return found

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return entries_of_edition(self.edition, self.fragments)

    @cached_property
    def _users(self) -> dict[str, list[User]]:
        return users_of_terms(self.edition, self.fragments)

    @cached_property
    def _lines(self) -> list[tuple[tuple[SyllabusNode, ...], list[Chapter]]]:
        """Each code of the syllabus that a chapter names, as the path to it, and which do."""
        syllabus = self.catalog.syllabus
        named = [(code, [c for c in self.edition.chapters if code in c.syllabus]) for code in syllabus.nodes]
        return [(syllabus.path(code), chapters) for code, chapters in named if chapters]


def _file(fragment: Fragment) -> str:
    return f"{page_id(fragment.docname)}.xhtml"
