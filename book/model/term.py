"""A term of the glossary and the form under which two spellings are one term."""

from __future__ import annotations

import unicodedata
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


def term_key(text: str) -> str:
    """The form in which names are compared: NFC, case folded, any white space as one blank."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
