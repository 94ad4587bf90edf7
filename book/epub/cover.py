"""The cover of an e-book as a picture, for the shelves of reading apps: type on coloured paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from book.epub.fonts import JOINERS, is_devanagari

WIDTH, HEIGHT = 1600, 2400  # 2:3, which shelves expect
MARGIN = 150
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
        """Write a text below `top`; where the next may begin."""
        size, room = style.size, WIDTH - 2 * MARGIN
        while len(lines := list(self._lines(text, style, size, room))) > style.lines and size > 24:
            size -= 2
        for narrower in range(room, 0, -20):  # as long as there are no more: no word alone in the last
            if len(shorter := list(self._lines(text, style, size, narrower))) > len(lines):
                break
            lines = shorter
        for line in lines:
            self._line(line, style, size, top)
            top += round(size * style.leading)
        return top

    def write_up(self, texts: Sequence[str], style: Style, foot: int, limit: int) -> None:
        """Write texts above `foot`, a line each, no higher than `limit`; what has no room is left out."""
        step = min(round(style.size * 1.5), max(34, (foot - limit) // max(1, len(texts))))
        shown = texts[: max(0, (foot - limit) // step)]
        size = min(style.size, round(step / 1.5))
        for number, text in enumerate(reversed(shown), 1):
            self.write(text, Style(style.font, size, 1, style.colour), foot - number * step)

    def _lines(self, text: str, style: Style, size: int, room: int) -> Iterator[str]:
        """The text in lines no wider than `room`, but for a word that is wider alone."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self._width(longer, style, size) > room:
                yield line
                longer = word
            line = longer
        if line:
            yield line

    def _line(self, text: str, style: Style, size: int, top: int) -> None:
        x = float(MARGIN)
        for run, font in self._runs(text, style, size):
            self.draw.text((x, top + size), run, style.colour, font, anchor="ls")
            x += font.getlength(run)

    def _width(self, text: str, style: Style, size: int) -> float:
        return sum(font.getlength(run) for run, font in self._runs(text, style, size))

    def _runs(self, text: str, style: Style, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """The text in pieces of one script, each with the font that has it."""
        for indic, run in groupby(text, lambda char: is_devanagari(char) or char in JOINERS):
            name = DEVANAGARI[style.bold] if indic else style.font
            yield "".join(run), _font(self.fonts / name, size)


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
