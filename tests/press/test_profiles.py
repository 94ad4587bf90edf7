"""The printed forms: sizes, type, ink, and that nothing of the text is lost or cut off in any of them.

One small book with a chapter of what is hard to print is printed in every form, and read back.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from book.press.fragment import Fragment
from book.press.imposition import sides, signatures
from book.press.printed import Printed
from book.press.profile import BOOKLET, ECONOMY, LARGE_PRINT, LETTER, MM, READING, SCREEN, Profile
from tests.press.conftest import Case, article, case_in, long_text, print_with

PLAIN_BOOKLET = replace(BOOKLET, name="booklet-pages", imposition=None)
FORMS = {
    profile.name: profile
    for profile in (READING, READING.on("letter"), ECONOMY, ECONOMY.on("letter"), PLAIN_BOOKLET, LARGE_PRINT, SCREEN)
}
# where the text stands: distances from the left, bottom, right and top of a page before it moves from the spine
MARGINS = {
    "a4": (19, 20, 69, 22),
    "a4-letter": (19, 20, LETTER.width / MM - 141, 22),
    "economy": (14, 15, 14, 17),
    "economy-letter": (14, 15, 14, 17),
    "booklet-pages": (15, 17, 15, 17),
    "large-print": (20, 25, 20, 27),
    "screen": (6, 11, 6, 13),
}
NOTES = {
    "a4": 49,
    "a4-letter": LETTER.width / MM - 161,
}  # what the margin for notes, and the gap before it, add at the right
SLACK = 1.0  # points that a letter may hang out of its box

LONG_WORD = "Unconstitutionalities" * 3
WIDE_TABLE = (
    "<table><caption>Eight columns</caption><thead><tr>"
    + "".join(f"<th><p>xhead{n} responsibilities</p></th>" for n in range(8))
    + "</tr></thead><tbody>"
    + "".join(
        "<tr>" + "".join(f"<td><p>internationalisation {row}{n} 1,23,456</p></td>" for n in range(8)) + "</tr>"
        for row in range(3)
    )
    + f"</tbody></table><table><tbody><tr><td><p>{LONG_WORD}</p></td><td><p>short</p></td></tr></tbody></table>"
)
# no numbers: WeasyPrint draws those of lists and notes apart from the text of the page, so copying finds them elsewhere
LISTS = (
    "<ul><li><p>Level one</p><ul><li><p>Level two</p><ul><li><p>Level three is long enough to be broken over more "
    "than one line of any form.</p><ul><li><p>Level four</p><ul><li><p>Level five</p></li></ul></li></ul>"
    "</li></ul></li></ul></li></ul>"
)
URL = "https://www.example.org/" + "a-very-long-path-without-any-blank/" * 6
HARD = (
    "<h2>Heading of a section</h2>"
    + WIDE_TABLE
    + LISTS
    + f'<p>An address: <a class="external" href="{URL}">{URL}</a>, and <code>{"long_name_" * 20}</code></p>'
    + f"<pre><code>{'x = call_of_a_function(argument) ' * 6}\n{'y' * 200}</code></pre>"
    + '<figure><img src="images/wide.png" alt="A wide picture"><figcaption><p>A caption.</p></figcaption></figure>'
    + "<blockquote><p>A quotation<sup>*</sup> with <em>stress</em>.</p></blockquote>"
    + '<div class="admonition note"><p class="admonition-title">Note</p><p>In a box.</p></div>'
    + "<h3>Heading below it</h3><p>Text.</p><h4>And below that</h4><p>Text.</p>"
    + '<section class="endnotes"><h2>Notes</h2><aside class="footnote"><span class="label">*</span>'
    + f'<p><span class="url">{URL}</span></p></aside></section>'
    + f'<section class="sources"><h2>Sources</h2><ul><li><p>A source. <span class="url">{URL}</span></p></li></ul>'
    + "</section>"
)


def chapter_text(name: str, body: str) -> str:
    head = (
        '<p class="chapter-facts">19 August 2022</p><p class="syllabus">GS2 · International relations</p>'
        f'<p class="summary">beginof{name} A summary in one sentence, as it stands above each chapter.</p>'
    )
    return f"{head}{body}<p>endof{name}</p>"


@dataclass
class Letter:
    """A character with its box on the page, in points from the lower left corner of what is laid out."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def letters(page: pypdfium2.PdfPage) -> list[Letter]:
    text = page.get_textpage()
    found = ((text.get_text_range(i, 1), text.get_charbox(i)) for i in range(text.count_chars()))
    return [Letter(char, *box) for char, box in found if char.strip()]


