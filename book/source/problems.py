"""How this room words a problem: what strangers wrote is made printable, and misspellings are guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from book.model import Problem
from book.model.likeness import WORDS_ALIKE, nearest
from book.model.problem import Severity

QUOTED = 60  # characters of a stranger's text that a message repeats


def problem(line: int, rule: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
    """A problem in a file whose path is not known yet; see `placed`."""
    return Problem("", line, rule, message, remedy, severity)


def placed(path: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, as they stand in the file `path`; no control character gets through to a terminal."""
    for found in problems:
        yield replace(found, path=printable(path), message=printable(found.message), remedy=printable(found.remedy))


def printable(text: str) -> str:
    """The text with whatever a terminal would not print written as an escape (`\\x1b`)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def quoted(text: str) -> str:
    """The text in backticks, on one line, cut to a length that fits a message."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= QUOTED else f"`{line[: QUOTED - 1].rstrip()}…`"


def did_you_mean(word: str, known: Collection[str], otherwise: str, likeness: float = WORDS_ALIKE) -> str:
    """A remedy: the known word nearest to `word`, or `otherwise` where none is near."""
    guess = nearest(word, tuple(known), likeness)
    return f"did you mean `{guess}`?" if guess else otherwise
