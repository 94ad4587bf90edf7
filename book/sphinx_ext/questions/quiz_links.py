"""The ways to a quiz: from its month, from its subject, and from below the questions of a chapter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes

from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.questions.domain import questions_of
from book.sphinx_ext.questions.question_nodes import SECTION_CLASS
from book.sphinx_ext.questions.quizzes import Quiz, month_quiz, quizzes_of, subject_quiz
from book.sphinx_ext.templating import render, typographic

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def quizzes_of_chapter(app: Sphinx, docname: str) -> list[Quiz]:
    """The quizzes of the month and of the subject, where a chapter has questions of any kind."""
    chapter, quizzes = catalog_of(app).chapters.get(docname), quizzes_of(app)
    if chapter is None or docname not in questions_of(app).by_chapter:
        return []
    return [quizzes[name] for name in (month_quiz(chapter.month), subject_quiz(chapter.subject)) if name in quizzes]


def quiz_of_page(app: Sphinx, docname: str) -> Quiz | None:
    """The quiz of a month or a subject, by the docname of its page; None for all other pages."""
    folder, _, name = docname.partition("/")
    quiz = month_quiz(name) if folder == "editions" else subject_quiz(folder) if name == "index" else ""
    return quizzes_of(app).get(quiz)


def add_to_chapter(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put links to the quizzes below the questions of a chapter; not in print."""
    quizzes = quizzes_of_chapter(app, docname)
    uri = partial(app.builder.get_relative_uri, docname)
    links = [
        nodes.reference("", typographic(f"More questions of {quiz.title}"), refuri=uri(quiz.docname), internal=True)
        for quiz in quizzes
    ]
    for section in list(doctree.findall(nodes.section)) if links else ():
        if SECTION_CLASS in section["classes"]:
            items = (nodes.list_item("", nodes.paragraph("", "", link)) for link in links)
            section += nodes.bullet_list("", *items, classes=["more-questions"])


def add_to_page(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `quiz_link`, empty where the page is no month or subject with a quiz."""
    quiz = quiz_of_page(app, pagename)
    context["quiz_link"] = render("quiz-link.html", quiz=quiz, link=context["pathto"]) if quiz else ""


def link_inputs(app: Sphinx, docname: str) -> str:
    """What the links of a page show."""
    quiz = quiz_of_page(app, docname)
    named = [(quiz.docname, quiz.title) for quiz in quizzes_of_chapter(app, docname)]
    return repr((named, quiz and (quiz.docname, quiz.count)))


def setup(app: Sphinx) -> None:
    """Quizzes are found where a reader comes from."""
    app.connect("doctree-resolved", add_to_chapter)
    app.connect("html-page-context", add_to_page)
    register_inputs(app, link_inputs)
