from collections.abc import Callable
from pathlib import Path

import pytest

from book.source import cache, read_book, reading
from book.source.page import Kind, Page
from tests.source.books import HERE

Write = Callable[..., Path]
CASES = sorted((HERE / "cases").glob("*.txt"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the pages that were parsed and not taken from the cache."""
    kinds: list[str] = []
    parse = reading.read_page

    def counted(kind: Kind, data: bytes) -> Page:
        kinds.append(kind)
        return parse(kind, data)

    monkeypatch.setattr(reading, "read_page", counted)
    return kinds


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_warm_reading_is_the_cold_one(case: Path, book: Write, tmp_path: Path, parsed: list[str]) -> None:
    folder = book(case.read_text("utf-8"))
    cold = read_book(folder)
    assert read_book(folder, tmp_path / "cache") == cold
    parsed.clear()
    assert read_book(folder, tmp_path / "cache") == cold
    assert parsed == []


def test_only_a_page_that_changed_is_parsed_again(book: Write, tmp_path: Path, parsed: list[str]) -> None:
    folder = book()
    read_book(folder, tmp_path / "cache")
    parsed.clear()
    chapter = folder / "economy" / "repo-rate.md"
    chapter.write_text(chapter.read_text("utf-8").replace("rose", "fell <b>"), "utf-8")
    assert [found.rule for found in read_book(folder, tmp_path / "cache").problems] == ["markup/html"]
    assert parsed == ["chapter"]


def test_the_same_text_is_another_page_in_another_place(book: Write, tmp_path: Path) -> None:
    folder = book()
    read_book(folder, tmp_path / "cache")
    (folder / "economy/repo-rate.md").rename(folder / "economy/index.md")
    rules = {found.rule for found in read_book(folder, tmp_path / "cache").problems}
    assert "front-matter/unknown" in rules


def test_damage_is_made_good(book: Write, tmp_path: Path, parsed: list[str]) -> None:
    folder = book()
    cold = read_book(folder, tmp_path / "cache")
    file = tmp_path / "cache" / cache.FILE
    whole = file.read_bytes()
    lines = whole.split(b"\n")
    damaged = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "not JSON": b"\n".join([lines[0], b"{nonsense", *lines[2:]]),
        "not UTF-8": b"\n".join([lines[0], b"\xff\xfe", *lines[2:]]),
        "foreign code": b"\n".join([b"0" * 64, *lines[1:]]),
        "foreign entry": b"\n".join([lines[0], b'["x", {"kind": "recipe"}]', *lines[2:]]),
        "a pickle": b"\x80\x04\x95",
    }
    for name, data in damaged.items():
        file.write_bytes(data)
        parsed.clear()
        assert read_book(folder, tmp_path / "cache") == cold, name
        assert parsed, name
        assert file.read_bytes() == whole, name


def test_without_a_cache_nothing_is_written(book: Write, tmp_path: Path) -> None:
    folder = book()
    before = sorted(tmp_path.rglob("*"))
    read_book(folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_one_file_is_written_and_only_when_something_changed(book: Write, tmp_path: Path) -> None:
    folder = book()
    read_book(folder, tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    written = file.stat().st_mtime_ns
    read_book(folder, tmp_path / "cache")
    assert file.stat().st_mtime_ns == written
    (folder / "economy/repo-rate.md").unlink()
    read_book(folder, tmp_path / "cache")
    assert len(cache.load_pages(tmp_path / "cache")) == 4  # what is gone is not kept


def test_a_cache_that_cannot_be_written_does_not_stop_a_check(book: Write, tmp_path: Path) -> None:
    folder = book()
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert read_book(folder, tmp_path / "cache").problems == ()
