"""Laying out one part with WeasyPrint. Runs in the press's worker processes.

Only the fonts of the book are visible to it (a fontconfig file of our own), so that the same
markup gives the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from book.model import Problem
from book.press.finishing import finish
from book.press.marks import mark_elements
from book.press.notes import place_notes
from book.press.part import FontUse, Manuscript, Part, Place

ADD_A_FONT = "write it in another way, or add a font that has it to _static/fonts"
POINTS = 0.75  # points in a CSS pixel
CODE = ("typesetter.py", "notes.py", "marks.py", "structure.py", "repairs.py", "finishing.py")  # that parts depend on

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Fault:
    """A reason why a part cannot be printed; `text` is what to look for in the source, where there is such."""

    reason: str
    remedy: str = ""
    text: str = ""


class LayoutFailed(Exception):
    """A part that cannot be printed as it stands: its name, and why."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(name, faults)
        self.name = name
        self.faults = faults

    def problems(self, chapters: Path) -> tuple[Problem, ...]:
        """The faults as problems of the chapter, with the line where it can be found."""
        path = chapters / f"{self.name}.md"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        where = path.as_posix() if lines else f"the part {self.name!r}"
        return tuple(
            Problem(where, _line(lines, fault.text), "press/layout", fault.reason, fault.remedy)
            for fault in self.faults
        )


def _line(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if text and text in line), 0)


@dataclass(frozen=True)
class Setup:
    """What all parts of a profile share: the style sheet as text, folders of fonts and images."""

    profile: str
    style: str
    fonts: Path
    images: Path

    @cached_property
    def key(self) -> str:
        """A hash over everything but the manuscript that a part depends on, paths left out."""
        import weasyprint

        files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(self.fonts.glob("*.ttf"))]
        code = [Path(__file__).with_name(name).read_bytes() for name in CODE]
        digest = hashlib.sha256("\n".join([weasyprint.VERSION, self.profile, self.style, *files]).encode())
        for text in code:
            digest.update(text)
        return digest.hexdigest()


class Typesetter:
    """WeasyPrint with its style sheet parsed and its fonts found, once for many parts."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        see_only(setup.fonts)
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(string=setup.style, font_config=self._fonts)

    def lay_out(self, manuscript: Manuscript) -> Part:
        """The part; LayoutFailed where WeasyPrint complains or a glyph or image is missing."""
        from weasyprint.urls import FatalURLFetchingError

        from book.press.fetcher import NamedFilesFetcher

        files = {name: self._setup.images / Path(name).name for name in manuscript.images}
        with _Complaints() as complaints:
            try:
                document = self._document(manuscript, NamedFilesFetcher(files))
            except FatalURLFetchingError as refusal:
                raise LayoutFailed(manuscript.name, (Fault(str(refusal)),)) from refusal
            pdf = document.write_pdf(pdf_tags=True)
        if complaints.faults:
            raise LayoutFailed(manuscript.name, tuple(complaints.faults))
        return Part(
            pdf=finish(pdf),
            pages=len(document.pages),
            places=_places(document),
            fonts={font.hash: _font_use(font) for font in document.fonts.values()},
        )

    def _document(self, manuscript: Manuscript, fetcher: Any) -> Any:
        """WeasyPrint's document, laid out, with the notes in its margins where they belong."""
        from book.press.fetcher import PAGE_BASE

        html = self._weasyprint.HTML(string=page(manuscript), base_url=PAGE_BASE, url_fetcher=fetcher)
        document = html.render(stylesheets=[self._style], font_config=self._fonts)
        for laid_out in document.pages:
            place_notes(laid_out._page_box)
        mark_elements(document.pages)
        return document


def page(manuscript: Manuscript) -> str:
    """The manuscript as the document that WeasyPrint reads."""
    title = manuscript.title.replace("&", "&amp;").replace("<", "&lt;")
    return f'<html lang="en-GB"><head><title>{title}</title></head><body>{manuscript.html}</body></html>'


def see_only(fonts: Path) -> None:
    """Fontconfig reads its configuration when Pango starts: this must come before."""
    folder = Path(tempfile.gettempdir(), f"study-book-fonts-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    text = FONTS_CONF.format(fonts=fonts.resolve(), cache=folder)
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        staged = path.with_suffix(f".{os.getpid()}")
        staged.write_text(text)
        staged.replace(path)
    os.environ["FONTCONFIG_FILE"] = str(path)


def _places(document: Any) -> dict[str, Place]:
    return {
        name: Place(number, round(x * POINTS, 2), round((page.height - y) * POINTS, 2))
        for number, page in reversed(list(enumerate(document.pages)))
        for name, (x, y, *_) in page.anchors.items()
    }


def _font_use(font: Any) -> FontUse:
    widths: Mapping[int, float] = font.widths
    text: Mapping[int, str] = font.to_unicode
    return FontUse(
        file=hashlib.sha256(_font_file(font)).hexdigest(),
        widths=dict(sorted(widths.items())),
        text=dict(sorted(text.items())),
    )


def _font_file(font: Any) -> bytes:
    """The bytes of the whole font: WeasyPrint has put the subset in the place of `file_content`."""
    from weasyprint.text.fonts import get_hb_object_data

    data: bytes = get_hb_object_data(font.hb_face)
    return data


class _Complaints(logging.Handler):
    """What WeasyPrint logs while a part is laid out: all of it is a fault."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[Fault] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef glyph") and isinstance(record.args, tuple):
            char, code = record.args
            fault = Fault(f"no font of the book has the character {char} (U+{code:04X})", ADD_A_FONT, str(char))
        else:
            fault = Fault(record.getMessage())
        if fault not in self.faults:
            self.faults.append(fault)

    def __enter__(self) -> _Complaints:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
