"""The cover of an e-book as a picture, for the shelves of reading apps: type on coloured paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from book.epub.fonts import JOINERS, is_devanagari

WIDTH, HEIGHT = 1600, 2400  # 2:3, which shelves expect
MARGIN = 150
ROOM = WIDTH - 2 * MARGIN
EM = 200  # the size at which words are measured
SMALLEST = 24
PAPER, INK, QUIET, ACCENT = "#f6f3ec", "#22201c", "#5f5a51", "#8a2f1d"
DEVANAGARI = {False: "NotoSerifDevanagari-Regular.ttf", True: "NotoSerifDevanagari-Bold.ttf"}


@dataclass(frozen=True)
class Style:
    """How a text is set: its font file and size in pixels, which is made smaller until it takes no more lines."""

    font: str
    size: int
    lines: int
    colour: str = INK
    leading: float = 1.2
    bold: bool = False


BOOK = Style("SourceSans3-Semibold.ttf", 62, 2, ACCENT)
TITLE = Style("SourceSerif4Display-Semibold.ttf", 220, 3, leading=1.06, bold=True)
LINE = Style("SourceSerif4-It.ttf", 84, 5, leading=1.32)
SUBJECT = Style("SourceSans3-Regular.ttf", 56, 1, QUIET)


def cover(book: str, title: str, line: str, subjects: Sequence[str], fonts: Path) -> bytes:
    """A PNG: the book's title above, what edition it is, its cover line, and below the subjects."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = _Sheet(ImageDraw.Draw(picture), fonts)
    sheet.draw.rectangle((0, 0, WIDTH, 36), ACCENT)
    top = sheet.write(book, BOOK, 190)
    sheet.draw.rectangle((MARGIN, top + 40, WIDTH - MARGIN, top + 43), ACCENT)
    top = sheet.write(title, TITLE, top + 170)
    top = sheet.write(line, LINE, top + 90)
    sheet.write_up(subjects, SUBJECT, HEIGHT - 160, top + 120)
    out = BytesIO()
    picture.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@dataclass(frozen=True)
class _Sheet:
    draw: ImageDraw.ImageDraw
    fonts: Path

    def write(self, text: str, style: Style, top: int) -> int:
        """Write a text below `top`, smaller where it needs more room than it has; where the next may begin."""
        size, lines = self._fitted(text, style)
        for line in lines:
            x = float(MARGIN)
            for run, font in self._runs(line, style, size):
                self.draw.text((x, top + size), run, style.colour, font, anchor="ls")
                x += font.getlength(run)
            top += round(size * style.leading)
        return top

    def write_up(self, texts: Sequence[str], style: Style, foot: int, limit: int) -> None:
        """Write texts above `foot`, a line each, no higher than `limit`; what has no room is left out."""
        step = min(round(style.size * 1.5), max(SMALLEST * 3 // 2, (foot - limit) // max(1, len(texts))))
        shown = texts[: max(0, (foot - limit) // step)]
        line = replace(style, size=min(style.size, step * 2 // 3))
        for number, text in enumerate(reversed(shown), 1):
            self.write(text, line, foot - number * step)

    def _fitted(self, text: str, style: Style) -> tuple[int, list[str]]:
        """The size at which a text has its lines, and these, as even as can be; what is longer is cut."""
        words = text.split()
        widths = [sum(font.getlength(run) for run, font in self._runs(word, style, EM)) for word in words]
        blank = _font(self.fonts / style.font, EM).getlength(" ")
        for size in range(style.size, SMALLEST - 1, -2):
            room = ROOM * EM / size
            ends = wrapped(widths, blank, room)
            if len(ends) <= style.lines and max(widths, default=0.0) <= room:
                break
        for narrower in range(100, 0, -1):
            closer = wrapped(widths, blank, room * narrower / 100)
            if len(closer) > len(ends):
                break
            ends = closer
        shown = [" ".join(words[first:end]) for first, end in zip([0, *ends], ends, strict=False)]
        if len(shown) > style.lines:
            shown = [*shown[: style.lines - 1], shown[style.lines - 1] + " …"]
        return size, shown

    def _runs(self, text: str, style: Style, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """The text in pieces of one script, each with the font that has it."""
        for indic, run in groupby(text, lambda char: is_devanagari(char) or char in JOINERS):
            name = DEVANAGARI[style.bold] if indic else style.font
            yield "".join(run), _font(self.fonts / name, size)


def wrapped(widths: Sequence[float], blank: float, room: float) -> list[int]:
    """Behind which word each line ends, none wider than `room` but where a word alone is."""
    ends: list[int] = []
    line = 0.0
    for place, width in enumerate(widths):
        if line and line + blank + width > room:
            ends.append(place)
            line = 0.0
        line += (blank if line else 0.0) + width
    return [*ends, len(widths)] if widths else []


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
