"""Decks for Anki: the notes of an edition as one `.apkg` file, a deck for each month.

What a deck, a note type and a note are called does not depend on what is in them, so that importing a file again
updates the notes that are there. The same notes and the same moment give the same bytes.
"""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath

import genanki

from book.model import LETTERS, KeyFact, Mains, Mcq, Month
from book.press.fragment import GlossaryEntry, page_id
from book.study.markup import Address, Card, hide, parse, text_for_anki
from book.study.note_types import NOTE_TYPES
from book.study.notes import Note, Notes

_MEDIA = re.compile(r'src="(study-book-[^"]+)"')


@dataclass(frozen=True)
class Media:
    """The images of cards: what they are called in Anki, which has one folder for all decks, and their bytes."""

    names: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, images: tuple[str, ...]) -> Media:
        """Images below a folder, named by what is in them."""
        names, contents = {}, {}
        for image in images:
            data = (folder / image).read_bytes()
            name = f"study-book-{sha256(data).hexdigest()[:24]}{PurePosixPath(image).suffix.lower()}"
            names[image], contents[name] = name, data
        return cls(names, contents)


def write_deck(notes: Notes, media: Media, address: Address, moment: int) -> bytes:
    """The `.apkg` file. `moment` is when the notes were last changed, in seconds: Anki updates what is older."""
    card = Card(address, media.names)
    models = {kind: note_type.for_anki() for kind, note_type in NOTE_TYPES.items()}
    decks: dict[Month, genanki.Deck] = {}
    used: set[str] = set()
    for place, note in enumerate(notes.notes):
        deck = decks.setdefault(note.chapter.month, _deck(notes.edition.book_title, note.chapter.month))
        fields = fields_of(note, card)
        used.update(*(_MEDIA.findall(text) for text in fields))
        deck.add_note(genanki.Note(models[note.kind], fields, tags=tags_of(note), guid=guid_of(note), due=place))
    collection = _collection([decks[month] for month in sorted(decks)], moment)
    return _zipped(collection, {name: media.contents[name] for name in sorted(used & media.contents.keys())})


def guid_of(note: Note) -> str:
    """By which Anki knows the note: it depends on its kind and its id in the book alone."""
    guid: str = genanki.guid_for("study-book", note.kind, note.id)
    return guid


def tags_of(note: Note) -> list[str]:
    """Kind, subject, month and codes of the syllabus; Anki shows what `::` joins as a tree."""
    codes = [code.replace(".", "::") for code in note.chapter.syllabus]
    return [note.kind, note.subject, str(note.chapter.month), *codes]


def fields_of(note: Note, card: Card) -> list[str]:
    """The fields of a note, as its note type has them."""
    match note.content:
        case GlossaryEntry(names=(name, *aliases), html=html):
            blanked = parse(html)
            hide(blanked, [name, *aliases])
            other = ", ".join(aliases)
            fields = [text_for_anki(name), text_for_anki(other), card.write(parse(html)), card.write(blanked)]
        case KeyFact(label=label, text=text):
            question = f"<b>{text_for_anki(f'{note.chapter_title}: {label}')}</b>"
            fields = [question, card.write(parse(text))]
        case Mcq() as mcq:
            options = [card.write(parse(option)) for option in mcq.options]
            listed = "".join(f"<li>{option}</li>" for option in options)
            right = f"({LETTERS[mcq.answer]}) {options[mcq.answer]}"
            fields = [card.write(parse(mcq.stem)), listed, right, card.write(parse(mcq.explanation))]
        case Mains() as mains:
            task = ", ".join(_task(mains))
            fields = [card.write(parse(mains.question)), task, card.write(parse(mains.outline))]
        case _:
            raise TypeError(f"{note.content!r} is no content of a note")
    return [*fields, _source(note, card)]


def _task(mains: Mains) -> list[str]:
    amounts = ((mains.marks, "marks"), (mains.words, "words"))
    return [f"{amount} {what}" for amount, what in amounts if amount]


def _source(note: Note, card: Card) -> str:
    """The chapter, a link where the site is known, its subject and month."""
    address, title = card.address(page_id(note.chapter.docname)), text_for_anki(note.chapter_title)
    chapter = f'<a href="{text_for_anki(address)}">{title}</a>' if address else title
    return " · ".join([chapter, text_for_anki(note.subject_title), note.chapter.month.title])


def _deck(book_title: str, month: Month) -> genanki.Deck:
    """The deck of a month, below that of the book; its number follows from its name."""
    name = f"{book_title.replace('::', ':')}::{month}"
    number = int.from_bytes(sha256(name.encode()).digest()[:4], "big") % (1 << 30) + (1 << 30)
    return genanki.Deck(number, name)


def _collection(decks: list[genanki.Deck], moment: int) -> bytes:
    """Anki's database; it is made in memory, so that no file name is needed."""
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(decks).write_to_db(database.cursor(), moment, itertools.count(moment * 1000))
        database.commit()
        return database.serialize()


def _zipped(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    numbered = {str(number): name for number, name in enumerate(media)}
    files = {"collection.anki2": collection, "media": json.dumps(numbered).encode()}
    files |= {number: media[name] for number, name in numbered.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, the first day that a zip file can have
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
