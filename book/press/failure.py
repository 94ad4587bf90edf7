"""Why something cannot be printed, in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from book.model import Problem

PRESS = "press"  # the name of what is not a part: the press itself


@dataclass(frozen=True)
class Fault:
    """A reason why a part cannot be printed; `text` is what to look for in the source, where there is such."""

    reason: str
    remedy: str = ""
    text: str = ""


class LayoutFailed(Exception):
    """A part that cannot be printed as it stands: its name, and why."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(name, faults)
        self.name = name
        self.faults = faults


class PressFailed(Exception):
    """The edition cannot be printed: the parts that fail, and for each the docnames of the pages that show in it."""

    def __init__(self, failures: Sequence[LayoutFailed], pages: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__([(failure.name, failure.faults) for failure in failures])
        self.failures = tuple(failures)
        self.pages = pages or {}

    def problems(self, chapters: Path) -> list[Problem]:
        """The faults as problems of the files they come from, each once, with the line where it can be found.

        A character may be on many parts of the book, in running heads and contents: it is in one file.
        """
        found = {
            _problem(failure.name, fault, chapters, self.pages.get(failure.name, [failure.name]))
            for failure in self.failures
            for fault in failure.faults
        }
        return sorted(found)


class PressLost(PressFailed):
    """The press itself cannot work, whatever is to be printed."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__([LayoutFailed(PRESS, (Fault(reason, remedy),))])


def _problem(name: str, fault: Fault, chapters: Path, pages: Sequence[str]) -> Problem:
    """Found in the first of the pages that has the text, or among the titles of the syllabus."""
    place = _place(fault.text, [*(chapters / f"{page}.md" for page in pages), chapters / "syllabus.yml"])
    own = chapters / f"{name}.md"
    where = own.as_posix() if own.is_file() else "the press" if name == PRESS else f"the part {name!r}"
    path, line = place or (where, 0)
    return Problem(path, line, "press/layout", fault.reason, fault.remedy)


def _place(text: str, paths: Iterable[Path]) -> tuple[str, int] | None:
    """The file and line, counted from 1, where the text stands, itself or as a character reference."""
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines() if text and path.is_file() else []
        for number, line in enumerate(lines, 1):
            if text in line or text in unescape(line):
                return path.as_posix(), number
    return None
