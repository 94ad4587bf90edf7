"""The printed glossary: which terms it has, in which order, on which pages each is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from book.press.fragment import Fragment, GlossaryEntry
from book.press.pagination import FolioRange, Text, Use, ranges
from book.terms.order import letter, sort_key

CHUNK = 120  # lines: some eight pages, after which the next letter begins a page


@dataclass(frozen=True)
class Entry:
    """A term in the edition's glossary: names, definition as markup, other terms of this glossary, pages of use."""

    id: str
    names: tuple[str, ...]
    html: str
    see_also: tuple[GlossaryEntry, ...]
    pages: tuple[FolioRange, ...]


@dataclass(frozen=True)
class Line:
    """What stands in the glossary under a name: its entry, or if the name is an alias, where to see."""

    name: str
    entry: Entry

    @property
    def is_alias(self) -> bool:
        return self.name != self.entry.names[0]


Letters = list[tuple[str, list[Line]]]


def chunks(entries: Sequence[Entry]) -> list[Letters]:
    """The lines of the glossary by letter; a new chunk begins with the letter after `CHUNK` lines."""
    found: list[Letters] = []
    size = CHUNK
    for head, under in groupby(lines_of(entries), key=lambda line: letter(line.name)):
        if size >= CHUNK:
            found.append([])
            size = 0
        found[-1].append((head, list(under)))
        size += len(found[-1][-1][1])
    return found


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """A line for each name, in order; but none for an alias right beside its entry, where it is to be seen anyway."""
    lines = [Line(name, entry) for entry in entries for name in entry.names]
    lines.sort(key=lambda line: (sort_key(line.name), line.name))
    found: list[Line] = []
    for _, group in groupby(lines, key=lambda line: (letter(line.name), line.entry.id)):
        beside = list(group)
        found += [line for line in beside if not line.is_alias] or beside
    return found


def uses_of(fragments: Iterable[Fragment], text: Text) -> dict[str, list[Use]]:
    """For each term where the text uses it, in the order of the text."""
    uses: dict[str, list[Use]] = {}
    for fragment in fragments:
        for use in fragment.term_uses:
            uses.setdefault(use.term, []).append(Use(text.folios[use.id], use.id, use.explains))
    return uses


def entries_of(known: Iterable[GlossaryEntry], uses: Mapping[str, Sequence[Use]]) -> tuple[Entry, ...]:
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
        Entry(
            id=by_name[name].id,
            names=by_name[name].names,
            html=by_name[name].html,
            see_also=tuple(by_name[other] for other in by_name[name].see_also if other in chosen),
            pages=ranges(uses.get(name, ())),
        )
        for name in sorted(chosen, key=lambda name: (sort_key(name), name))
    )
