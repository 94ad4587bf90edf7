"""The table for spreadsheets."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from book.study.sheet import harmless, write_sheet
from tests.study.conftest import RATE, notes_of


def rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write_sheet(notes_of(folder)).decode("utf-8-sig"), newline="")))


def test_a_line_for_each_note_in_plain_text(folder: Path) -> None:
    found = {row["id"].rpartition("--")[2]: row for row in rows(folder)}
    assert found["mcq-1"] == {
        **{"kind": "mcq", "id": "economy-repo-rate--mcq-1", "chapter": RATE, "subject": "economy", "month": "2022-08"},
        **{"syllabus": "GS3.ECONOMY GS2", "question": "Which is right? See the court, a page."},
        **{"option_a": "'=1+1", "option_b": "two", "option_c": "'@three", "option_d": "−4", "option_e": "five, “5”"},
        **{"answer": "b", "explanation": "Because.\nIt is a square."},
    }
    assert found["mains-1"]["answer"] == "• One\n• Two"
    assert found["fact-1"]["question"] == "The Bank’s rate: Rate & <date>"
    assert found["term-repo-rate"]["question"] == "repo rate (RR)"
    assert found["term-b"]["question"] == "<b>"
    assert found["term-b"]["answer"] == "{{c1::bold}} {{Name}} [sound:x.mp3] <i>"
    assert len(found) == 7


def test_the_file_is_what_rfc_4180_and_spreadsheets_expect(folder: Path) -> None:
    data = write_sheet(notes_of(folder))
    assert data.startswith(b"\xef\xbb\xbfkind,id,chapter,subject,month,syllabus,question,option_a,")
    assert data.endswith(b"\r\n")
    assert '"five, “5”"'.encode() in data


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "\t=1", "'=1", "''-1"])
def test_what_would_be_a_formula_is_text_and_can_be_read_back(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1+1", "", "−4 per cent", "'tis", "a=b", "• x"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell
