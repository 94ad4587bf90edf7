"""The `book` command as people type it, in a folder that holds a small book of two months."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from book.cli import main

ROOT = Path(__file__).resolve().parents[2]
BOOK = Path(__file__).parents[1] / "sphinx_ext" / "roots" / "test-book"
Run = Callable[..., Result]


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book whose chapter on inflation is of July; nobody writes to `chapters` in it."""
    folder = tmp_path_factory.mktemp("book")
    shutil.copytree(BOOK, folder / "chapters")
    inflation = folder / "chapters/economy/inflation.md"
    inflation.write_text(inflation.read_text("utf-8").replace("2022-08-12", "2022-07-12"), "utf-8")
    (folder / "chapters/editions/2022-07.md").write_text("# July 2022\n\nA word before July.\n", "utf-8")
    return folder


@pytest.fixture
def book(small_book: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `book` with arguments in the folder of the small book; what is built stays for the next test."""
    monkeypatch.chdir(small_book)

    def run(*arguments: str) -> Result:
        with warnings.catch_warnings():
            # MyST and the theme still use what Sphinx 11 will not have
            warnings.filterwarnings("ignore", r"'(myst_parser|pydata_sphinx_theme|sphinx_book_theme)\.")
            return CliRunner().invoke(main, arguments, prog_name="book")

    return run
