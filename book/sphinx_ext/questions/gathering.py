"""The questions of a chapter stand in one section at its end, wherever its author wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.questions.domain import QuestionsDomain, questions_of
from book.sphinx_ext.questions.question_nodes import (
    SECTION_CLASS,
    SECTION_ID,
    question,
    question_answer,
    question_list,
    question_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def gather_questions(app: Sphinx, doctree: nodes.document) -> None:
    """Number the questions of a chapter and move them behind its text; what is no question of a chapter is left out."""
    is_chapter = app.env.current_document.docname in catalog_of(app).chapters
    page = next(iter(doctree.findall(nodes.section)), None)
    found = list(_questions(doctree, is_chapter=is_chapter))
    if not found or page is None:
        return
    for number, node in enumerate(found, start=1):
        node["number"] = number
        node["name"] = node["name"] or f"q{number}"
        if node["name"] in doctree.ids:
            message = "the id %r of the question is that of something else on the page"
            logger.warning(message, node["name"], type="book", subtype="question", location=node)
        doctree.ids[node["name"]] = node
        node["ids"] = [node["name"]]
        for option in node.findall(question_option):
            if len(option) == 1 and isinstance(option[0], nodes.paragraph):
                option[:] = option[0].children
    title = nodes.title("", "Questions")
    page += nodes.section("", title, question_list("", *found), ids=[SECTION_ID], classes=[SECTION_CLASS])


def _questions(doctree: nodes.document, *, is_chapter: bool) -> Iterator[question]:
    """The questions in order, each taken out of the text; what is none is taken out too, with a warning."""
    for node in list(doctree.findall(lambda node: isinstance(node, question | question_answer))):
        assert isinstance(node, nodes.Element)
        if isinstance(node, question_answer) and isinstance(node.parent, question):
            continue
        in_place = is_chapter and isinstance(node.parent, nodes.section | nodes.document)
        node.parent.remove(node)
        if isinstance(node, question) and in_place:
            yield node
        else:
            message = "this is no question at the top level of a chapter"
            logger.warning(message, type="book", subtype="question", location=node)


def note_questions(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the questions of a page for those who show them elsewhere."""
    questions_of(app).note(app.env.current_document.docname, list(doctree.findall(question)))


def setup(app: Sphinx) -> None:
    """Questions are moved before terms are looked for, which are linked where a reader first meets them."""
    app.add_domain(QuestionsDomain)
    app.connect("doctree-read", gather_questions, priority=300)  # before terms.glossary
    app.connect("doctree-read", note_questions, priority=700)  # after Sphinx has looked for the images
