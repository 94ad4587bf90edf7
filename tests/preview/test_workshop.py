"""The process that reads and builds, with the real Sphinx."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from book.preview.workshop import Folders, ProcessLost, Workshop

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "tests" / "sphinx_ext" / "roots" / "test-book"
CHAPTER = "economy/inflation"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    shutil.copytree(BOOK, tmp_path / "chapters")
    made = Workshop(Folders(tmp_path / "chapters", ROOT, tmp_path / "out"), 1)
    made.start()
    yield made
    made.close()


def test_it_reads_and_builds_and_says_what_is_wrong(workshop: Workshop) -> None:
    folders = workshop.folders
    assert CHAPTER in workshop.read().catalog.chapters
    assert workshop.build("fragments") == ()
    assert workshop.build("html") == ()
    assert (folders.fragments / f"{CHAPTER}.html").is_file()
    page = (folders.html / f"{CHAPTER}.html").read_text("utf-8")
    assert "Inflation Eases" in page
    assert "preview" not in page  # nothing of the preview is in the book
    source = folders.chapters / f"{CHAPTER}.md"
    source.write_text(source.read_text("utf-8").replace("repo-rate.md", "none.md"), "utf-8")
    (problem,) = workshop.read().errors
    assert (problem.path, problem.line) == (source.as_posix(), 16)
    assert workshop.build("html") == (problem,)
    assert (folders.html / f"{CHAPTER}.html").read_text("utf-8") == page


def test_one_that_is_killed_at_work_says_so_and_is_replaced(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.read()
    pid = workshop.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # it does not answer before it is killed
    receive = Connection.recv

    def receive_from_a_killed_one(connection: Connection) -> object:
        os.kill(pid, signal.SIGKILL)
        return receive(connection)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "recv", receive_from_a_killed_one)
        with pytest.raises(ProcessLost):
            workshop.read()
    assert CHAPTER in workshop.read().catalog.chapters


def test_conf_py_that_fails_is_a_problem_too(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("1 / 0\n", "utf-8")
    other = Workshop(Folders(workshop.folders.chapters, tmp_path, tmp_path / "other"), 1)
    try:
        other.read()
        (problem,) = other.build("html")
    finally:
        other.close()
    assert problem.path == "conf.py"
    assert "division by zero" in problem.message
