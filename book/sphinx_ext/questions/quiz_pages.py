"""The pages of quizzes: without scripts a list whose answers unfold; `_static/quiz.js` asks one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from book.model import Mcq
from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.questions.bank import bank_inputs, questions_for_page
from book.sphinx_ext.questions.markup import load_assets
from book.sphinx_ext.questions.quizzes import KIND, Quiz, quizzes_of, subject_quiz
from book.sphinx_ext.templating import render, typographic

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT, STYLE = "quiz.js", "css/quiz.css"


def quiz_pages(app: Sphinx) -> Iterator[GeneratedPage]:
    """A page for each quiz."""
    builder, quizzes = app.builder, quizzes_of(app)
    assert isinstance(builder, BookBuilder)
    chapters = {chapter.docname: chapter for quiz in quizzes.values() for chapter in quiz.chapters}
    shown = {
        docname: (docname, chapter.title, chapter.draft, bank_inputs(app, builder, docname, KIND))
        for docname, chapter in chapters.items()
    }
    asked = cache(partial(_asked, app, builder))  # a chapter is in two quizzes
    for quiz in quizzes.values():
        title = f"Quiz: {typographic(quiz.title)}"
        inputs = [shown[chapter.docname] for chapter in quiz.chapters]
        yield GeneratedPage(quiz.docname, title, inputs, partial(_body, quiz, asked), _description(quiz))


def _description(quiz: Quiz) -> str:
    questions = "1 question" if quiz.count == 1 else f"{quiz.count} questions"
    chapters = "1 chapter" if len(quiz.chapters) == 1 else f"{len(quiz.chapters)} chapters"
    return f"{questions} from {chapters}, with answers."


def _asked(app: Sphinx, builder: BookBuilder, docname: str) -> list[Mcq]:
    """The questions of a chapter for any quiz: all lie one folder deep, so images have the same address on each."""
    found = questions_for_page(app, builder, docname, subject_quiz("any"))
    return [question for question in found if isinstance(question, Mcq)]


def _body(quiz: Quiz, asked: Callable[[str], list[Mcq]], link: Link) -> Markup:
    pairs = [(chapter, question) for chapter in quiz.chapters for question in asked(chapter.docname)]
    return render("quiz.html", title=quiz.title, about=_description(quiz), asked=pairs, link=link)


def add_assets(app: Sphinx, pagename: str, *_: object) -> None:
    """Have quizzes load what questions need, and what is their own."""
    if pagename in quizzes_of(app):
        load_assets(app)
        app.add_css_file(STYLE)
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app: Sphinx) -> None:
    """The book on screen has its quizzes."""
    register_pages(app, quiz_pages)
    app.connect("html-page-context", add_assets)
