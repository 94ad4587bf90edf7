"""Questions as HTML: on screen to be answered, with the answer folded away; in print without the answer.

`_static/questions.js` makes radio buttons of the list of options. Without scripts it is a list, and the answer can be
unfolded all the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from book.model import LETTERS
from book.press.fragment import namespace
from book.sphinx_ext.questions.question_nodes import (
    question,
    question_answer,
    question_list,
    question_option,
    question_options,
    question_stem,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPTS, STYLE = ("answers.js", "questions.js"), "css/questions.css"
SHORT = 18  # characters: options as long as that stand two in a row in print, in the narrowest column


def demand(marks: int, words: int) -> str:
    """What a question to write on asks for: `250 words, 15 marks`; empty where nothing is known."""
    counts = ((words, "word"), (marks, "mark"))
    return ", ".join(f"{count} {unit if count == 1 else unit + 's'}" for count, unit in counts if count)


def without_answers(doctree: nodes.document) -> None:
    """Take out of a page what print has no place for beside the question."""
    for answer in list(doctree.findall(question_answer)):
        answer.parent.remove(answer)


def add_assets(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have pages that have questions load the style sheet and the script for them."""
    if doctree is not None and next(iter(doctree.findall(question)), None):
        load_assets(app)


def load_assets(app: Sphinx) -> None:
    """Have the page that is being written load the style sheet and the scripts."""
    app.add_css_file(STYLE)
    for script in SCRIPTS:
        app.add_js_file(script, loading_method="defer")


def _in_print(translator: HTML5Translator) -> bool:
    return translator.builder.name == "fragments"


def _visit_question(self: HTML5Translator, node: nodes.Element) -> None:
    classes = f"question {node['kind']}"
    if _in_print(self):
        self.body.append(self.starttag(node, "li", CLASS=classes))
        self.context.append(f"{_demand(node, 'p')}</li>\n")
        return
    heading = f"Question {node['number']}"
    if node["kind"] == "mcq":
        data = {"data-question": namespace(self.builder.current_docname) + node["name"], "data-answer": node["answer"]}
        level = f' <span class="question-facts">{node["level"]}</span>' if node["level"] else ""
        self.body.append(self.starttag(node, "fieldset", CLASS=classes, **data))
        self.body.append(f"<legend>{heading}{level}</legend>\n")
        self.context.append("</fieldset>\n")
    else:
        self.body.append(self.starttag(node, "div", CLASS=classes))
        self.body.append(f'<p class="question-head">{heading} {_demand(node, "span")}</p>\n')
        self.context.append("</div>\n")


def _demand(node: nodes.Element, tag: str) -> str:
    text = demand(node["marks"], node["words"]) if node["kind"] == "mains" else ""
    return f'<{tag} class="question-facts">{escape(text)}</{tag}>' if text else ""


def _visit_options(self: HTML5Translator, node: nodes.Element) -> None:
    short = all(len(option.astext()) <= SHORT and _is_text(option) for option in node.children)
    self.body.append(self.starttag(node, "ol", CLASS="options short" if short else "options", type="a"))
    self.context.append("</ol>\n")


def _is_text(option: nodes.Node) -> bool:
    return all(isinstance(child, nodes.Text | nodes.Inline) for child in option.children)


def _visit_answer(self: HTML5Translator, node: nodes.Element) -> None:
    summary = "Answer" if node["kind"] == "explanation" else "Outline of an answer"
    self.body.append(self.starttag(node, "details", CLASS="answer") + f"<summary>{summary}</summary>\n")
    if node["kind"] == "explanation":
        self.body.append(f'<p class="right-answer">({LETTERS[node.parent["answer"]]})</p>\n')
    self.context.append("</details>\n")


def _visit_stem(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", CLASS="stem"))
    self.context.append("</div>\n")


def _visit_option(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "li", ""))
    self.context.append("</li>\n")


def _visit_list(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "ol", CLASS="question-list") if _in_print(self) else "")
    self.context.append("</ol>\n" if _in_print(self) else "")


def _depart(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append(self.context.pop())


def setup(app: Sphinx) -> None:
    """Both builders write questions."""
    app.connect("html-page-context", add_assets)
    app.add_node(question, html=(_visit_question, _depart))
    app.add_node(question_stem, html=(_visit_stem, _depart))
    app.add_node(question_options, html=(_visit_options, _depart))
    app.add_node(question_option, html=(_visit_option, _depart))
    app.add_node(question_answer, html=(_visit_answer, _depart))
    app.add_node(question_list, html=(_visit_list, _depart))
