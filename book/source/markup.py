"""The markup that a chapter may use: one list for the check and for the Sphinx parser.

A chapter is a stranger's text, so what is not listed here is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

# Only what plain Markdown lacks. No attrs: they would put classes and ids on anything.
MYST_EXTENSIONS = ("colon_fence", "deflist", "dollarmath")

# A dollar is money more often than mathematics in these chapters: no formula begins or ends beside a blank, begins
# behind a digit or ends before one, and none has a label, for which there is no role. `$5 and $10` is none.
DOLLAR_MATH: Mapping[str, bool] = MappingProxyType(
    {"allow_labels": False, "allow_space": False, "allow_digits": False, "double_inline": False}
)

HEADING_ANCHORS = 4  # headings down to this level can be linked to: `myst_heading_anchors`

Argument = Literal["none", "title", "image", "text"]
Body = Literal["markdown", "glossary", "verbatim", "none"]


@dataclass(frozen=True)
class DirectiveMarkup:
    """What stands on a directive's first line, what its body is, and its `:option:` lines."""

    argument: Argument
    body: Body
    options: frozenset[str] = frozenset()


_BOX = DirectiveMarkup("none", "markdown")
# A question to choose an answer to, and one to write on: what is to be read after an attempt stands in a part of it.
QUESTION_PARTS: Mapping[str, str] = MappingProxyType({"mcq": "explanation", "mains": "outline"})

_PICTURE = frozenset({"alt", "width"})  # not `target`: it takes any scheme

ALLOWED_DIRECTIVES: Mapping[str, DirectiveMarkup] = MappingProxyType(
    {
        "epigraph": _BOX,  # a quotation that heads a text
        "explanation": _BOX,  # of an {mcq}
        "figure": DirectiveMarkup("image", "markdown", _PICTURE),
        "glossary": DirectiveMarkup("none", "glossary"),
        "image": DirectiveMarkup("image", "none", _PICTURE),
        "important": _BOX,
        "list-table": DirectiveMarkup("title", "markdown", frozenset({"header-rows", "stub-columns", "widths"})),
        "mains": DirectiveMarkup("none", "markdown", frozenset({"directive", "id", "marks", "words"})),
        "math": DirectiveMarkup("text", "verbatim"),
        "mcq": DirectiveMarkup("none", "markdown", frozenset({"answer", "id", "level"})),
        "note": _BOX,
        "outline": _BOX,  # of a {mains}
        "table": DirectiveMarkup("title", "markdown", frozenset({"widths"})),  # a Markdown table with a title
        "tip": _BOX,
        "warning": _BOX,
    }
)

ALLOWED_ROLES = ("abbr", "doc", "explains", "math", "sub", "sup", "term")

URL_SCHEMES = ("https", "http", "mailto")

IMAGE_TYPES = ("jpeg", "jpg", "png", "svg", "webp")


def role_text(content: str) -> tuple[str, str]:
    """What a role shows and what it points to: `text <x>` gives both, `x` gives x twice."""
    content = content.strip()
    shown, bracket, target = content.rpartition("<")
    if bracket and shown.strip() and target.endswith(">"):
        return shown.strip(), target[:-1].strip()
    return content, content


def see_also_names(paragraph: str) -> list[str]:
    """The names that the last paragraph of a definition refers to: `See also: repo rate, NPT`; none where it does not.

    Names stand between semicolons where there is one, else between commas.
    """
    words = " ".join(paragraph.split())
    if not words.casefold().startswith("see also:"):
        return []
    listed = words[len("see also:") :].strip().removesuffix(".")
    return [name.strip() for name in listed.split(";" if ";" in listed else ",") if name.strip()]
