"""Formulas, on screen and in print: their TeX as it is written, without a script from another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def _inline(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "code", "", CLASS="math") + self.encode(node.astext()) + "</code>")
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "pre", "", CLASS="math") + self.encode(node.astext()) + "</pre>\n")
    raise nodes.SkipNode


def setup_formulas(app: Sphinx) -> None:
    """The renderer that `html_math_renderer = "tex"` names in conf.py."""
    app.add_html_math_renderer("tex", (_inline, None), (_block, None))
