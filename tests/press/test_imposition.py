"""Sheets that are printed on both sides, folded and laid into each other show the pages in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.press.imposition import STAPLES, impose, sides, signatures
from book.press.printed import Printed
from book.press.profile import BOOKLET, MM, profile_of
from tests.press.conftest import case_in, print_with

A4_ACROSS = (296 * MM, 210 * MM)
PAGES = st.integers(1, 300)
SIGNATURES = st.one_of(st.none(), st.integers(1, 16).map(lambda number: 4 * number))


# --- which page goes where ---


def folded(of_sides: Sequence[tuple[int, int]]) -> list[int]:
    """The pages as they are leafed through, when the sheets are folded with their fronts outside, the first outermost.

    The flip is on the short edge, so that the left half of a front is backed by the right half of its back.
    """
    leaves_before, leaves_behind = [], []
    for front, back in zip(of_sides[::2], of_sides[1::2], strict=True):
        leaves_before.append((front[1], back[0]))  # the right half of the front, and what is on its back
        leaves_behind.append((back[1], front[0]))
    return [page for leaf in [*leaves_before, *reversed(leaves_behind)] for page in leaf]


@given(PAGES, SIGNATURES)
def test_signatures_have_every_page_once_in_order(pages, signature):
    found = signatures(pages, signature)
    order = [page for pages_of in found for page in pages_of]
    assert order == list(range(len(order)))
    assert 0 <= len(order) - pages < 4
    assert all(len(pages_of) % 4 == 0 for pages_of in found)
    if signature is None:
        assert len(found) == 1
    else:
        assert all(len(pages_of) == signature for pages_of in found[:-1])
        assert 4 <= len(found[-1]) <= signature


@given(PAGES, SIGNATURES)
def test_folded_sheets_have_the_pages_in_their_order(pages, signature):
    order: list[int] = []
    for pages_of in signatures(pages, signature):
        order += folded(sides(pages_of))
    assert order == list(range(-(-pages // 4) * 4))


@given(PAGES, SIGNATURES)
def test_the_report_counts_the_sheets_that_are_printed(pages, signature):
    sheets = sum(len(sides(pages_of)) for pages_of in signatures(pages, signature)) / 2
    assert BOOKLET.sheets(pages) == sheets


def test_two_sheets_as_any_printer_knows_them():
    assert sides(range(8)) == [(7, 0), (1, 6), (5, 2), (3, 4)]


# --- through the PDF ---


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return case_in(tmp_path_factory.mktemp("booklet"))


@pytest.fixture(scope="module")
def printed(case) -> Printed:
    return print_with(case, BOOKLET)


@pytest.fixture(scope="module")
def loose(case) -> Printed:
    """The same pages, not on sheets."""
    return print_with(case, replace(BOOKLET, imposition=None))


def words(page: pypdfium2.PdfPage, *box: float) -> str:
    return " ".join(page.get_textpage().get_text_bounded(*box).split())


def pages_of(loose: Printed) -> list[str]:
    found = []
    for page in pypdfium2.PdfDocument(loose.pdf):
        left, bottom, right, top = page.get_mediabox()
        found.append(words(page, left, bottom, right, top))
    return found


def halves(pdf: bytes) -> Iterator[tuple[str, str]]:
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        yield words(page, 0, 0, width / 2, height), words(page, width / 2, 0, width, height)


def book_of(loose: Printed, pages: int) -> tuple[bytes, list[str]]:
    """A book of that many pages, the printed ones again and again, and what they say."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(loose.pdf)) as book:
        for page in list(book.pages) * (pages // len(book.pages)):
            book.pages.append(page)
        del book.pages[pages:]
        book.save(out)
    texts = pages_of(loose)
    return out.getvalue(), [texts[i % len(texts)] for i in range(pages)]


def test_a_booklet_is_folded_into_the_pages_in_their_order(printed, loose):
    expected = pages_of(loose)
    assert len(set(expected)) > 6
    order = folded(list(halves(printed.pdf)))
    assert order[: len(expected)] == expected
    assert len(pypdfium2.PdfDocument(printed.pdf)) == 2 * printed.report["sheets"] == len(order) // 2


@pytest.mark.parametrize("pages", [1, 5, 6, 7, 8])
def test_blank_pages_fill_the_last_sheet(loose, pages):
    book, expected = book_of(loose, pages)
    order = folded(list(halves(impose(book, BOOKLET))))
    assert order == [*expected, *[""] * (-pages % 4)]


@pytest.mark.parametrize("pages", [16, 17, 35, 36])
def test_a_book_in_signatures_of_sixteen_pages(loose, pages):
    book, expected = book_of(loose, pages)
    imposed = list(halves(impose(book, profile_of("booklet", signature=16))))
    order = [page for start in range(0, len(imposed), 8) for page in folded(imposed[start : start + 8])]
    assert order == [*expected, *[""] * (-pages % 4)]


def test_sheets_are_two_pages_wide_and_every_page_lies_on_its_half(printed, loose):
    with pikepdf.open(io.BytesIO(printed.pdf)) as sheets, pikepdf.open(io.BytesIO(loose.pdf)) as book:
        for sheet in sheets.pages:
            assert [float(value) for value in sheet.mediabox] == pytest.approx([0, 0, *A4_ACROSS], abs=0.1)
            for name, form in sheet.obj.Resources.XObject.items():
                left, bottom, right, top = (float(value) for value in form.BBox)
                assert (right - left, top - bottom) == pytest.approx((148 * MM, 210 * MM), abs=0.1)
                shift = [float(value) for value in form.Matrix[4:]]
                assert (left + shift[0], bottom + shift[1]) == pytest.approx((0, 0), abs=0.01)
                x = re.search(rb"q 1 0 0 1 ([0-9.]+) 0 cm %s Do" % name.encode(), sheet.Contents.read_bytes())[1]
                assert float(x) == pytest.approx({"/L": 0, "/R": 148 * MM}[name], abs=0.01)
        moved = {float(page.mediabox[0]) for page in book.pages}
    assert len(moved) == 2, "pages are moved away from the spine, to either side"


def test_folios_are_as_far_from_the_edge_of_the_sheet_on_either_half(printed):
    """Pages are moved away from the spine, which is the fold."""
    seen = set()
    for sheet in pypdfium2.PdfDocument(printed.pdf):
        width, _height = sheet.get_size()
        text = sheet.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
        low = [box for box in boxes if abs(box[1] - BOOKLET.folio.baseline) < 3 and box[2] > box[0]]
        for half, edges in (
            ("left", [box[0] for box in low if box[0] < width / 2]),
            ("right", [width - box[2] for box in low if box[0] >= width / 2]),
        ):
            if edges:
                seen.add(half)
                assert min(edges) == pytest.approx(BOOKLET.folio.left - BOOKLET.spine_shift, abs=1.5)
    assert seen == {"left", "right"}


def test_it_is_printed_as_it_is_and_turned_over_the_short_edge(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (wishes.Duplex, wishes.PrintScaling) == ("/DuplexFlipShortEdge", "/None")
        assert all(float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages)


def ink(page: pypdfium2.PdfPage, x: float, y: float) -> bool:
    """Whether something black is drawn within half a point of there."""
    image = page.render(scale=8, grayscale=True).to_pil()
    across, down = round(x * 8), round((page.get_height() - y) * 8)
    return image.crop((across - 4, down - 4, across + 4, down + 4)).getextrema()[0] < 100


def test_marks_stand_at_the_fold_of_fronts_and_at_the_staples_of_the_outermost(printed):
    pdf = pypdfium2.PdfDocument(printed.pdf)
    fold, height = A4_ACROSS[0] / 2, A4_ACROSS[1]
    for index in range(3):
        page = pdf[index]
        front, outermost = index % 2 == 0, index == 0
        assert [ink(page, fold, 4), ink(page, fold, height - 4)] == [front, front]
        assert [ink(page, fold, height * part) for part in STAPLES] == [outermost, outermost]
        assert not ink(page, fold - 3, 4)


def test_every_signature_has_staples_of_its_own(loose):
    pdf = pypdfium2.PdfDocument(impose(loose.pdf, profile_of("booklet", signature=8)))
    at = A4_ACROSS[0] / 2, A4_ACROSS[1] * STAPLES[0]
    assert [ink(page, *at) for page in pdf][:5] == [True, False, False, False, True]


def test_what_is_for_readers_of_pages_is_left_behind_and_fonts_are_there_once(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageLabels", "/Dests"):
            assert key not in pdf.Root
        assert not [page for page in pdf.pages if "/Annots" in page.obj or "/StructParents" in page.obj]
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "The Test Book: August 2022"
        files: dict[str, set[tuple[int, int]]] = {}
        for page in pdf.pages:
            for form in page.obj.Resources.XObject.values():
                assert "/StructParents" not in form
                for font in form.Resources.get("/Font", {}).values():
                    descriptor = font.DescendantFonts[0].FontDescriptor
                    files.setdefault(str(descriptor.FontName), set()).add(descriptor.FontFile2.objgen)
        assert len(files) >= 2
        assert all(len(objects) == 1 for objects in files.values())
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
        assert len(streams) == len({next(iter(objects)) for objects in files.values()})


def test_the_same_pages_give_the_same_sheets(printed, loose):
    assert impose(loose.pdf, BOOKLET) == printed.pdf
