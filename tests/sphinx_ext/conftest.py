"""A small book that a test may change, built as `book html` and `book pdf` build it."""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from book.press.fragment import Fragment, read_fragment
from book.source import Reading, read_book
from book.sphinx_ext.run import Progress, build

ROOT = Path(__file__).parent.parent.parent
BOOK = Path(__file__).parent / "roots" / "test-book"

Builder = Literal["html", "fragments"]


@dataclass
class Book:
    """The small book in a folder of its own: `chapters` is the source, `html` and `fragments` the output."""

    folder: Path

    @property
    def chapters(self) -> Path:
        return self.folder / "chapters"

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.chapters / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(
        self,
        builder: Builder,
        *,
        jobs: int = 1,
        reading: Reading | None = None,
        progress: Progress | None = None,
        into: Path | None = None,
    ) -> Path:
        """The folder of the output; `into` is where a build from nothing goes."""
        folder = into or self.folder
        with warnings.catch_warnings():
            # MyST and the theme still use what Sphinx 11 will not have
            warnings.filterwarnings("ignore", r"'(myst_parser|pydata_sphinx_theme|sphinx_book_theme)\.")
            build(
                builder,
                reading=reading or read_book(self.chapters),
                chapters=self.chapters,
                config=ROOT,
                out=folder / builder,
                doctrees=folder / "doctrees",
                jobs=jobs,
                progress=progress,
            )
        return folder / builder

    def unchecked(self) -> Reading:
        """A reading as if the check had found nothing: what the builder itself holds against."""
        return Reading(read_book(self.chapters).catalog, ())

    def fragment(self, docname: str) -> Fragment:
        return read_fragment(self.folder / "fragments", docname)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    shutil.copytree(BOOK, tmp_path / "chapters")
    return Book(tmp_path)
