"""The scan of a text: its headings, links, images, terms and directives, and the markup that is refused.

Blocks of code and code spans are never looked into. The body of a directive is Markdown again, so a term or a
link within a note or a definition counts like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from book.model import Problem
from book.source.dialect import SILENT_NESTING, parser, plain_text
from book.source.directive import Directive, directive_name, read_directive, unknown_directive
from book.source.facts import Entry, Heading, Image, Name, Scan, packed_prose
from book.source.footnotes import Footnotes
from book.source.glossary import split_entries
from book.source.inlines import InlineReader, count_words
from book.source.markup import ALLOWED_DIRECTIVES, HEADING_ANCHORS, QUESTION_PARTS
from book.source.problems import problem, quoted
from book.source.prose import ProseReader
from book.source.question_rules import mark_options
from book.source.questions import QuestionReader
from book.source.see_also import read_see_also
from book.source.slug import heading_slug, unique_slug

MAX_DIRECTIVES = 4  # directives within directives; each level is parsed anew
MAX_HEADINGS = 200  # equal headings are numbered one by one: a hundred thousand take minutes
_TOO_DEEP = "lists, quotes or boxes are nested too deep"


def scan(body: str) -> Scan:
    """All facts of a page's text; lines count from the start of `body`."""
    reader = _Reader()
    try:
        reader.read(body, 1)
    except RecursionError:  # thousands of brackets within brackets
        reader.report(problem(0, "markup/nesting", _TOO_DEEP, "write it flatter"))
    return reader.result()