@pytest.fixture(scope="module")
def hard_case(tmp_path_factory) -> Case:
    """The small book; its chapters hold what is hard to print, between words that mark their begin and end."""
    case = case_in(tmp_path_factory.mktemp("forms"))
    folder = case.press.fragments
    (folder / "images").mkdir(exist_ok=True)
    Image.new("L", (2400, 900), 128).save(folder / "images" / "wide.png")
    for docname, title, body in (
        ("peace/one", "A long title of a chapter that has to be broken over lines in most of the forms", HARD),
        ("peace/two", "Two", long_text(9)),
        ("trade/three", "Three", HARD.replace(LISTS, LISTS * 3) + long_text(2)),
    ):
        html = article(docname, title, chapter_text(docname[-3:], body))
        Fragment(docname, title, html, images=("images/wide.png",)).write(folder)
    return case


@pytest.fixture(scope="module")
def printed(hard_case) -> dict[str, Printed]:
    return {name: print_with(hard_case, profile) for name, profile in FORMS.items()}


@pytest.fixture(scope="module")
def pages(printed) -> dict[str, list[list[Letter]]]:
    """The characters of each page of each form."""
    return {name: [letters(page) for page in pypdfium2.PdfDocument(form.pdf)] for name, form in printed.items()}


def text_area(profile: Profile) -> tuple[float, float, float, float]:
    left, bottom, right, top = (margin * MM for margin in MARGINS[profile.name])
    return left, bottom, profile.paper.width - right, profile.paper.height - top


