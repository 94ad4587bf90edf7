"""Why something cannot be printed, in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from book.model import Problem


@dataclass(frozen=True)
class Fault:
    """A reason why a part cannot be printed; `text` is what to look for in the source, where there is such."""

    reason: str
    remedy: str = ""
    text: str = ""


class LayoutFailed(Exception):
    """A part that cannot be printed as it stands: its name, the pages it is made from, and why."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(name, faults)
        self.name = name
        self.faults = faults

    def problems(self, chapters: Path) -> tuple[Problem, ...]:
        """The faults as problems of the chapter, with the line where it can be found."""
        return tuple(_problem(self.name, fault, chapters) for fault in self.faults)


class PressFailed(Exception):
    """The edition cannot be printed: for each part that fails, its name and its faults."""

    def __init__(self, failures: Sequence[LayoutFailed]) -> None:
        super().__init__([(failure.name, failure.faults) for failure in failures])
        self.failures = tuple(failures)


def _problem(name: str, fault: Fault, chapters: Path) -> Problem:
    """Found in the chapter of that name, or in the chapter of that subject that has the text."""
    subject = name.removeprefix("subject:")
    paths = [chapters / f"{name}.md"] if subject == name else sorted((chapters / subject).glob("*.md"))
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for number, line in enumerate(lines, 1):
            if fault.text and fault.text in line:
                return Problem(path.as_posix(), number, "press/layout", fault.reason, fault.remedy)
    where = paths[0].as_posix() if len(paths) == 1 and paths[0].is_file() else f"the part {name!r}"
    return Problem(where, 0, "press/layout", fault.reason, fault.remedy)
