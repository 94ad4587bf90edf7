"""Which quizzes the book on screen has: one for each month and each subject that has questions with options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from book.model import Catalog, Chapter, Month
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.questions.domain import questions_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "quiz"  # of a subject's quiz in its folder, and of the folder with those of months
KIND = "mcq"


@dataclass(frozen=True)
class Quiz:
    """A page of questions, named like a docname; `title` is that of its month or subject.

    Its chapters are those that have questions with options, in their order; `count` says how many questions it has.
    """

    docname: str
    title: str
    chapters: tuple[Chapter, ...]
    count: int


def month_quiz(month: Month | str) -> str:
    """The name of a month's quiz, such as `quiz/2022-08`."""
    return f"{NAME}/{month}"


def subject_quiz(slug: str) -> str:
    """The name of a subject's quiz, such as `economy/quiz`."""
    return f"{slug}/{NAME}"


def find_quizzes(catalog: Catalog, count: Callable[[str], int]) -> Mapping[str, Quiz]:
    """All quizzes by name; `count` says how many questions with options a chapter has."""
    counts = {docname: count(docname) for docname in catalog.chapters}
    return {
        name: Quiz(name, title, asking, sum(counts[chapter.docname] for chapter in asking))
        for name, title, chapters in _groups(catalog)
        if (asking := tuple(chapter for chapter in chapters if counts[chapter.docname]))
    }


def _groups(catalog: Catalog) -> Iterator[tuple[str, str, tuple[Chapter, ...]]]:
    for month, chapters in catalog.by_month_in_print.items():
        yield month_quiz(month), month.title, chapters
    for subject in catalog.ordered_subjects:
        yield subject_quiz(subject.slug), subject.title, catalog.by_subject[subject.slug]


def quizzes_of(app: Sphinx) -> Mapping[str, Quiz]:
    """The quizzes of this build by name, from when all sources are read; none in print."""
    found: Mapping[str, Quiz] = app.book_quizzes  # type: ignore[attr-defined]  # set below
    return found


def _find(app: Sphinx, _env: object) -> None:
    domain = questions_of(app)
    is_screen = app.builder.name == "html"
    app.book_quizzes = (  # type: ignore[attr-defined]  # once a build: each chapter asks for two of them
        find_quizzes(catalog_of(app), lambda docname: domain.count(docname, KIND)) if is_screen else {}
    )


def setup(app: Sphinx) -> None:
    """Quizzes are known before it is chosen what to write."""
    app.connect("env-updated", _find)
