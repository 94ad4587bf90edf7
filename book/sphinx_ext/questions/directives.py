"""The directives {mcq} and {mains}, and {explanation} and {outline} within them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from book.source.markup import ALLOWED_DIRECTIVES, QUESTION_PARTS
from book.source.question_rules import answer_place, count_of
from book.sphinx_ext.questions.question_nodes import (
    question,
    question_answer,
    question_option,
    question_options,
    question_stem,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class QuestionDirective(SphinxDirective):
    """A question; what `book check` refuses is left out with a warning where it would not be one."""

    has_content = True
    option_spec: ClassVar = dict.fromkeys(
        sorted(option for name in QUESTION_PARTS for option in ALLOWED_DIRECTIVES[name].options), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        blocks = self._blocks()
        answers = [block for block in blocks if isinstance(block, question_answer)]
        lists = [block for block in blocks if isinstance(block, nodes.bullet_list)] if self.name == "mcq" else []
        stem = [block for block in blocks if block not in answers and block not in lists[-1:]]
        made = question("", question_stem("", *stem), kind=self.name, **self._settings())
        self.set_source_info(made)
        if self.name == "mcq":
            options = [question_option("", *item.children) for item in lists[-1].children] if lists else []
            if made["answer"] is None or made["answer"] >= len(options):
                message = "the question has no option that is right"
                logger.warning(message, type="book", subtype="question", location=made)
                return []
            made += question_options("", *options)
            answers = answers or [question_answer(kind="explanation")]
        made += answers[:1]
        return [made]

    def _blocks(self) -> list[nodes.Node]:
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        return [*body.children]

    def _settings(self) -> dict[str, object]:
        given = self.options
        settings: dict[str, object] = {"name": given.get("id", "")}
        if self.name == "mcq":
            return settings | {"answer": answer_place(given.get("answer", "")), "level": given.get("level", "")}
        counts = {key: count_of(given.get(key, "")) or 0 for key in ("marks", "words")}
        return settings | counts | {"directive": given.get("directive", "")}


class AnswerDirective(SphinxDirective):
    """What is to be read after an attempt; `kind` is the name of the directive."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        made = question_answer(kind=self.name)
        self.set_source_info(made)
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def setup(app: Sphinx) -> None:
    """The four directives."""
    for name, part in QUESTION_PARTS.items():
        app.add_directive(name, QuestionDirective)
        app.add_directive(part, AnswerDirective)
