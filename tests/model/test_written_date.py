"""Dates as chapters write them, and which of two is earlier."""

from __future__ import annotations

import pytest

from book.model import PartialDate, written_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 April 1949", ["1949-04-04"]),
        ("04\u00a0April\u00a01949", ["1949-04-04"]),
        ("April 1949", ["1949-04"]),
        ("1949", ["1949"]),
        ("2020–22", ["2020", "2022"]),
        ("2020--2022", ["2020", "2022"]),
        ("1999 to 2000", ["1999", "2000"]),
        ("4–6 April 1949", ["1949-04-04", "1949-04-06"]),
        ("4 April - 6 May 1949", ["1949-04-04", "1949-05-06"]),
        ("28 December 1949 to 3 January 1950", ["1949-12-28", "1950-01-03"]),
        ("April–June 1949", ["1949-04", "1949-06"]),
        ("1949 to April 1950", ["1949", "1950-04"]),
    ],
)
def test_dates_and_spans_are_read(text: str, expected: list[str]) -> None:
    pieces = written_date(text)
    assert [str(date) for _, date in pieces if date] == expected
    assert "".join(piece for piece, _ in pieces) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "–", "April", "4 April", "4 1949", "22–23", "About 1949", "1949-04-04", "4April 1949", "1 2 1949"),
        *("30 February 1949", "32 April 1949", "2022–20", "1949–1949", "4 May to June 1949", "May 1949 to 3 June 1950"),
        *("1949–50–51", "949", "19490", "٤ April 1949", "1949" + " " * 100_000 + "–"),
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert written_date(text) == ()


def test_earlier_for_certain() -> None:
    dates = [PartialDate(1949), PartialDate(1949, 4), PartialDate(1949, 4, 4), PartialDate(1949, 5), PartialDate(1950)]
    later = {str(one): [str(two) for two in dates if one.is_before(two)] for one in dates}
    assert later == {
        "1949": ["1950"],
        "1949-04": ["1949-05", "1950"],
        "1949-04-04": ["1949-05", "1950"],
        "1949-05": ["1950"],
        "1950": [],
    }
