"""Quizzes as pages of the build: which there are, what is on them, and that a change gives what a clean build gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sphinx_ext.conftest import Book, files
from tests.sphinx_ext.test_questions import CHAPTER, PAGE, QUESTIONS

NAMES = ["economy/quiz.html", "quiz/2022-08.html"]
OTHER = """
::::{mcq}
:answer: a

Another, with `<script>alert(1)</script>`?

- Yes
- No
::::
"""


@pytest.fixture
def quizzed(book: Book) -> Book:
    """The small book with questions in one chapter."""
    path = book.chapters / PAGE
    path.write_text(path.read_text("utf-8") + QUESTIONS, "utf-8")
    return book


def quizzes(folder: Path) -> list[str]:
    return sorted(name for name in files(folder) if "quiz" in name and name.endswith(".html"))


def reword(book: Book) -> None:
    book.edit(PAGE, "Who sets the repo rate", "Who changes the repo rate")


def reword_title_of_chapter(book: Book) -> None:
    book.edit(PAGE, '# The "Repo Rate" Rises', "# Dearer *Loans* & `<more>`")


def reword_title_that_is_linked(book: Book) -> None:
    book.edit("economy/inflation.md", "# Inflation Eases", "# Inflation Falls")


def change_image(book: Book) -> None:
    image = book.chapters / "polity/images/square.png"
    image.write_bytes(image.read_bytes() + b"\n")


def ask_in_another_chapter(book: Book) -> None:
    path = book.chapters / "polity/ombudsman.md"
    path.write_text(path.read_text("utf-8") + OTHER, "utf-8")


def move_to_another_month(book: Book) -> None:
    book.edit(PAGE, "published: 2022-08", "published: 2022-07")
    (book.chapters / "editions/2022-07.md").write_text("# July 2022\n\nA foreword.\n", "utf-8")


def make_a_draft(book: Book) -> None:
    book.edit(PAGE, "published:", "draft: true\npublished:")


def retitle_subject(book: Book) -> None:
    book.edit("economy/index.md", "# Economy", '# The "Economy"')


def ask_no_more(book: Book) -> None:
    path = book.chapters / PAGE
    path.write_text(path.read_text("utf-8").replace(QUESTIONS, ""), "utf-8")


CHANGES = [
    reword,
    reword_title_of_chapter,
    reword_title_that_is_linked,
    change_image,
    ask_in_another_chapter,
    move_to_another_month,
    make_a_draft,
    retitle_subject,
    ask_no_more,
]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_quizzes_are_those_of_a_clean_build(
    quizzed: Book, tmp_path: Path, change: Callable[[Book], None], jobs: int
) -> None:
    before = files(quizzed.build("html", jobs=jobs))
    change(quizzed)
    after = files(quizzed.build("html", jobs=jobs))
    clean = files(quizzed.build("html", jobs=jobs, into=tmp_path / "clean"))
    assert {name for name in after if "quiz" in name and after[name] != before.get(name)} or change is ask_no_more
    assert after.keys() == clean.keys()
    assert [name for name in clean if after[name] != clean[name]] == []


def test_there_is_a_quiz_where_there_are_questions_with_options(quizzed: Book) -> None:
    assert quizzes(quizzed.build("html")) == NAMES
    ask_in_another_chapter(quizzed)
    assert quizzes(quizzed.build("html")) == [NAMES[0], "polity/quiz.html", NAMES[1]]
    ask_no_more(quizzed)
    assert quizzes(quizzed.build("html")) == ["polity/quiz.html", NAMES[1]]


def test_a_book_without_questions_has_no_quiz_and_no_way_to_one(book: Book) -> None:
    built = files(book.build("html"))
    assert not [name for name, content in built.items() if name.endswith(".html") and b"quiz" in content]


def test_questions_to_write_on_alone_make_no_quiz(book: Book) -> None:
    path = book.chapters / PAGE
    path.write_text(path.read_text("utf-8") + QUESTIONS[QUESTIONS.index(":::::{mains}") :], "utf-8")
    built = book.build("html")
    assert quizzes(built) == []
    assert "More questions" not in (built / f"{CHAPTER}.html").read_text("utf-8")


def test_what_a_chapter_says_cannot_become_markup(quizzed: Book) -> None:
    reword_title_of_chapter(quizzed)
    ask_in_another_chapter(quizzed)
    html = (quizzed.build("html") / NAMES[1]).read_text("utf-8")
    assert "Dearer Loans &amp; &lt;more&gt;</a>" in html
    assert "<script>alert" not in html


def test_thirty_questions_are_a_light_page(quizzed: Book) -> None:
    path = quizzed.chapters / PAGE
    more = "".join(QUESTIONS.replace("the-rate", f"rate-{n}").split(":::::{mains}")[0] for n in range(29))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    html = (quizzed.build("html") / NAMES[1]).read_text("utf-8")
    assert html.count("<fieldset") == 30
    assert len(html.encode()) < 100_000
