"""The last paragraph of a definition where it begins with `See also:`: the names in it, each at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from book.model import Problem
from book.source.facts import Name
from book.source.markup import see_also_names
from book.source.problems import problem
from book.source.prose import prose_of
from book.terms import BORDER

_BEGINNING = re.compile(r"^[ \t]*see\s+also:", re.IGNORECASE | re.MULTILINE)
_RULE = "glossary/see-also"


@dataclass(frozen=True)
class SeeAlso:
    """The names, the text that they stand in, and what is wrong with the paragraph and with others like it."""

    names: tuple[Name, ...] = ()
    text: str = ""
    problems: tuple[Problem, ...] = ()


def read_see_also(tokens: Sequence[Token], first_line: int) -> SeeAlso:
    """What a definition refers to; its text begins at `first_line`, and `tokens` are those of the text."""
    found = SeeAlso()
    last = tokens[-2] if tokens and tokens[-1].type == "paragraph_close" and not tokens[-1].level else None
    problems = []
    for token in tokens:
        if token.type != "inline" or "also" not in token.content.casefold():
            continue
        block = prose_of(token, first_line + (token.map or [0])[0])
        text = block.shown.replace(BORDER, "")
        if token is last and _BEGINNING.match(text):
            found = SeeAlso(tuple(_placed(see_also_names(text), text, block.line)), text)
            if not found.names:
                remedy = "write the names of terms behind it, with commas between them"
                problems.append(problem(block.line, _RULE, "`See also:` names no term", remedy))
        else:
            problems.extend(_misplaced(text, block.line))
    return SeeAlso(found.names, found.text, tuple(problems))


def _placed(names: Sequence[str], text: str, line: int) -> Iterator[Name]:
    """The names with the lines at which they stand."""
    done = 0
    place = text.index(":") + 1
    for name in names:
        for number, word in enumerate(name.split()):
            place = text.index(word, place)
            if number == 0:
                line += text.count("\n", done, place)
                done = place
                yield Name(line, name)
            place += len(word)


def _misplaced(text: str, line: int) -> Iterator[Problem]:
    for match in _BEGINNING.finditer(text):
        if match.start():
            at = line + text.count("\n", 0, match.start())
            yield problem(at, _RULE, "`See also:` begins no paragraph of its own", "put a blank line above it")
        else:
            message = "the paragraph `See also:` is not the last one of its definition"
            yield problem(line, _RULE, message, "move it to the end of the definition")
