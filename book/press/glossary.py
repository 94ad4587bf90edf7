"""The printed glossary: which terms it has, in which order, on which pages each is used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from book.press.fragment import Fragment, GlossaryEntry
from book.press.pagination import FolioRange, Text, ranges

CHUNK = 120  # entries: some eight pages, after which the next letter begins a page


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


Letters = list[tuple[str, list[Entry]]]


def sort_key(name: str) -> str:
    """As a dictionary sorts: case, accents, hyphens and a leading article do not count."""
    text = unicodedata.normalize("NFKD", name).casefold().replace("-", " ").removeprefix("the ")
    return "".join(char for char in text if not unicodedata.combining(char))


def chunks(entries: Sequence[Entry]) -> list[Letters]:
    """Entries by letter; a new chunk begins with the letter after `CHUNK` entries."""
    found: list[Letters] = []
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letters.setdefault(entry.letter, []).append(entry)
    size = CHUNK
    for letter, under in letters.items():
        if size >= CHUNK:
            found.append([])
            size = 0
        found[-1].append((letter, under))
        size += len(under)
    return found


def uses_of(fragments: Iterable[Fragment], text: Text) -> dict[str, list[tuple[int, str]]]:
    """For each term the folios on which the text uses it, with the ids of the places."""
    uses: dict[str, list[tuple[int, str]]] = {}
    for fragment in fragments:
        for use in fragment.term_uses:
            uses.setdefault(use.term, []).append((text.folios[use.id], use.id))
    return uses


def entries_of(known: Iterable[GlossaryEntry], uses: Mapping[str, Sequence[tuple[int, str]]]) -> tuple[Entry, ...]:
    """The entries that an edition prints: those it uses and, to any depth, those that their definitions use."""
    by_name = {entry.names[0]: entry for entry in known}
    todo = [name for name in uses if name in by_name]
    chosen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in chosen:
            chosen.add(name)
            todo += [use for use in by_name[name].uses if use in by_name]
    return tuple(
        Entry(by_name[name].id, by_name[name].names, by_name[name].html, ranges(uses.get(name, ())))
        for name in sorted(chosen, key=lambda name: (sort_key(name), name))
    )
