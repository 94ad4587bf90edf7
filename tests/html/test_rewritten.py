"""A page is written again exactly when something that it shows has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.html.conftest import BOOK, build

LISTS_OF_WAGES = {"index.html", "economy/index.html", "editions/2022-08.html"}

POLITY = {"economy/wages.html", "polity/court.html", "polity/bill.html"}


def written_after(tmp_path: Path, edited: str, old: str, new: str) -> set[str]:
    """Which pages the second build writes, after one replacement in one file."""
    book = tmp_path / "chapters"
    shutil.copytree(BOOK, book)
    out = build("html", tmp_path, book=book)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    source = book / edited
    assert old in source.read_text(encoding="utf-8")
    source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    build("html", tmp_path, book=book)
    return {path.relative_to(out).as_posix() for path in before if path.stat().st_mtime_ns != before[path]}


@pytest.mark.parametrize(
    ("edited", "old", "new", "written"),
    [
        ("economy/wages.md", "Counted again.", "Counted twice.", {"economy/wages.html"}),
        ("economy/wages.md", "Wages were", "All wages were", {"economy/wages.html", *LISTS_OF_WAGES}),
        ("economy/wages.md", "# Wages", "# Pay", {"economy/wages.html", "economy/repo-rate.html", *LISTS_OF_WAGES}),
        ("syllabus.yml", "{title: Polity}", "{title: Law}", POLITY),
    ],
    ids=["text", "summary", "title", "syllabus"],
)  # fmt: skip
def test_an_edit_reaches_the_pages_that_show_it(
    tmp_path: Path, edited: str, old: str, new: str, written: set[str]
) -> None:
    assert written_after(tmp_path, edited, old, new) == written


def test_a_new_title_of_a_subject_reaches_every_page(tmp_path: Path) -> None:
    written = written_after(tmp_path, "economy/index.md", "# Economy", "# The Economy")
    assert "polity/court.html" in written  # by its sidebar
    assert len(written) == 12


def test_pages_can_be_edited_where_the_repository_is_known(tmp_path: Path) -> None:
    settings = ("repository_url=https://github.com/owner/name", "use_edit_page_button=1")
    out = build("html", tmp_path, *(part for setting in settings for part in ("-D", f"html_theme_options.{setting}")))
    link = 'href="https://github.com/owner/name/edit/main/chapters/economy/wages.md"'
    assert link in (out / "economy/wages.html").read_text(encoding="utf-8")
    assert "Edit this page" not in (out / "glossary.html").read_text(encoding="utf-8")  # it has no source


def test_no_link_to_edit_where_it_is_not(site: Path) -> None:
    assert "Edit this page" not in (site / "economy/wages.html").read_text(encoding="utf-8")
