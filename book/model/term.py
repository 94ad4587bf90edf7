"""A term of the glossary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A glossary entry: its name, its aliases, and where it is written."""

    name: str
    aliases: tuple[str, ...]
    subject: str
    path: str
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)
