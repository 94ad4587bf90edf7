"""Formulas as pictures with their TeX in words: on screen within the page, in print as images, no script in either."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from book.source.formula import Formula, draw_formula
from book.source.tex import FormulaRefused, plain_tex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


def formula_of(node: nodes.Element) -> Formula | None:
    """The formula of a math node; None where it is refused, which `formulas_of` has reported."""
    try:
        return draw_formula(plain_tex(node.astext()), display=isinstance(node, nodes.math_block))
    except FormulaRefused:
        return None


def formulas_of(doctree: nodes.document) -> Iterator[Formula]:
    """The formulas of a page; Sphinx is warned of each that is refused."""
    for node in doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block)):
        try:
            yield draw_formula(plain_tex(node.astext()), display=isinstance(node, nodes.math_block))
        except FormulaRefused as refused:
            logger.warning(str(refused), type="book", subtype="formula", location=node)


def screen_markup(formula: Formula) -> str:
    """Inline SVG in the colour of the text around it; a box that is narrower scrolls it."""
    width, height = formula.ems
    label = escape(formula.tex)
    return (
        f'<svg role="img" aria-label="{label}" width="{width:g}em" height="{height:g}em"'
        f' viewBox="{formula.view_box}" fill="currentColor">{formula.paths}</svg>'
    )


def print_markup(formula: Formula, folder: str) -> str:
    """An image that grows with the text; its height follows from its width, so that it may shrink to the column."""
    style = f"width: {formula.ems[0]:g}em; {on_baseline(formula)}"
    return f'<img class="math" src="{folder}/{formula.file_name}" alt="{escape(formula.tex)}" style="{style}">'


def on_baseline(formula: Formula) -> str:
    """The style that puts the baseline of a formula on that of its line."""
    return f"vertical-align: {-formula.depth:g}em"


def _inline(self: HTML5Translator, node: nodes.Element) -> None:
    formula = formula_of(node)
    if formula is not None:
        self.body.append(f'<span class="math" style="{on_baseline(formula)}">{screen_markup(formula)}</span>')
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.Element) -> None:
    formula = formula_of(node)
    if formula is not None:
        self.body.append(f'<div class="math">{screen_markup(formula)}</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """The renderer that `html_math_renderer = "outlines"` names in conf.py."""
    app.add_html_math_renderer("outlines", (_inline, None), (_block, None))
