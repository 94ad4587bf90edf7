"""A subject: a folder of chapters with an introduction."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A folder of `chapters/`; subjects stand in the book by `order`, then by title."""

    slug: str
    title: str
    order: int
    has_glossary: bool = False

    @property
    def docname(self) -> str:
        """The docname of its introduction."""
        return f"{self.slug}/index"

    @property
    def glossary(self) -> str:
        """The docname of its glossary."""
        return f"{self.slug}/glossary"
