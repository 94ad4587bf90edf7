"""`sphinx-build` without the `book` command: reads the book itself and stops before it writes."""

from __future__ import annotations

import pickle
import subprocess
import sys

from tests.sphinx_ext.conftest import ROOT, Book, files


def sphinx_build(book: Book, builder: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, "-c", str(ROOT), "-d", "doctrees"]
    return subprocess.run(
        [*command, "chapters", f"plain-{builder}"], cwd=book.folder, capture_output=True, text=True, check=False
    )


def test_it_makes_the_same_pages(book: Book) -> None:
    for builder in ("html", "fragments"):
        finished = sphinx_build(book, builder)
        assert (finished.returncode, finished.stderr) == (0, "")
    made = {name: data for name, data in files(book.folder / "plain-html").items() if not name.startswith(".")}
    book.folder.joinpath("doctrees").rename(book.folder / "other")
    assert made == files(book.build("html"))


def test_it_prints_a_line_for_each_problem_and_writes_nothing(book: Book) -> None:
    book.edit("economy/inflation.md", "{term}`repo rate`", "{term}`repo rte`")
    book.edit("polity/index.md", "order: 1", "order: first")
    finished = sphinx_build(book, "html")
    lines = finished.stderr.strip().splitlines()
    assert finished.returncode != 0
    assert len(lines) == 2
    assert lines[0].startswith("chapters/economy/inflation.md:12: ")
    assert lines[1].startswith("chapters/polity/index.md:2: ")
    assert files(book.folder / "plain-html") == {}


def test_the_catalog_is_not_kept_in_the_environment(book: Book) -> None:
    book.build("html")
    pickled = (book.folder / "doctrees" / "environment.pickle").read_bytes()
    assert b"book.model" not in pickled
    assert pickle.loads(pickled).config.book_reading is None
