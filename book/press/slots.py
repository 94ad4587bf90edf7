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
from book.press.references import slot


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
    numbers = {slot(number, figures): number for number in range(1, len(targets) + 1)}
    faces = [_glyphs(font) for font in fonts]  # apart: a glyph id means one thing in one font, another in the next
    pattern = re.compile(rb"<(" + b"|".join(_pattern(text, face) for face in faces for text in numbers) + rb")>")
    places: dict[int, SlotPlace] = {}
    for index, page in enumerate(pdf.pages):
        pieces = pattern.split(page.Contents.read_bytes())
        for position in range(1, len(pieces), 2):
            number = _number(pieces[position], numbers, faces)
            if number in places:
                raise _twice(slot(number, figures))
            places[number] = SlotPlace(targets[number - 1], index, position)
            pieces[position] = b"<" + pieces[position] + b">"
        if len(pieces) > 1:
            page.Contents = Array([pdf.make_stream(piece) for piece in pieces])
    if len(places) < len(targets):
        raise _nowhere(len(targets) - len(places))
    return tuple(places[number] for number in numbers.values())


def _glyphs(font: FontUse) -> Mapping[bytes, str]:
    """What each glyph id of a font, as it stands in a content stream, is the glyph of."""
    return {b"%04x" % glyph: text for glyph, text in font.text.items()}


def _pattern(text: str, face: Mapping[bytes, str]) -> bytes:
    """Matches a text as WeasyPrint writes it: glyph ids, perhaps with corrections of their distance between."""
    ids = (sorted(glyph for glyph, meaning in face.items() if meaning == char) for char in text)
    correction = rb"(?:>\s*-?\d+\s*<)?"
    return correction.join(b"(?:" + b"|".join(glyphs or [b"none"]) + b")" for glyphs in ids)


def _number(shown: bytes, numbers: Mapping[str, int], faces: Iterable[Mapping[bytes, str]]) -> int:
    """The number of the slot that is shown; it is so in one of the fonts, or it would not have been found."""
    glyphs = re.findall(rb"[0-9a-f]{4}", re.sub(rb">\s*-?\d+\s*<", b"", shown))
    read = ("".join(face.get(glyph, "") for glyph in glyphs) for face in faces)
    return next(numbers[text] for text in read if text in numbers)
