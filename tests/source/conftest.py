from collections.abc import Callable
from pathlib import Path

import pytest

from tests.source.books import write_book


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Writes a book, see `books.py`, and gives its folder as a path from the working folder."""

    def write(text: str = "") -> Path:
        write_book(text, tmp_path / "chapters")
        monkeypatch.chdir(tmp_path)
        return Path("chapters")

    return write