class _Reader:
    """Collects facts while it walks through the tokens of a text and of the texts within it."""

    def __init__(self) -> None:
        self.env: dict[str, Any] = {}
        self.headings: list[Heading] = []
        self.slugs: set[str] = set()
        self.crowded = False
        self.glossaries: list[int] = []
        self.entries: list[Entry] = []
        self.opening = 0
        self.footnotes = Footnotes()
        self.inlines = InlineReader(self.footnotes)
        self.prose = ProseReader()
        self.questions = QuestionReader()
        self.problems: list[Problem] = []

    def report(self, *found: Problem) -> None:
        self.problems.extend(found)

    def result(self) -> Scan:
        inlines = self.inlines
        self.report(*inlines.problems, *self.footnotes.problems(), *self.questions.problems)
        self.report(*self.questions.page_problems(self.headings))
        return Scan(
            headings=tuple(self.headings),
            links=tuple(inlines.links),
            images=tuple(inlines.images),
            terms=tuple(inlines.terms),
            packed=packed_prose(self.prose.result(self.footnotes.numbers())),
            questions=tuple(self.questions.questions),
            glossaries=tuple(self.glossaries),
            entries=tuple(self.entries),
            opening=self.opening,
            words=inlines.words,
            problems=tuple(sorted(set(self.problems))),
        )

    def read(self, text: str, first_line: int, depth: int = 0, around: Directive | None = None) -> list[Token]:
        """Scan Markdown whose first line is `first_line` of the file, `depth` directives deep; its tokens."""
        tokens = parser().parse(text, self.env)
        if around and around.name in QUESTION_PARTS:
            mark_options(around.name, tokens)
        self.prose.begin(around.header_rows if around else 0)
        for found in self.env.pop("duplicate_refs", ()):
            message = f"the link reference {quoted(found['label'])} is defined twice"
            self.report(problem(first_line + found["map"][0], "link/duplicate", message, "keep one of the two"))
        lines = text.split("\n")
        for index, token in enumerate(tokens):
            line = first_line + token.map[0] if token.map else first_line
            self.prose.take(token, line)
            self.questions.take(token, line)
            if not depth and not self.opening and token.type != "myst_line_comment":
                self.opening = line
            if token.level >= SILENT_NESTING and token.map and token.type != "inline":
                self.report(problem(line, "markup/nesting", _TOO_DEEP, "write it flatter"))
            if token.type == "inline":
                self.inlines.read(token, line)
                self._failed_fence(token, line)
            elif token.type == "heading_open":
                self._heading(token, tokens[index + 1], line, depth)
            elif token.type in ("fence", "colon_fence"):
                self._fence(token, lines, line, depth)
            else:
                self._block(token, line)
        self.prose.end()
        return tokens

    def _block(self, token: Token, line: int) -> None:
        if token.type == "html_block":
            self.inlines.refuse_html(token.content, line)
        elif token.type == "footnote_reference_open":
            self.footnotes.define(token.meta["label"], line)
        elif token.type == "math_block":
            self.inlines.formula(token.content, line, display=True)
        elif token.type == "myst_target":
            message = f"the label {quoted('(' + token.content + ')=')} is not used here"
            self.report(problem(line, "markup/label", message, "delete it, and link to a heading: `page.md#heading`"))

    def _heading(self, token: Token, inline: Token, line: int, depth: int) -> None:
        if depth or token.level:
            message = f"the heading {quoted(inline.content)} stands within a box, a list or a quotation"
            self.report(problem(line, "structure/nested-heading", message, "write it in bold: `**text**`"))
            return
        if len(self.headings) == MAX_HEADINGS:
            if not self.crowded:
                message = f"the page has more than {MAX_HEADINGS} headings"
                self.report(problem(line, "structure/headings", message, "make several chapters of it"))
            self.crowded = True
            return
        level = int(token.tag[1])
        text = "".join(self.inlines.shown(child) for child in inline.children or [])
        slug = ""
        if level <= HEADING_ANCHORS:
            # the tokens that myst_parser takes: roles and images give nothing
            parts = [child.content for child in inline.children or [] if child.type in ("text", "code_inline")]
            slug = heading_slug("".join(parts))
            slug = unique_slug(slug, self.slugs) if slug else ""
            self.slugs.add(slug)
        self.headings.append(Heading(line, level, " ".join(text.split()), slug))

    def _failed_fence(self, token: Token, line: int) -> None:
        """A line that looks like the start of a directive and is none: it has backticks in its title."""
        for number, text in enumerate(token.content.split("\n")):
            if text.lstrip().startswith("```{"):
                remedy = "write `:::{name}` and `:::` on lines of their own instead"
                message = f"{quoted(text)} begins no directive, as it has more backticks"
                self.report(problem(line + number, "markup/fence", message, remedy))

    def _fence(self, token: Token, lines: Sequence[str], line: int, depth: int) -> None:
        name = directive_name(token.info)
        if not _closed(token, lines):
            what = f"`{{{name}}}`" if name is not None else "the block of code"
            remedy = f"write {token.markup} on a line of its own below it"
            self.report(problem(line, "markup/not-closed", f"{what} is not closed", remedy))
        if name in ALLOWED_DIRECTIVES:
            self.questions.begin(str(name), line, token.level)
            self._directive(read_directive(str(name), token.info, token.content, line), line, depth)
        elif name is not None:
            self.report(unknown_directive(name, line))
        elif token.type == "colon_fence":
            word = token.info.strip().split(maxsplit=1)[:1] or ["note"]
            message = f"{quoted(token.markup + token.info)} is no directive"
            self.report(problem(line, "markup/directive", message, f"write `{token.markup}{{{word[0]}}}`"))

    def _directive(self, directive: Directive, line: int, depth: int) -> None:
        self.report(*directive.problems)
        tokens: list[Token] = []
        if directive.markup.argument == "image" and directive.argument:
            self.inlines.images.append(Image(line, directive.argument, directive.options.get("alt", "")))
        elif directive.markup.argument == "title" and directive.argument:
            self._line(directive.argument, line)
        if depth >= MAX_DIRECTIVES:
            self.report(problem(line, "markup/nesting", _TOO_DEEP, "write it flatter"))
        elif directive.markup.body == "markdown":
            tokens = self._box(directive, depth)
        elif directive.name == "math":
            self.inlines.formula("\n".join([directive.argument, *directive.body]), line, display=True)
        elif directive.markup.body == "glossary":
            self.glossaries.append(line)
            self._glossary(directive, depth)
        self.questions.end(directive, line, tokens)

    def _box(self, directive: Directive, depth: int) -> list[Token]:
        """Scan the Markdown of a directive. Questions come behind the text, and are not counted as reading."""
        text, words = "\n".join(directive.body), self.inlines.words
        if directive.name not in QUESTION_PARTS:
            return self.read(text, directive.body_line, depth + 1, directive)
        with self.prose.behind_text():
            tokens = self.read(text, directive.body_line, depth + 1, directive)
        self.inlines.words = words
        return tokens

    def _glossary(self, directive: Directive, depth: int) -> None:
        entries, problems = split_entries(directive.body, directive.body_line)
        self.report(*problems)
        for entry in entries:
            for name in entry.names:
                self._name(name)
            before = self.inlines.words
            tokens = self.read("\n".join(entry.definition), entry.definition_line, depth + 1)
            see_also = read_see_also(tokens, entry.definition_line)
            self.report(*see_also.problems)
            words = self.inlines.words - before - count_words(see_also.text)
            self.entries.append(Entry(tuple(entry.names), words, see_also.names))

    def _name(self, name: Name) -> None:
        (inline,) = parser().parseInline(name.text, self.env)
        if plain_text(inline.children) != name.text or " : " in name.text or name.text.startswith(".."):
            message = f"the term {quoted(name.text)} is not plain text"
            self.report(problem(name.line, "glossary/name", message, "write it without markup and without ` : `"))

    def _line(self, text: str, line: int) -> None:
        for token in parser().parseInline(text, self.env):
            self.inlines.read(token, line)


def _closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether a fence has its closing line: markdown-it lets one that has none run to the end."""
    start, end = token.map or [0, 0]
    last = lines[min(end, len(lines)) - 1].strip(" \t>")
    return end - start > 1 and len(last) >= len(token.markup) and not last.strip(token.markup[0])
