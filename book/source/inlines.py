"""The text within a block: links, images, roles, formulas, raw HTML, and its words."""

from __future__ import annotations

import re

from markdown_it.token import Token

from book.model import Problem
from book.source.dialect import plain_text
from book.source.facts import Image, Link, Name
from book.source.footnotes import Footnotes
from book.source.formula import draw_formula
from book.source.markup import ALLOWED_ROLES, role_text
from book.source.problems import did_you_mean, problem, quoted
from book.source.tex import FormulaRefused, plain_tex

MAX_FORMULAS = 100  # the slowest that is drawn takes a third of a second
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_MARKDOWN = {
    "a": "write `[text](https://...)`",
    "b": "write `**bold**`",
    "br": "begin a new paragraph, or end the line with a backslash",
    "code": "write it between backticks",
    "em": "write `*italic*`",
    "hr": "write `---` between two blank lines",
    "i": "write `*italic*`",
    "img": "write `![what it shows](images/x.png)`",
    "strong": "write `**bold**`",
    "sub": "write {sub}`text`",
    "sup": "write {sup}`text`",
    "table": "write a Markdown table",
}


def count_words(text: str) -> int:
    """The words between blanks that have a letter or a digit in them."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


class InlineReader:
    """Collects what inline tokens hold, in the order of the text."""

    def __init__(self, footnotes: Footnotes) -> None:
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.terms: list[Name] = []
        self.problems: list[Problem] = []
        self.words = 0
        self._footnotes = footnotes
        self._html_line = 0
        self._formulas = 0

    def read(self, inline: Token, first_line: int) -> None:
        """Take in an inline token whose text begins at `first_line`."""
        children = inline.children or []
        self.words += count_words("".join(self.shown(child) for child in children))
        for child in children:
            line = first_line + child.map[0] if child.map else first_line
            if child.type == "link_open":
                self.links.append(Link(line, str(child.attrGet("href") or "")))
            elif child.type == "image":
                self.images.append(Image(line, str(child.attrGet("src") or ""), plain_text(child.children).strip()))
            elif child.type == "myst_role":
                self._role(child, line)
            elif child.type == "math_inline":
                self.formula(child.content, line, display=False)
            elif child.type == "html_inline":
                self.refuse_html(child.content, line)
            elif child.type == "footnote_ref":
                self._footnotes.refer(child.meta["label"], line)

    def shown(self, child: Token) -> str:
        """What a reader sees of an inline token."""
        if child.type in ("text", "code_inline", "math_inline"):
            return child.content
        if child.type == "myst_role":
            return role_text(child.content)[0]
        return " " if child.type in ("softbreak", "hardbreak") else ""

    def _role(self, child: Token, line: int) -> None:
        name, (_, target) = child.meta["name"], role_text(child.content)
        if name not in ALLOWED_ROLES:
            otherwise = f"use plain Markdown, or one of {', '.join(ALLOWED_ROLES)}"
            message = f"the role {quoted('{' + name + '}')} is not used in this book"
            self.problems.append(problem(line, "markup/role", message, did_you_mean(name, ALLOWED_ROLES, otherwise)))
        elif name in ("term", "explains"):
            self.terms.append(Name(line, target))
        elif name == "doc":
            self.links.append(Link(line, target, "doc"))
        elif name == "math":
            self.formula(child.content, line, display=False)

    def formula(self, written: str, line: int, *, display: bool) -> None:
        """Report a formula that cannot be drawn, and one formula too many."""
        self._formulas += 1
        if self._formulas == MAX_FORMULAS + 1:
            message = f"the page has more than {MAX_FORMULAS} formulas"
            self.problems.append(problem(line, "formula/many", message, "make several chapters of it"))
        if self._formulas > MAX_FORMULAS:
            return
        try:
            draw_formula(plain_tex(written), display=display)
        except FormulaRefused as refused:
            self.problems.append(problem(line, "formula/tex", refused.reason, refused.remedy))

    def refuse_html(self, content: str, line: int) -> None:
        """Report raw HTML: it would be a way for scripts and for markup that cannot be printed."""
        if line == self._html_line:  # `<b>` has said it for `</b>`
            return
        self._html_line = line
        tag = _TAG.match(content.lstrip())
        if content.lstrip().startswith("<!--"):
            remedy = "delete it, or write a comment on a line that begins with `% `"
        else:
            remedy = _MARKDOWN.get(tag[1].lower() if tag else "", "write Markdown, or `\\<` for the sign itself")
        self.problems.append(problem(line, "markup/html", f"{quoted(content.strip())} is HTML", remedy))