def in_text(letter: Letter, area: tuple[float, float, float, float]) -> bool:
    """Whether it is of the text: neither head nor folio nor note in the margin."""
    left, bottom, right, top = area
    middle, height = (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2
    return left - SLACK < middle < right + SLACK and bottom - SLACK < height < top + SLACK


def chapters_of(text: str) -> list[str]:
    """Letters and figures of each chapter; a table's heads, which later pages repeat, left out."""
    plain = "".join(filter(str.isalnum, re.sub(r"\(p\.\s*\d+\)", "", text)))
    plain = re.sub(r"xhead\dresponsibilities", "", plain)
    return re.findall(r"beginof(?:one|two|ree).*?endof(?:one|two|ree)", plain)


@pytest.mark.parametrize("name", FORMS)
def test_pages_have_the_size_of_the_paper(printed, name):
    paper = FORMS[name].paper
    for page in pypdfium2.PdfDocument(printed[name].pdf):
        assert page.get_size() == pytest.approx((paper.width, paper.height), abs=0.1)


@pytest.mark.parametrize("name", FORMS)
def test_all_that_is_printed_is_within_the_margins(pages, name):
    profile = FORMS[name]
    left, bottom, right, top = text_area(profile)
    right += NOTES.get(name, 0) * MM
    for number, page in enumerate(pages[name]):
        for letter in page:
            assert left - SLACK <= letter.left <= letter.right <= right + SLACK, (number, letter)
            assert profile.folio.baseline - 4 <= letter.bottom, (number, letter)
            assert letter.top <= profile.paper.height - (5 if profile.printed else 3) * MM, (number, letter)
            foot_or_head = letter.top < profile.folio.baseline + profile.folio.size or letter.bottom > top
            assert foot_or_head or letter.bottom >= bottom - 4, (number, letter)


@pytest.mark.parametrize("name", FORMS)
def test_no_letter_is_printed_over_another(pages, name):
    for number, page in enumerate(pages[name]):
        by_line: dict[int, list[Letter]] = {}
        for letter in page:
            by_line.setdefault(round(letter.bottom + letter.top) // 12, []).append(letter)
        for line in by_line.values():
            line.sort(key=lambda letter: letter.left + letter.right)
            for one, other in pairwise(line):
                ligature = (one.left, one.right) == (other.left, other.right)
                apart = ligature or abs(one.bottom + one.top - other.bottom - other.top) > 6
                middle = (other.left + other.right) / 2
                assert apart or middle > one.right or other.char in ".,", (number, one, other)


@pytest.mark.parametrize("name", FORMS)
def test_a_wide_picture_is_scaled_to_the_column(printed, name):
    left, bottom, right, top = text_area(FORMS[name])
    found = 0
    for page in pypdfium2.PdfDocument(printed[name].pdf):
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            found += 1
            x1, y1, x2, y2 = picture.get_bounds()
            assert left - SLACK <= x1 < x2 <= right + SLACK
            assert bottom - SLACK <= y1 < y2 <= top + SLACK
            assert (x2 - x1) / (y2 - y1) == pytest.approx(2400 / 900, rel=0.02)
    assert found == 2


def test_chapters_say_the_same_in_every_form(pages):
    texts = {}
    for name, of_form in pages.items():
        area = text_area(FORMS[name])
        shown = "\n".join("".join(letter.char for letter in page if in_text(letter, area)) for page in of_form)
        texts[name] = chapters_of(shown)
    assert len(texts["a4"]) == 3
    assert all(len(text) > 1000 for text in texts["a4"])
    for name, text in texts.items():
        for one, other in zip(text, texts["a4"], strict=True):
            apart = next((i for i, pair in enumerate(zip_longest(one, other)) if pair[0] != pair[1]), None)
            assert apart is None, (name, one[apart - 20 : apart + 40], other[apart - 20 : apart + 40])


def test_the_sheets_of_a_booklet_hold_its_pages_in_order(hard_case, pages):
    area = text_area(PLAIN_BOOKLET)
    sheets = pypdfium2.PdfDocument(print_with(hard_case, BOOKLET).pdf)
    width, height = BOOKLET.paper.width, BOOKLET.paper.height
    assert all(sheet.get_size() == pytest.approx((2 * width, height), abs=0.1) for sheet in sheets)
    halves: dict[int, str] = {}
    order = [side for folded in signatures(2 * len(sheets), None) for side in sides(folded)]
    for sheet, (left_page, right_page) in zip(sheets, order, strict=True):
        of_text = [x for x in letters(sheet) if area[1] - SLACK < (x.bottom + x.top) / 2 < area[3] + SLACK]
        halves[left_page] = "".join(x.char for x in of_text if x.right < width)
        halves[right_page] = "".join(x.char for x in of_text if x.left > width)
    plain = "\n".join("".join(x.char for x in page if in_text(x, area)) for page in pages["booklet-pages"])
    assert chapters_of("\n".join(halves[page] for page in sorted(halves))) == chapters_of(plain)


def sizes(pdf: bytes) -> Iterator[tuple[float, str]]:
    """The size in points of every character, with its neighbourhood."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        matrix = pypdfium2.raw.FS_MATRIX()
        for i in range(text.count_chars()):
            if text.get_text_range(i, 1).strip():
                pypdfium2.raw.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
                size = pypdfium2.raw.FPDFText_GetFontSize(text, i) * abs(matrix.d)
                yield round(size, 2), text.get_text_range(max(0, i - 20), 40)


def test_nothing_in_large_print_is_smaller_than_16_points(printed):
    assert min(sizes(printed["large-print"].pdf)) >= (16.0, "")
    assert min(sizes(printed["a4"].pdf))[0] < 9  # what is measured are points


def colours(streams: list[pikepdf.Object | pikepdf.Page]) -> set[tuple[float, ...]]:
    """All colours that content streams set, those of forms within them too."""
    found: set[tuple[float, ...]] = set()
    for stream in streams:
        for instruction in pikepdf.parse_content_stream(stream):
            if str(instruction.operator) in {"rg", "RG", "k", "K", "g", "G", "sc", "SC", "scn", "SCN"}:
                found.add(tuple(float(value) for value in instruction.operands))
        for form in stream.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary()).values():
            if form.get("/Subtype") == "/Form":
                found |= colours([form])
    return found


def is_grey(colour: tuple[float, ...]) -> bool:
    return len(colour) == 1 or (len(colour) == 3 and len(set(colour)) == 1)


@pytest.mark.parametrize("profile", [READING, ECONOMY, BOOKLET, LARGE_PRINT, SCREEN], ids=lambda p: p.name)
def test_ink_is_black_and_grey_but_for_links_on_a_screen(hard_case, profile):
    with pikepdf.open(io.BytesIO(print_with(hard_case, profile).pdf)) as pdf:
        found = colours([page.obj for page in pdf.pages])
    assert found
    coloured = {colour for colour in found if not is_grey(colour)}
    assert bool(coloured) == (profile is SCREEN)
    assert all(contrast_with_white(colour) >= 4.5 for colour in coloured)


def contrast_with_white(colour: tuple[float, ...]) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_black_is_the_only_ink_of_large_print(printed):
    with pikepdf.open(io.BytesIO(printed["large-print"].pdf)) as pdf:
        found = {max(colour) for colour in colours([page.obj for page in pdf.pages])}
    assert found <= {0.0, 1.0}  # white is the mark on an empty page


def test_economy_needs_fewer_than_half_of_the_pages_of_the_reading_edition(printed):
    assert 2 * printed["economy"].report["pages"] < printed["a4"].report["pages"]


def test_folios_of_a_screen_are_at_the_right_on_every_page(printed):
    pdf = pypdfium2.PdfDocument(printed["screen"].pdf)
    style, width = SCREEN.folio, SCREEN.paper.width
    for index, page in enumerate(pdf):
        label = pdf.get_page_label(index)
        foot = [x for x in letters(page) if x.bottom < style.baseline + 1]
        if label != "Cover":
            assert "".join(x.char for x in foot) == label
            assert foot[-1].right == pytest.approx(width - style.right, abs=1.5)
