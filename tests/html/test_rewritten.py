"""A page is written again exactly when something that it shows has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.html.conftest import BOOK, QUESTIONS, build

WITH_SUMMARY = {
    *("index.html", "economy/index.html", "editions/2022-08.html"),
    *("syllabus/gs2.polity.html", "syllabus/gs3.economy.html", "tags/pay.html", "tags/real_wages.html"),
}
WITH_TITLE = {
    *(*WITH_SUMMARY, "404.html", "economy/repo-rate.html", "syllabus/gs2.html", "syllabus/gs3.html"),
    "s/e1r9z/index.html",  # the short address leads on by its title
}

POLITY = {
    *("economy/wages.html", "polity/court.html", "polity/bill.html"),
    *("syllabus.html", "syllabus/gs2.html", "syllabus/gs2.polity.html"),
}


def written_after(tmp_path: Path, edited: str, old: str, new: str, more: str = "") -> set[str]:
    """Which pages the second build writes, after one replacement in one file, which has `more` at its end."""
    book = tmp_path / "chapters"
    shutil.copytree(BOOK, book)
    (book / edited).write_text((book / edited).read_text(encoding="utf-8") + more, encoding="utf-8")
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
        ("economy/wages.md", "Wages were", "All wages were", {"economy/wages.html", *WITH_SUMMARY}),
        ("economy/wages.md", "# Wages", "# Pay", {"economy/wages.html", *WITH_TITLE}),
        ("syllabus.yml", "{title: Polity}", "{title: Law}", POLITY),
    ],
    ids=["text", "summary", "title", "syllabus"],
)  # fmt: skip
def test_an_edit_reaches_the_pages_that_show_it(
    tmp_path: Path, edited: str, old: str, new: str, written: set[str]
) -> None:
    assert written_after(tmp_path, edited, old, new) == written


QUIZZES = {"economy/quiz.html", "quiz/2022-08.html"}
COUNTED = {"economy/index.html", "editions/2022-08.html"}


@pytest.mark.parametrize(
    ("old", "new", "others"),
    [
        ("And this?", "And that?", QUIZZES),
        (":answer: a", ":answer: b", QUIZZES),
        ("Discuss.", "Discuss it.", set()),  # it is in no quiz
        ("Counted again.", "Counted twice.", set()),
        ("::::{mains}", "::::{mcq}\n:answer: a\n\nOne more?\n\n- Yes\n- No\n::::\n\n::::{mains}", QUIZZES | COUNTED),
    ],
    ids=["stem", "answer", "mains", "text", "one more"],
)
def test_an_edit_of_a_question_reaches_its_two_quizzes(tmp_path: Path, old: str, new: str, others: set[str]) -> None:
    assert written_after(tmp_path, "economy/wages.md", old, new, QUESTIONS) == {"economy/wages.html", *others}


def test_a_new_title_of_a_subject_reaches_every_page(tmp_path: Path) -> None:
    written = written_after(tmp_path, "economy/index.md", "# Economy", "# The Economy")
    assert "polity/court.html" in written  # by its sidebar
    pages = {path.relative_to(tmp_path / "html").as_posix() for path in (tmp_path / "html").rglob("*.html")}
    assert written == {page for page in pages if not page.startswith("s/")}
