from pathlib import Path

import pytest

from book.source import read_book
from tests.source.books import HERE, shown, write_book

CASES = sorted((HERE / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_every_problem_of_the_book_is_found_at_its_line(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = write_book(case.read_text("utf-8"), tmp_path / "chapters")
    monkeypatch.chdir(tmp_path)
    assert shown(read_book(Path("chapters")).problems) == expected
