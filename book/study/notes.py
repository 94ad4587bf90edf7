"""The notes of an edition: its terms, key facts and questions, each once, in the order of its chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from book.model import Catalog, Chapter, Edition, KeyFact, Mains, Mcq
from book.press.fragment import Fragment, GlossaryEntry, read_fragment
from book.terms import sort_key

Kind = Literal["term", "fact", "mcq", "mains"]
KINDS: tuple[Kind, ...] = ("term", "fact", "mcq", "mains")


@dataclass(frozen=True)
class Note:
    """Something to learn, and the chapter and subject that it belongs to.

    `chapter_title` and `subject_title` are as typeset; a term's subject is that of its glossary.
    """

    content: GlossaryEntry | KeyFact | Mcq | Mains
    chapter: Chapter
    subject: str
    chapter_title: str
    subject_title: str

    @property
    def id(self) -> str:
        return self.content.id

    @property
    def kind(self) -> Kind:
        match self.content:
            case GlossaryEntry():
                return "term"
            case KeyFact():
                return "fact"
            case Mcq():
                return "mcq"
            case Mains():
                return "mains"


@dataclass(frozen=True)
class Notes:
    """The notes of an edition, and the images that they may show: paths below the folder of fragments."""

    edition: Edition
    notes: tuple[Note, ...]
    images: tuple[str, ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many there are of each kind that there is."""
        found = {kind: sum(note.kind == kind for note in self.notes) for kind in KINDS}
        return {kind: count for kind, count in found.items() if count}


def read_notes(folder: Path, edition: Edition, catalog: Catalog) -> Notes:
    """The notes of an edition from the fragments in a folder; FileNotFoundError where one is missing."""
    subjects = catalog.ordered_subjects
    docnames = [subject.docname for subject in subjects]
    docnames += [subject.glossary for subject in subjects if subject.has_glossary]
    docnames += [chapter.docname for chapter in edition.chapters]
    fragments = {docname: read_fragment(folder, docname) for docname in docnames}
    images = sorted({image for fragment in fragments.values() for image in fragment.images})
    return Notes(edition, tuple(_notes(edition, catalog, fragments)), tuple(images))


def _notes(edition: Edition, catalog: Catalog, fragments: Mapping[str, Fragment]) -> Iterator[Note]:
    entries = {
        entry.names[0]: (entry, subject.slug)
        for subject in catalog.ordered_subjects
        if subject.has_glossary
        for entry in fragments[subject.glossary].entries
    }
    homes = _homes(edition, fragments, {name: entry for name, (entry, _) in entries.items()})
    names = sorted(homes, key=lambda name: (sort_key(name), name))

    def note(content: GlossaryEntry | KeyFact | Mcq | Mains, chapter: Chapter, subject: str) -> Note:
        titles = fragments[chapter.docname].title, fragments[catalog.subjects[subject].docname].title
        return Note(content, chapter, subject, *titles)

    for chapter in edition.chapters:
        own = fragments[chapter.docname]
        yield from (note(entries[name][0], chapter, entries[name][1]) for name in names if homes[name] == chapter)
        facts = [fact for fact in own.key_facts if fact.label]
        practice: list[KeyFact | Mcq | Mains] = [*facts, *own.mcqs, *own.mains]
        yield from (note(content, chapter, chapter.subject) for content in practice)


def _homes(
    edition: Edition, fragments: Mapping[str, Fragment], entries: Mapping[str, GlossaryEntry]
) -> dict[str, Chapter]:
    """The chapter of each term that the edition uses: the first that explains it, or else the first that uses it.

    A term that only a definition uses stands with the term that is defined.
    """
    uses = [(use, chapter) for chapter in edition.chapters for use in fragments[chapter.docname].term_uses]
    homes: dict[str, Chapter] = {}
    for use, chapter in sorted(uses, key=lambda pair: not pair[0].explains):
        if use.term in entries:
            homes.setdefault(use.term, chapter)
    todo = list(homes)
    for name in todo:  # it grows on the way
        for other in entries[name].uses:
            if other in entries and other not in homes:
                homes[other] = homes[name]
                todo.append(other)
    return homes
