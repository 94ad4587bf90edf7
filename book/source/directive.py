"""The lines of a directive: first line, options and body, as `myst_parser.parsers.directives` splits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.model import Problem
from book.source.markup import ALLOWED_DIRECTIVES, DirectiveMarkup
from book.source.problems import did_you_mean, problem, quoted


@dataclass(frozen=True)
class Directive:
    """A directive that may be used; body line i (from 0) is at line `body_line + i` of the file."""

    name: str
    markup: DirectiveMarkup
    argument: str
    options: Mapping[str, str]
    option_lines: Mapping[str, int]
    body: tuple[str, ...]
    body_line: int
    problems: tuple[Problem, ...] = ()

    @property
    def header_rows(self) -> int:
        """The rows of a {list-table} that are its head."""
        written = self.options.get("header-rows", "")
        return int(written) if written.isdecimal() else 0


def directive_name(info: str) -> str | None:
    """The name in a fence's first line; None where the fence is a block of code."""
    first = info.split(maxsplit=1)[:1]
    if first and first[0].startswith("{") and first[0].endswith("}"):
        return first[0][1:-1]
    return None


def unknown_directive(name: str, line: int) -> Problem:
    """The problem of a directive that is not in `ALLOWED_DIRECTIVES`."""
    otherwise = f"use plain Markdown, or one of {', '.join(ALLOWED_DIRECTIVES)}"
    return problem(
        line,
        "markup/directive",
        f"the directive {quoted('{' + name + '}')} is not used in this book",
        did_you_mean(name, ALLOWED_DIRECTIVES, otherwise),
    )


def read_directive(name: str, info: str, content: str, line: int) -> Directive:
    """The parts of a directive of `ALLOWED_DIRECTIVES` whose fence opens at `line`."""
    markup = ALLOWED_DIRECTIVES[name]
    first = info.strip()[len(name) + 2 :].strip()
    lines = content.removesuffix("\n").split("\n")
    taken = _count_options(lines)
    problems = list(_option_problems(name, markup, lines[:taken], line + 1))
    body, body_line = lines[taken:], line + 1 + taken
    if markup.argument == "none" and first:
        # the body begins on the fence's own line; where options stand between, blank lines take their place
        body, body_line, first = [first, *[""] * taken, *body], line, ""
    if markup.argument == "image" and not first:
        problems.append(
            problem(line, "markup/argument", f"{{{name}}} names no image", f"write `{{{name}}} images/x.png`")
        )
    if markup.body == "none" and any(text.strip() for text in body):
        problems.append(problem(body_line, "markup/body", f"{{{name}}} has no text", "use {figure} for a caption"))
    options = dict(_option(text) for text in lines[:taken])
    option_lines = {_option(text)[0]: number for number, text in enumerate(lines[:taken], start=line + 1)}
    return Directive(name, markup, first, options, option_lines, tuple(body), body_line, tuple(problems))


def _count_options(lines: Sequence[str]) -> int:
    """The number of lines that hold options: `:key: value`, or a block between `---` lines."""
    if lines[0].startswith("---"):
        return next((i + 1 for i, text in enumerate(lines) if i and text.startswith("---")), len(lines))
    return next((i for i, text in enumerate(lines) if not _is_option(text)), len(lines))


def _is_option(text: str) -> bool:
    return text.lstrip().startswith(":") and not text.lstrip().startswith(":::")


def _option(text: str) -> tuple[str, str]:
    key, _, value = text.strip().removeprefix(":").partition(":")
    return key.strip(), value.strip()


def _option_problems(name: str, markup: DirectiveMarkup, lines: Sequence[str], first_line: int) -> Iterator[Problem]:
    if lines and lines[0].startswith("---"):
        message = f"{{{name}}} has its options in a block between `---`"
        yield problem(first_line, "markup/option", message, "write each as a line `:key: value`")
        return
    known = sorted(markup.options)
    otherwise = f"its options are {', '.join(known)}" if known else "leave it out: it has no options"
    for number, text in enumerate(lines, start=first_line):
        key, _ = _option(text)
        if key not in known:
            message = f"{quoted(key)} is not an option of {{{name}}}"
            yield problem(number, "markup/option", message, did_you_mean(key, known, otherwise))
