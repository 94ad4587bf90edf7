"""Collation: all parts of an edition put in the order of the book, each with its page numbers, ready to be bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.press.binding import Binding, Gathering, OutlineItem
from book.press.cache import Cache
from book.press.elsewhere import addresses
from book.press.fragment import page_id
from book.press.imprint import AUTHOR
from book.press.matter import Matter
from book.press.numbering import Numbering
from book.press.pagination import Text
from book.press.part import Part
from book.press.references import labels

FRONT = ("imprint", "how-to-use", "foreword", "contents", "glance")
BACK = ("syllabus", "glossary", "colophon")
TITLES = {
    "how-to-use": "How to use this book",
    "glance": "At a glance",
    "syllabus": "By syllabus",
}  # of others the name is the title


@dataclass
class Collation:
    """The parts of an edition by name."""

    matter: Matter
    text: Text
    parts: dict[str, Part]

    @property
    def back_matter(self) -> list[tuple[str, str, int]]:
        """The title, id and first folio of each piece behind the chapters: practice, then the back matter."""
        folio = self.text.pages.end
        begin: dict[str, int] = {}
        for name in self._names(BACK):
            begin.setdefault(name.partition(":")[0], folio)
            folio += self.parts[name].pages
        practice = [(name, id, self.text.folios[id]) for name, id in self.matter.practice.heads]
        return practice + [(title(piece), piece, first) for piece, first in begin.items()]

    @property
    def gatherings(self) -> list[Gathering]:
        """All parts in the order of the book; the text begins on a right-hand page where the profile has it so."""
        found = [self._gathering("cover", Numbering.NONE)]
        number = 1 + self.parts["cover"].pages
        for name in self._names(FRONT):
            found.append(self._gathering(name, Numbering.ROMAN, number))
            number += self.parts[name].pages
        if number % 2 == 0 and self.matter.profile.text_begins_right:
            found.append(self._gathering("blank", Numbering.NONE))
        for name, first in self.text.pages.first.items():
            found.append(self._gathering(name, Numbering.ARABIC, first))
        number = self.text.pages.end
        for name in self._names(BACK):
            found.append(self._gathering(name, Numbering.ARABIC, number))
            number += self.parts[name].pages
        return found

    def binding(self, gatherings: Sequence[Gathering], fonts: Mapping[str, bytes], cache: Cache) -> Binding:
        """What the binder needs; `fonts` are files by the hash of their content."""
        edition = self.matter.edition
        return Binding(
            profile=self.matter.profile,
            gatherings=gatherings,
            folio_specimen=self.parts["folio-specimen"],
            reference_specimen=self.parts["reference-specimen"],
            outline=self._outline(),
            title=f"{edition.book_title}: {edition.title}",
            author=AUTHOR,
            description=edition.cover_line or edition.title,
            day=edition.last_day.isoformat(),
            fonts=fonts,
            cache=cache,
            outside=addresses(self.matter.site, self.matter.catalog),
        )

    def _gathering(self, name: str, numbering: Numbering, first: int = 1) -> Gathering:
        part = self.parts[name]
        slots = labels((self.text.folios[slot.target] for slot in part.slots), self.matter.figures)
        return Gathering(name, part, numbering, first, slots)

    def _names(self, pieces: tuple[str, ...]) -> list[str]:
        """The names of the parts that pieces consist of, in order; of a piece that is not there, none."""
        return [name for piece in pieces for name in self.parts if name.partition(":")[0] == piece]

    def _outline(self) -> list[OutlineItem]:
        titles = self.matter.fragments
        front = [OutlineItem(title(name), name) for name in self._names(FRONT) if name != "imprint"]
        subjects = []
        for section in self.matter.edition.sections:
            chapters = tuple(OutlineItem(titles[c.docname].title, page_id(c.docname)) for c in section.chapters)
            docname = section.subject.docname
            subjects.append(OutlineItem(titles[docname].title, page_id(docname), chapters))
        back = {name.partition(":")[0]: OutlineItem(title(name), name.partition(":")[0]) for name in self._names(BACK)}
        practice = [OutlineItem(name, id) for name, id in self.matter.practice.heads]
        return [*front, *subjects, *practice, *back.values()]


def title(name: str) -> str:
    """What a piece of front or back matter is called in the contents."""
    piece = name.partition(":")[0]
    return TITLES.get(piece, piece.replace("-", " ").capitalize())
