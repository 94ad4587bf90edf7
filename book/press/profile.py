"""Profiles: what each printed form of the book is, as data. All lengths are points (1/72 inch)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

MM = 72 / 25.4  # points in a millimetre


class UnknownForm(ValueError):
    """A profile, paper or fold that does not exist, or that do not go together; the message says what there is.

    `option` is what was chosen wrongly: `--profile`, `--paper`, `--signature` or `--lines`.
    """

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Paper:
    """A size of page, in points."""

    name: str
    width: float
    height: float


A4 = Paper("a4", 210 * MM, 297 * MM)
LETTER = Paper("letter", 612, 792)
A5 = Paper("a5", 148 * MM, 210 * MM)
PHONE = Paper("phone", 90 * MM, 160 * MM)
PAPERS = {paper.name: paper for paper in (A4, LETTER)}  # those that can be asked for


class Unit(Enum):
    """What is laid out as one part, and so starts on a page of its own."""

    CHAPTER = "chapter"
    SUBJECT = "subject"


@dataclass(frozen=True)
class FolioStyle:
    """Page numbers: size and baseline, and how far the type area is from the left and right edge of the page.

    `outer`: at the edge away from the spine; else at the right on every page.
    """

    size: float
    baseline: float
    left: float
    right: float
    outer: bool = True


@dataclass(frozen=True)
class Imposition:
    """Two pages a side of a sheet, to be folded; `signature` pages are folded together, None: all of them."""

    signature: int | None = None


@dataclass(frozen=True)
class Profile:
    """A printed form: pages, how far they move away from the spine, style sheets, folios, sheets.

    `style_sheets` are names below the folder of print style sheets, in cascade order. `spine_shift` moves a
    right-hand page to the right and a left-hand page to the left. `markup_a_page` is about how many characters
    of a fragment fill a page. `imposition` puts pages on sheets that are folded. `printed` is false for what is read
    on a screen. `text_begins_right`: a blank page goes before the text where it would begin on a left-hand page.
    `short_front`: foreword, how to use, imprint and colophon are on the first page, below the title. `lines` is how
    many there are to write on below each mains question.
    """

    name: str
    paper: Paper
    style_sheets: tuple[str, ...]
    folio: FolioStyle
    markup_a_page: int
    unit: Unit = Unit.CHAPTER
    spine_shift: float = 0
    imposition: Imposition | None = None
    printed: bool = True
    text_begins_right: bool = True
    short_front: bool = False
    lines: int = 0
    papers: Mapping[str, Paper] = field(default_factory=dict)

    def sheets(self, pages: int) -> int | None:
        """Sheets of paper for that many pages, printed on both sides; None where it is not for paper."""
        if not self.printed:
            return None
        return -(-pages // (4 if self.imposition else 2))

    def on(self, paper: str | None = None, signature: int | None = None, lines: int | None = None) -> Profile:
        """This form on another paper, folded in signatures, or with lines; UnknownForm where it has no such form."""
        made = self
        if paper is not None:
            if paper not in self.papers:
                known = ", ".join(self.papers) or f"only {self.paper.name}"
                raise UnknownForm("--paper", f"{self.name} cannot be printed on {paper!r}; there is {known}")
            if self.papers[paper] != self.paper:
                made = replace(made, name=f"{self.name}-{paper}", paper=self.papers[paper])
        if signature is not None:
            if self.imposition is None:
                raise UnknownForm("--signature", f"{self.name} is not folded; signatures are for booklet")
            if signature <= 0 or signature % 4:
                raise UnknownForm(
                    "--signature",
                    f"a signature of {signature} pages cannot be folded; write a multiple of 4, such as 16",
                )
            made = replace(made, imposition=Imposition(signature))
        if lines is not None:
            if not self.printed:
                raise UnknownForm("--lines", f"{self.name} is not for paper: there is nothing to write on")
            made = replace(made, lines=lines)
        return made


READING = Profile(
    name="a4",
    paper=A4,
    style_sheets=("page.css", "type.css", "matter.css", "questions.css", "practice.css", "a4.css"),
    folio=FolioStyle(size=9.5, baseline=13 * MM, left=19 * MM, right=20 * MM),
    markup_a_page=4200,
    spine_shift=4 * MM,
    papers=PAPERS,
)
ECONOMY = Profile(
    name="economy",
    paper=A4,
    style_sheets=("page.css", "type.css", "matter.css", "questions.css", "practice.css", "economy.css"),
    folio=FolioStyle(size=8, baseline=9 * MM, left=14 * MM, right=14 * MM),
    markup_a_page=10000,
    unit=Unit.SUBJECT,
    spine_shift=3 * MM,
    text_begins_right=False,
    short_front=True,
    papers=PAPERS,
)
BOOKLET = Profile(
    name="booklet",
    paper=A5,
    style_sheets=("page.css", "type.css", "matter.css", "questions.css", "practice.css", "booklet.css"),
    folio=FolioStyle(size=8.5, baseline=9 * MM, left=15 * MM, right=15 * MM),
    markup_a_page=3200,
    unit=Unit.SUBJECT,
    spine_shift=2 * MM,
    imposition=Imposition(),
)
LARGE_PRINT = Profile(
    name="large-print",
    paper=A4,
    style_sheets=("page.css", "type.css", "matter.css", "questions.css", "practice.css", "large-print.css"),
    folio=FolioStyle(size=16, baseline=12 * MM, left=20 * MM, right=20 * MM),
    markup_a_page=2000,
    spine_shift=4 * MM,
)
SCREEN = Profile(
    name="screen",
    paper=PHONE,
    style_sheets=("page.css", "type.css", "matter.css", "questions.css", "practice.css", "screen.css"),
    folio=FolioStyle(size=8, baseline=4 * MM, left=6 * MM, right=6 * MM, outer=False),
    markup_a_page=1500,
    printed=False,
    text_begins_right=False,
)

PROFILES = {profile.name: profile for profile in (READING, ECONOMY, BOOKLET, LARGE_PRINT, SCREEN)}


def profile_of(name: str, paper: str | None = None, signature: int | None = None, lines: int | None = None) -> Profile:
    """The profile of that name, on that paper, folded so, with lines; UnknownForm says what there is instead."""
    if name not in PROFILES:
        raise UnknownForm("--profile", f"{name!r} is no profile; there is {', '.join(PROFILES)}")
    return PROFILES[name].on(paper, signature, lines)
