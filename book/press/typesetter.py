"""Laying out one part with WeasyPrint. Runs in the press's worker processes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import Any

from book.press.failure import PRESS, Fault, LayoutFailed
from book.press.finishing import finish
from book.press.fitting import CLOSE, spills, tighten
from book.press.inlines import Spot, find_marks, lift_marks, part_blanks
from book.press.marks import mark_elements
from book.press.notes import place_notes
from book.press.part import FontUse, Manuscript, Part, Place
from book.press.setup import Setup, tools
from book.press.slots import SlotsAstray

ADD_A_FONT = "write it in another way, or add a font that has it to _static/fonts"
POINTS = 0.75  # points in a CSS pixel


@dataclass(frozen=True)
class Job:
    """A manuscript with the bytes of its images."""

    manuscript: Manuscript
    images: Mapping[str, bytes]


Result = Part | LayoutFailed


class Typesetter:
    """WeasyPrint with its style sheet parsed and its fonts found, once for many parts."""

    def __init__(self, setup: Setup) -> None:
        if setup.tools != tools():
            reason = "a worker has another version of the press or of its libraries"
            raise LayoutFailed(PRESS, (Fault(reason, "install the same on every machine of the cluster"),))
        setup.show_fonts()
        import weasyprint
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration

        self._weasyprint = weasyprint
        self._found = {"font_config": FontConfiguration(), "counter_style": CounterStyle()}  # in the style sheet
        self._style = weasyprint.CSS(string=setup.style, **self._found)

    def lay_out(self, job: Job) -> Part:
        """The part; LayoutFailed where WeasyPrint complains or a glyph or image is missing."""
        from weasyprint.urls import FatalURLFetchingError

        manuscript = job.manuscript
        with _Complaints() as complaints:
            try:
                document, spots = self._document(manuscript, job.images)
            except FatalURLFetchingError as refusal:
                raise LayoutFailed(manuscript.name, (Fault(str(refusal)),)) from refusal
            pdf = document.write_pdf(pdf_tags=True, uncompressed_pdf=True)  # finishing compresses
        if complaints.faults:
            raise LayoutFailed(manuscript.name, tuple(complaints.faults))
        fonts = {font.hash: _font_use(font) for font in document.fonts.values()}
        try:
            pdf, slots = finish(pdf, manuscript.slots, manuscript.figures, fonts.values())
        except SlotsAstray as astray:
            raise LayoutFailed(manuscript.name, (astray.fault,)) from astray
        return Part(pdf, len(document.pages), _places(document, spots), fonts, slots)

    def _document(self, manuscript: Manuscript, images: Mapping[str, bytes]) -> tuple[Any, list[Spot]]:
        """WeasyPrint's document, laid out, with the notes in its margins where they belong; where its marks are."""
        from book.press.fetcher import PAGE_BASE, NamedFilesFetcher

        html = self._weasyprint.HTML(string=page(manuscript), base_url=PAGE_BASE, url_fetcher=NamedFilesFetcher(images))
        marks = lift_marks(html.etree_element)
        part_blanks(html.etree_element)
        document = self._render(html)
        if spills(document.pages):
            html.etree_element.find("body").set("class", CLOSE)
            closer = self._render(html)
            document = closer if len(closer.pages) < len(document.pages) else document
        for laid_out in document.pages:
            place_notes(laid_out._page_box)
        mark_elements(document.pages)
        return document, list(find_marks(document.pages, marks))

    def _render(self, html: Any) -> Any:
        """The document laid out, again where tables were too wide."""
        document = html.render(stylesheets=[self._style], **self._found)
        while tighten(document.pages):
            document = html.render(stylesheets=[self._style], **self._found)
        return document


_one_at_a_time = Lock()  # WeasyPrint's log, where faults are read, is one for all threads: a cluster has several
_typesetters: dict[str, Typesetter] = {}  # of this process: one a set-up, for it takes a second to make


def typesetter_of(setup: Setup) -> Typesetter:
    """This process's typesetter for a set-up."""
    if setup.key not in _typesetters:
        _typesetters[setup.key] = Typesetter(setup)
    return _typesetters[setup.key]


def lay_out(setup: Setup, job: Job) -> Result:
    """One job, in this process. OSError where the machine is at fault; what WeasyPrint stumbles over is the part's."""
    with _one_at_a_time:
        try:
            return typesetter_of(setup).lay_out(job)
        except LayoutFailed as failure:
            return failure
        except OSError:
            raise
        except Exception as error:
            return LayoutFailed(job.manuscript.name, (_stumbled(error),))


def _stumbled(error: Exception) -> Fault:
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = f"its layout ended in an error ({type(error).__name__}: {error}; {where})"
    return Fault(reason, "write what is unusual in it in a simpler way, and report the error")


def page(manuscript: Manuscript) -> str:
    """The manuscript as the document that WeasyPrint reads."""
    title = manuscript.title.replace("&", "&amp;").replace("<", "&lt;")
    return f'<html lang="en-GB"><head><title>{title}</title></head><body>{manuscript.html}</body></html>'


def _places(document: Any, spots: Iterable[Spot]) -> dict[str, Place]:
    """Where each id is, on the first page that has it."""
    heights = [page.height for page in document.pages]
    anchors = [
        Spot(name, number, x, y)
        for number, page in reversed(list(enumerate(document.pages)))
        for name, (x, y, *_) in page.anchors.items()
    ]
    return {
        spot.id: Place(spot.page, round(spot.x * POINTS, 2), round((heights[spot.page] - spot.y) * POINTS, 2))
        for spot in (*anchors, *spots)
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
