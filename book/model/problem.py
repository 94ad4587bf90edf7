"""The one way to report: what is wrong where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong at a line (from 1; 0 is the file as a whole) of a file in `chapters/`.

    `rule` is a stable id such as `front-matter/date`; `message` says what is wrong and
    `remedy` what to write instead. An error stops every build, a warning does not.
    """

    path: str
    line: int
    rule: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}: {self.message}{remedy} [{self.rule}]"
