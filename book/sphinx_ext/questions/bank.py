"""The questions of a chapter as markup for other pages than the chapter's: key, tests, quiz, cards.

Each part is HTML that needs nothing around it. In a fragment images are named as in all fragments, on a page of the web
book as that page names them; formulas are images in one and drawings in the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from book.model import Mains, Mcq, Question
from book.press.fragment import namespace
from book.sphinx_ext.page_inputs import page_inputs
from book.sphinx_ext.questions.domain import questions_of
from book.sphinx_ext.questions.question_nodes import question, question_answer, question_option, question_stem

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from book.sphinx_ext.builder import BookBuilder


def questions_for_page(app: Sphinx, builder: BookBuilder, docname: str, page: str) -> tuple[Question, ...]:
    """The questions of a chapter for the page `page` of the web book, such as a generated one."""
    return marked_up(app, builder, docname, relative_uri(builder.get_target_uri(page), builder.imagedir))


def marked_up(app: Sphinx, builder: BookBuilder, docname: str, folder: str) -> tuple[Question, ...]:
    """The questions of a chapter in their order; `folder` is where their images are, as an address."""
    before = builder.imgpath, builder.images
    builder.imgpath = folder
    builder.images = {path: builder.image_name(path) for path in page_inputs(app.env).images.get(docname, ())}
    try:
        return tuple(_question(node, docname, builder) for node in questions_of(app).standing_alone(docname))
    finally:
        builder.imgpath, builder.images = before


def bank_inputs(app: Sphinx, builder: BookBuilder, docname: str, kind: str = "") -> object:
    """All that `questions_for_page` depends on, or those of a kind do, for the inputs of a generated page."""
    images = page_inputs(app.env).images.get(docname, ())
    return questions_of(app).digest(docname, kind), [(path, builder.image_name(path)) for path in images]


def _question(node: question, docname: str, builder: BookBuilder) -> Question:
    id_ = namespace(docname) + node["name"]
    (stem,) = _parts(node, question_stem, builder)
    answer = "".join(_parts(node, question_answer, builder))
    if node["kind"] == "mcq":
        options = tuple(_parts(node, question_option, builder))
        return Mcq(id_, docname, node["number"], stem, options, node["answer"], answer, node["level"])
    return Mains(id_, docname, node["number"], stem, answer, node["marks"], node["words"], node["directive"])


def _parts(node: question, kind: type[nodes.Element], builder: BookBuilder) -> list[str]:
    """The markup of what is within each part of this kind."""
    return [_markup(part, builder) for part in node.findall(kind)]


def _markup(part: nodes.Element, builder: BookBuilder) -> str:
    document = new_document("", builder.docsettings)
    translator = builder.create_translator(document, builder)
    assert isinstance(translator, HTML5Translator)
    for child in part.children:
        child.walkabout(translator)
    return "".join(translator.body).strip()
