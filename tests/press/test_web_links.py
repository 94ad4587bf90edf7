"""What leads from a printed chapter to its page on the web: a QR code, read as a phone reads it, or an address."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from book.press.elsewhere import short_links
from book.press.fragment import WEB_SLOT, Fragment, GlossaryEntry, TermUse
from book.press.profile import BOOKLET, ECONOMY, LARGE_PRINT, MM, READING, SCREEN, Profile
from book.press.qr_code import QUIET, qr_code
from tests.press.conftest import Case, article, case_in, long_text, print_with, term
from tests.press.structure import faults, outline, structure

CODES = (READING, READING.on("letter"), LARGE_PRINT)
FORMS = (*CODES, ECONOMY, replace(BOOKLET, name="booklet-pages", imposition=None), SCREEN)
DOCNAME = "peace/two"
LINK = "https://book.example/s/pd9pv"
SHOWN = "book.example/s/pd9pv"
TERMS = 9
DOTS = 200  # an inch: what a plain printer does at least


def use(number: int) -> str:
    return term(DOCNAME, number, f"thing{number}", f"peace-glossary--term-{number}", "What a thing is, at length. " * 9)


def case_with_slot(folder: Path) -> Case:
    """The book with a chapter that has a slot below its title, and so many notes that they press upwards."""
    case = case_in(folder)
    terms = " ".join(use(number) for number in range(TERMS))
    text = f'<p class="chapter-facts"><time>5 August 2022</time> {WEB_SLOT}</p><p>Begun: {terms}</p>{long_text(9)}'
    uses = tuple(TermUse(f"thing{n}", f"peace-two--term-use-{n}") for n in range(TERMS))
    entries = tuple(GlossaryEntry(f"peace-glossary--term-{n}", (f"thing{n}",), "<p>T.</p>") for n in range(TERMS))
    Fragment("peace/glossary", "Glossary", "", entries=entries).write(case.press.fragments)
    Fragment("peace/one", "One", article("peace/one", "One", long_text(1))).write(case.press.fragments)
    Fragment("trade/three", "Three", article("trade/three", "Three", long_text(1))).write(case.press.fragments)
    Fragment(DOCNAME, "Two", article(DOCNAME, "Two", text), uses).write(case.press.fragments)
    return case


class Printed:
    """The book in one form, and the page on which the chapter begins."""

    def __init__(self, folder: Path, profile: Profile) -> None:
        self.profile = profile
        self.data = print_with(case_with_slot(folder), profile).pdf
        self.pdf = pypdfium2.PdfDocument(self.data)
        self.page = next(page for page in self.pdf if "Begun" in self.text(page))

    @staticmethod
    def text(page: pypdfium2.PdfPage) -> str:
        return " ".join(page.get_textpage().get_text_bounded(-2000, -2000, 2000, 2000).split())


@pytest.fixture(scope="module", params=FORMS, ids=lambda profile: profile.name)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(tmp_path_factory.mktemp(request.param.name), request.param)


def codes(printed: Printed) -> list[str]:
    """What a reader of codes finds on all pages, in grey, at the resolution of a plain printer."""
    pages = (page.render(scale=DOTS / 72, grayscale=True).to_pil() for page in printed.pdf)
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


def test_the_address_is_the_one_that_the_book_on_the_web_has(tmp_path: Path) -> None:
    case = case_with_slot(tmp_path)
    assert short_links("https://book.example/", case.catalog)[DOCNAME] == LINK
    assert short_links("", case.catalog) == {}


def test_a_phone_reads_the_code(printed: Printed) -> None:
    assert codes(printed) == ([LINK] if printed.profile in CODES else [])


def test_the_address_is_text_that_can_be_copied(printed: Printed) -> None:
    shown = printed.text(printed.page)
    assert (SHOWN in shown) == (printed.profile is not SCREEN)
    assert ("5 August 2022 Read it on the web" in shown) == (printed.profile is SCREEN)
    assert sum(SHOWN in printed.text(page) for page in printed.pdf) <= 1


def test_it_is_a_link(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        annotations = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        links = [link for link in annotations if str(link.get("/A", {}).get("/URI", "")) == LINK]
        assert len(links) == (2 if printed.profile in CODES else 1)
        if printed.profile in CODES:
            sides = [float(link.Rect[2]) - float(link.Rect[0]) for link in links]
            assert min(abs(side - qr_code(LINK).side * MM) for side in sides) < 1


def test_it_is_told_in_words(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert faults(pdf) == []
        figures = [node for node in structure(pdf).walk() if node.role == "Figure"]
        expected = [f"QR code of {LINK}"] if printed.profile in CODES else []
        assert [str(figure.object.Alt) for figure in figures] == expected
        if figures:
            chapter = outline(structure(pdf))
            assert "Art(H1 P(Link(Figure) Link) P(" in chapter  # behind the title, not before it


def test_a_module_is_large_enough_for_a_cheap_phone_and_white_is_around() -> None:
    code = qr_code(LINK)
    assert code.side / code.modules >= 0.4
    assert 16 <= code.side <= 18
    corners = [tuple(map(int, run.split("h")[0].split())) for run in code.path.split("M")[1:]]
    assert min(x for x, _ in corners) == min(y for _, y in corners) == QUIET == 4
    assert max(y for _, y in corners) == code.modules - QUIET - 1


@pytest.fixture(scope="module", params=[READING, READING.on("letter")], ids=lambda profile: profile.name)
def margin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[float, float, str]]:
    """Bottom, top and text of each line in the margin of the page where the chapter begins, from the top."""
    page = Printed(tmp_path_factory.mktemp("margin"), request.param).page
    text = page.get_textpage()
    boxes = (text.get_rect(number) for number in range(text.count_rects()))
    edge = page.get_mediabox()[2] - (request.param.paper.width - 141 * MM) + READING.spine_shift
    lines = ((box[1], box[3], text.get_text_bounded(*box)) for box in boxes if box[0] > edge)
    return sorted(lines, reverse=True)


def test_notes_stay_below_it(margin: list[tuple[float, float, str]]) -> None:
    (bottom, _, address), *notes = margin
    assert address == SHOWN
    assert "thing" in notes[0][2]
    assert 4 < bottom - notes[0][1] < 20  # points: as near as notes are to each other


@pytest.mark.parametrize("profile", [READING, SCREEN], ids=["a4", "screen"])
def test_where_the_site_is_unknown_there_is_nothing(tmp_path: Path, profile: Profile) -> None:
    case = case_with_slot(tmp_path)
    case.press = replace(case.press, site="")
    printed = print_with(case, profile)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert not [node for node in structure(pdf).walk() if node.role == "Figure"]
        uris = [str(a.get("/A", {}).get("/URI", "")) for page in pdf.pages for a in page.obj.get("/Annots", [])]
        assert not [uri for uri in uris if "/s/" in uri]
    text = " ".join(Printed.text(page) for page in pypdfium2.PdfDocument(printed.pdf))
    assert "/s/" not in text
    assert "web" not in text.lower()
