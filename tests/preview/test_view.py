"""What a browser is told, and the pictures that it is shown."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from book.model import Problem
from book.press.galley import Galley
from book.preview.impressions import KEPT, Impression, Impressions, first_difference
from book.preview.view import View, docname_of, own_first, stamp


@pytest.mark.parametrize(
    ("page", "docname"),
    [
        ("economy/repo-rate.html", "economy/repo-rate"),
        ("index.html", "index"),
        ("", ""),
        ("economy/", ""),
        ("../secret.html", ""),
        ("/etc/passwd.html", ""),
        ("a//b.html", ""),
        ("_static/book.js", ""),
    ],
)
def test_only_names_of_pages_are_pages(page: str, docname: str) -> None:
    assert docname_of(page) == docname


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    assert stamp(tmp_path, "a.html") == ""
    (tmp_path / "a.html").write_text("one")
    first = stamp(tmp_path, "a.html")
    (tmp_path / "a.html").write_text("three")
    assert first
    assert stamp(tmp_path, "a.html") not in ("", first)


def test_problems_of_the_page_that_is_shown_come_first() -> None:
    a, b, late = (Problem(*place, "r/r", "m", "") for place in (("a.md", 3), ("b.md", 1), ("b.md", 9)))
    assert own_first([late, a, b, a], "b.md") == (b, late, a)


def test_a_view_tells_where_pages_are_and_what_to_write_instead() -> None:
    impression = Impression("key", ("7", "8"), 595, 842, ("", ""), changed=1)
    problem = Problem("a.md", 3, "r/r", "wrong", "write it right")
    told = json.loads(View("stamp", False, impression, "", (problem,), ("a/b.html", "B")).json())
    assert told["printed"] == {"key": "key", "folios": ["7", "8"], "size": [595, 842], "changed": 1}
    assert told["problems"][0]["line"] == 3
    assert told["problems"][0]["remedy"] == "write it right"
    assert told["saved"] == {"page": "a/b.html", "title": "B"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a", "b"], ["a", "b"], None),
        (["a", "b"], ["a", "c"], 1),
        (["a"], ["a", "b"], 1),
        (["a", "b"], ["a"], 0),
    ],
)
def test_the_first_page_that_says_something_else(before: list[str], after: list[str], expected: int | None) -> None:
    assert first_difference(before, after) == expected


def galley(width: float, pages: int = 3) -> Galley:
    """Empty pages, of which the first does not belong to the chapter."""
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        pdf.new_page(width, 100)
    data = BytesIO()
    pdf.save(data)
    return Galley(data.getvalue(), range(1, pages))


def test_pages_are_drawn_with_two_pixels_a_point() -> None:
    impressions = Impressions()
    taken = galley(50)
    impression = impressions.take(taken, None)
    assert (impression.width, impression.height, len(impression.folios)) == (50, 100, 2)
    assert Image.open(BytesIO(impressions.page(impression.key, 1))).size == (100, 200)
    assert impressions.pdf(impression.key) == taken.pdf


@pytest.mark.parametrize("index", [-1, 2])
def test_pages_that_are_not_the_chapters_are_not_there(index: int) -> None:
    impressions = Impressions()
    key = impressions.take(galley(50), None).key
    with pytest.raises(KeyError):
        impressions.page(key, index)


def test_old_galleys_are_forgotten() -> None:
    impressions = Impressions()
    keys = [impressions.take(galley(50 + number), None).key for number in range(KEPT + 1)]
    assert impressions.page(keys[1], 0)
    with pytest.raises(KeyError):
        impressions.pdf(keys[0])
