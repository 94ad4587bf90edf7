"""A preview of a small book, run as people run it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
BOOK = ROOT / "tests" / "sphinx_ext" / "roots" / "test-book"


def run_alone(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine; in a thread, for Playwright has a loop of its own in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@dataclass
class Preview:
    """`book serve` at an address, of the folder `chapters`."""

    address: str
    chapters: Path
    process: subprocess.Popen[str]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.chapters / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def interrupt(self) -> tuple[int, str, str]:
        """Exit code, standard output and standard error after Ctrl-C, which reaches its processes too."""
        os.killpg(self.process.pid, signal.SIGINT)
        out, err = self.process.communicate(timeout=180)
        return self.process.returncode, out, err


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    chapters = tmp_path / "chapters"
    shutil.copytree(BOOK, chapters)
    process = subprocess.Popen(
        [sys.executable, "-m", "book.cli", "serve", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        yield Preview(process.stdout.readline().partition(" ")[0], chapters, process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=180)
