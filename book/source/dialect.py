"""The Markdown parser as MyST-Parser sets it up, made so that every inline token knows its line.

`tests/source/test_dialect.py` holds it to `myst_parser.parsers.mdit.create_md_parser`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.myst_role.index import myst_role

from book.source.markup import DOLLAR_MATH

# markdown-it drops without a word what is nested deeper than 20. Looking deeper lets us say so.
SILENT_NESTING = 20
_NESTING = 24

InlineRule = Callable[[StateInline, bool], bool]


class _Parser(MarkdownIt):
    """Destinations stay as they are written, whatever their scheme, so that a message can repeat them."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002 - the name is markdown-it's
        return True

    def normalizeLink(self, url: str) -> str:
        return url


@cache
def parser() -> MarkdownIt:
    """The parser; front matter is split off before, so it does not know of any."""
    md = _Parser("commonmark", {"maxNesting": _NESTING}).enable("table")
    md.use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(dollarmath_plugin, **DOLLAR_MATH)
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=False)
    md.block.ruler.before("fence", "colon_fence", fence, alternatives)
    md.use(deflist_plugin)
    rules: dict[str, InlineRule] = {
        "autolink": autolink,
        "backticks": backtick,
        "footnote_ref": partial(footnote_ref, always_match=True),
        "html_inline": html_inline,
        "image": image,
        "link": link,
        "math_inline": math_inline_dollar(DOLLAR_MATH["allow_space"], DOLLAR_MATH["allow_digits"]),
        "myst_role": myst_role,
    }
    for name, rule in rules.items():
        md.inline.ruler.at(name, _located(rule))
    return md


def _located(rule: InlineRule) -> InlineRule:
    """The rule, its tokens' `map` set to their lines within the inline text, the first and the one after the last."""

    def located(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if len(state.tokens) > before:
            line = state.src.count("\n", 0, start)
            end = line + state.src.count("\n", start, state.pos) + 1
            for token in state.tokens[before:]:
                if token.map is None:  # an inner rule has set its own
                    token.map = [line, end]
        return found

    return located


def plain_text(tokens: list[Any] | None) -> str:
    """The text of inline tokens without markup: what an `alt` attribute gets."""
    parts = [plain_text(t.children) if t.type == "image" else t.content for t in tokens or [] if t.type in _TEXT]
    return "".join(parts)


_TEXT = ("text", "code_inline", "image")
