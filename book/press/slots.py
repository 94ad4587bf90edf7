"""Slots for page numbers in a part's PDF: each is cut out into a content stream of its own.

So the book can be bound with the right number in each by writing one short stream. See `references.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pikepdf
from pikepdf import Array

from book.press.failure import Fault
from book.press.part import FontUse, SlotPlace
from book.press.references import THIN_SPACE, slot


class SlotsAstray(Exception):
    """Slots that the PDF does not show exactly once."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def _twice(text: str) -> SlotsAstray:
    return SlotsAstray(Fault(f"the text {text} looks like a page number of the press", "write it in other words", text))


def _nowhere(number: int) -> SlotsAstray:
    reason = f"the page numbers of {number} references cannot be seen in print"
    return SlotsAstray(Fault(reason, "put these references into running text"))


def cut_out(pdf: pikepdf.Pdf, targets: Sequence[str], figures: int, fonts: Iterable[FontUse]) -> tuple[SlotPlace, ...]:
    """Put each slot of a part, the first for the first target, into a content stream of its own, and say where.

    SlotsAstray where a slot is not there, or there twice.
    """
    if not targets:
        return ()
    numbers = range(1, len(targets) + 1)
    glyphs = _glyphs(fonts)
    texts = {glyph: text for text, ids in glyphs.items() for glyph in ids}
    pattern = re.compile(rb"<(" + b"|".join(_pattern(slot(n, figures), glyphs) for n in numbers) + rb")>")
    places: dict[int, SlotPlace] = {}
    for index, page in enumerate(pdf.pages):
        pieces = pattern.split(page.Contents.read_bytes())
        for position in range(1, len(pieces), 2):
            number = _number(pieces[position], texts)
            if number in places:
                raise _twice(slot(number, figures))
            places[number] = SlotPlace(targets[number - 1], index, position)
            pieces[position] = b"<" + pieces[position] + b">"
        if len(pieces) > 1:
            page.Contents = Array([pdf.make_stream(piece) for piece in pieces])
    if len(places) < len(targets):
        raise _nowhere(len(targets) - len(places))
    return tuple(places[number] for number in numbers)


def _glyphs(fonts: Iterable[FontUse]) -> dict[str, set[bytes]]:
    """For each character the glyph ids, as they stand in a content stream, that any of the fonts has for it."""
    found: dict[str, set[bytes]] = {}
    for font in fonts:
        for glyph, text in font.text.items():
            found.setdefault(text, set()).add(b"%04x" % glyph)
    return found


def _pattern(text: str, glyphs: Mapping[str, set[bytes]]) -> bytes:
    """Matches a text as WeasyPrint writes it: glyph ids, perhaps with corrections of their distance between."""
    correction = rb"(?:>\s*-?\d+\s*<)?"
    return correction.join(b"(?:" + b"|".join(sorted(glyphs.get(char, {b"none"}))) + b")" for char in text)


def _number(shown: bytes, texts: Mapping[bytes, str]) -> int:
    glyphs = re.findall(rb"[0-9a-f]{4}", re.sub(rb">\s*-?\d+\s*<", b"", shown))
    return int("".join(texts[glyph] for glyph in glyphs).partition(THIN_SPACE)[2].rstrip(")"))
