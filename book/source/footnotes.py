"""Footnotes: each one that is referred to is written once, and each one that is written is referred to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from book.model import Problem
from book.source.problems import did_you_mean, problem, quoted


@dataclass
class Footnotes:
    """The labels of a page with the lines at which each is written and referred to."""

    definitions: dict[str, list[int]] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)

    def define(self, label: str, line: int) -> None:
        self.definitions.setdefault(label, []).append(line)

    def refer(self, label: str, line: int) -> None:
        self.references.setdefault(label, line)

    def numbers(self) -> Mapping[str, int]:
        """The number of each, as docutils gives them: a label that is a number, else the next that is free."""
        found = {label: int(label) for label in self.definitions if label.isdecimal()}
        taken = set(found.values())
        free = (number for number in count(1) if number not in taken)
        for label in [*self.references, *self.definitions]:
            if label in self.definitions and label not in found:
                found[label] = next(free)
        return found

    def problems(self) -> Iterator[Problem]:
        """What MyST warns of, with remedies."""
        for label, line in self.references.items():
            if label not in self.definitions:
                remedy = did_you_mean(label, self.definitions, f"write `[^{label}]: text` on a line of its own")
                yield problem(
                    line, "markup/footnote", f"the footnote {quoted('[^' + label + ']')} is not written", remedy
                )
        for label, (first, *more) in self.definitions.items():
            mark = quoted(f"[^{label}]")
            for line in more:
                remedy = f"give one of them another label; the first is in line {first}"
                yield problem(line, "markup/footnote", f"the footnote {mark} is written twice", remedy)
            if label not in self.references:
                yield problem(
                    first, "markup/footnote", f"nothing refers to the footnote {mark}", "refer to it, or delete it"
                )
