"""What a build has recorded of the terms of a book."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from book.source import Reading, read_book
from book.sphinx_ext.semantic_nodes import term_use
from book.sphinx_ext.terms.domain import Lookup, Use
from book.terms import term_key
from tests.sphinx_ext.conftest import Book, Builder


@dataclass
class Built:
    """A book that was read and built; what is known of its terms after the build."""

    reading: Reading
    folder: Path

    def __post_init__(self) -> None:
        environment = pickle.loads((self.folder / "environment.pickle").read_bytes())
        self.domain = environment.domaindata["glossary"]
        self.lookup = Lookup.of(self.domain["entries"], self.domain["uses"])

    def uses(self, docname: str) -> Iterator[tuple[str, str]]:
        """The uses of a chapter as the environment has them; whether they are marked only its doctree knows."""
        doctree = pickle.loads((self.folder / f"{docname}.doctree").read_bytes())
        marked = {use["ids"][0]: not use.get("automatic") for use in doctree.findall(term_use)}
        for use in self.recorded(docname):
            how = "explains" if use.explains else "by hand" if marked[use.id] else "automatic"
            yield self.main_name(use.name), how

    def recorded(self, docname: str) -> tuple[Use, ...]:
        """The uses of a page as they were recorded."""
        found: tuple[Use, ...] = self.domain["uses"].get(docname, ())
        return found

    def main_name(self, name: str) -> str:
        """The main name of the entry that has a name."""
        return self.lookup.by_form[term_key(name)].names[0]

    def text(self, docname: str) -> str:
        """The text of a chapter in which names were looked for."""
        found: str = self.domain["texts"].get(docname, "")
        return found


def build(folder: Path, builder: Builder = "fragments") -> Built:
    """The book in the folder `chapters` below this one, built."""
    book = Book(folder)
    reading = read_book(book.chapters)
    book.build(builder, reading=reading)
    return Built(reading, folder / "doctrees")
