"""The questions of a page, collected while its text is scanned: where they stand, their ids, what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from markdown_it.token import Token

from book.model import Problem
from book.source.directive import Directive
from book.source.facts import Heading, Question
from book.source.markup import QUESTION_PARTS
from book.source.problems import problem, quoted
from book.source.question_rules import body_problems, id_problems, setting_problems

_OWNERS = {part: owner for owner, part in QUESTION_PARTS.items()}
_NOTES = ("footnote_ref", "footnote_reference_open")


class QuestionReader:
    """Goes with the scan through the directives of a page, one within the other."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self._around: list[str] = []  # the directives that are open
        self._ids: list[tuple[Question, int, bool]] = []  # each with the line of its id, and whether it was given
        self._text: list[tuple[int, bool]] = []  # the lines of top-level blocks, and whether they are questions

    def take(self, token: Token, line: int) -> None:
        """Take in the next token of a text, which begins at `line`."""
        inside = any(name in QUESTION_PARTS for name in self._around)
        for found in (token, *(token.children or ())) if inside else ():
            if found.type in _NOTES:
                at = line + found.map[0] if found is not token and found.map else line
                remedy = "say it in the question or the explanation"
                self.problems.append(problem(at, "question/footnote", "a question has no footnotes", remedy))
        is_block = not token.level and token.nesting >= 0 and token.type not in ("heading_open", "myst_line_comment")
        if is_block and not self._around and token.type != "inline":
            self._text.append((line, any(token.info.startswith(f"{{{name}}}") for name in QUESTION_PARTS)))

    def begin(self, name: str, line: int, level: int) -> None:
        """A directive begins, `level` deep in lists and quotations of the text that it is in."""
        if name in QUESTION_PARTS and (self._around or level):
            where = (
                "another question"
                if set(self._around) & {*QUESTION_PARTS, *_OWNERS}
                else "a box, a list or a quotation"
            )
            remedy = "move it out, to the beginning of a line"
            self.problems.append(problem(line, "question/place", f"the question stands within {where}", remedy))
        elif name in _OWNERS and (self._around[-1:] != [_OWNERS[name]] or level):
            message = f"{{{name}}} stands outside of {{{_OWNERS[name]}}}"
            self.problems.append(problem(line, "question/place", message, "move it to the end of one"))
        self._around.append(name)

    def end(self, directive: Directive, line: int, tokens: Sequence[Token]) -> None:
        """The directive that began last ends; `tokens` are those of its body."""
        self._around.pop()
        if directive.name not in QUESTION_PARTS:
            return
        given = directive.options.get("id")
        name = f"q{len(self.questions) + 1}" if given is None else given
        question = Question(line, name, directive.name)
        self.questions.append(question)
        self._ids.append((question, directive.option_lines.get("id", line), given is not None))
        self.problems.extend(body_problems(directive, line, tokens))
        self.problems.extend(setting_problems(directive, line, tokens))

    def page_problems(self, headings: Sequence[Heading]) -> Iterator[Problem]:
        """What can be seen when the whole page has been read: ids, and headings with nothing but questions below."""
        slugs = {heading.slug for heading in headings}
        taken: dict[str, int] = {}
        for question, line, given in self._ids:
            yield from id_problems(question.name, line, taken, slugs, given=given)
            taken.setdefault(question.name, question.line)
        for heading, behind in zip(headings, [*headings, None][1:], strict=True):
            end = behind.line if behind else float("inf")
            below = [is_question for line, is_question in self._text if heading.line < line < end]
            deeper = behind is not None and behind.level > heading.level
            if heading.level > 1 and below and all(below) and not deeper:
                message = f"nothing but questions stands below the heading {quoted(heading.text)}"
                remedy = "delete the heading: the book gives its own to the questions of a chapter"
                yield problem(heading.line, "question/heading", message, remedy)


def misplaced(questions: Collection[Question]) -> Iterator[Problem]:
    """The problems of the questions of a page that is no chapter."""
    for question in questions:
        yield problem(question.line, "question/page", "only chapters have questions", "move it to a chapter")
