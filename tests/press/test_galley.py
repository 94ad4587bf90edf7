"""The pages of one chapter alone are those that the book will have."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from book.press.edition import Press
from book.press.failure import PressFailed
from book.press.fragment import read_fragment
from book.press.galley import Galley, print_galley
from book.press.profile import ECONOMY, READING, Profile
from tests.press.conftest import Case, print_with

TWO = "peace/two"


@pytest.fixture
def galley(case: Case, tmp_path: Path):
    """Prints a chapter of the case; what was printed before is in the folder `printed`."""

    def of(docname: str, profile: Profile = READING) -> Galley:
        with case.press.workers(profile) as workers:
            return print_galley(case.press, case.catalog, docname, profile, workers, tmp_path / "printed")

    return of


def texts(galley: Galley) -> list[str]:
    pdf = pypdfium2.PdfDocument(galley.pdf)
    return [pdf[index].get_textpage().get_text_bounded(0, 0, 2000, 2000) for index in galley.pages]


def labels(galley: Galley) -> list[str]:
    pdf = pypdfium2.PdfDocument(galley.pdf)
    return [pdf.get_page_label(index) for index in galley.pages]


def left_edge(data: bytes, index: int) -> float:
    return pypdfium2.PdfDocument(data)[index].get_mediabox()[0]


def test_a_chapter_that_was_not_printed_begins_on_page_1_and_refers_to_page_0(galley) -> None:
    made = galley(TWO)
    assert labels(made) == ["1"]
    assert "In it: the third \N{FIGURE SPACE}(p.\N{THIN SPACE}0)" in " ".join(texts(made)[0].split("\r\n"))


def test_its_numbers_are_those_of_the_last_print(galley, case: Case, tmp_path: Path) -> None:
    printed = print_with(case)
    printed.write(tmp_path / "printed" / "2022-08.a4.pdf")
    first = {chapter["docname"]: chapter["first_page"] for chapter in printed.report["chapters"]}
    made = galley(TWO)
    assert labels(made) == [str(first[TWO])]
    book = pypdfium2.PdfDocument(printed.pdf)
    (there,) = (index for index in range(len(book)) if book.get_page_label(index) == str(first[TWO]))
    assert texts(made) == [book[there].get_textpage().get_text_bounded(0, 0, 2000, 2000)]
    assert left_edge(made.pdf, made.pages[0]) == left_edge(printed.pdf, there)


@pytest.mark.parametrize(("folio", "left_hand"), [(3, False), (4, True)])
def test_margins_are_those_of_a_left_hand_or_a_right_hand_page(galley, tmp_path, folio: int, left_hand: bool) -> None:
    report = {"chapters": [{"docname": TWO, "first_page": folio, "last_page": folio}]}
    (tmp_path / "printed").mkdir()
    (tmp_path / "printed" / "2022-08.a4.json").write_text(json.dumps(report), "utf-8")
    made = galley(TWO)
    assert labels(made) == [str(folio)]
    assert (left_edge(made.pdf, made.pages[0]) > 0) is left_hand


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"chapters": []}', '{"chapters": [{"last_page": 3}]}'])
def test_a_damaged_report_counts_as_none(galley, tmp_path: Path, text: str) -> None:
    (tmp_path / "printed").mkdir()
    (tmp_path / "printed" / "2022-08.a4.json").write_text(text, "utf-8")
    assert labels(galley(TWO)) == ["1"]


def test_a_draft_of_a_month_that_has_no_page_is_printed_too(galley, case: Case) -> None:
    drafts = {name: replace(chapter, draft=True) for name, chapter in case.catalog.chapters.items()}
    case.catalog = replace(case.catalog, chapters=drafts, edition_pages={})
    assert "Three" in texts(galley("trade/three"))[0]


def test_where_subjects_are_parts_it_is_the_chapters_pages_of_the_subject(galley) -> None:
    one, two = galley("peace/one", ECONOMY), galley(TWO, ECONOMY)
    assert one.pages.start == 0
    assert two.pages.start == one.pages.stop - 1  # chapters follow on
    assert "Not in it" in texts(two)[0]


def test_what_cannot_be_laid_out_is_said(galley, case: Case) -> None:
    press: Press = case.press
    fragment = read_fragment(press.fragments, TWO)
    replace(fragment, html=fragment.html.replace("Not in it", "\N{SNOWMAN}")).write(press.fragments)
    with pytest.raises(PressFailed, match="U\\+2603"):
        galley(TWO)
