"""A reader's list of chapters, as people write such lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.model import ListedChapter, NoEdition
from book.source import read_chapter_list

CHAPTERS = Path("chapters")


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    CHAPTERS.mkdir()

    def written(data: str | bytes, name: str = "list.txt") -> Path:
        path = Path(name)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return written


def test_docnames_paths_comments_and_windows_line_ends(write):
    path = write(
        "\ufeff# for Monday\r\neconomy/rate\r\n\r\n"
        "  chapters/economy/prices.md  # again\r\n./polity/bench.md\r\nchapters/../chapters/polity/bill"
    )
    read = read_chapter_list(path, CHAPTERS)
    assert read.chapters == (
        ListedChapter(2, "economy/rate"),
        ListedChapter(4, "economy/prices"),
        ListedChapter(5, "polity/bench"),
        ListedChapter(6, "polity/bill"),
    )


def test_a_path_is_the_same_chapter_however_it_leads_there(write, tmp_path):
    (tmp_path / "link").symlink_to("chapters")
    path = write(f"{tmp_path}/chapters/economy/rate.md\nchapters/economy/rate.md\nlink/economy/rate.md\n")
    for folder in (CHAPTERS, tmp_path / "chapters", Path("link")):
        assert {entry.docname for entry in read_chapter_list(path, folder).chapters} == {"economy/rate"}


def test_a_path_outside_the_book_stays_what_it_is(write):
    path = write("../elsewhere/rate.md\n/tmp/rate.md\n")
    docnames = [entry.docname for entry in read_chapter_list(path, CHAPTERS).chapters]
    assert docnames == ["../elsewhere/rate", "/tmp/rate"]


@pytest.mark.parametrize(
    ("file", "name", "title"),
    [
        ("revision-week.txt", "revision-week", "Revision week"),
        ("My list: 1.txt", "My-list-1", "My list 1"),
        (".hidden", "hidden", "Hidden"),
        ("...", "chapters", "Chapters"),
    ],
)
def test_its_name_is_safe_in_a_file_name(write, file, name, title):
    read = read_chapter_list(write("economy/rate\n", file), CHAPTERS)
    assert (read.name, read.title) == (name, title)


def test_what_is_no_text_is_refused_with_its_line(write):
    with pytest.raises(NoEdition, match=r"list.txt:2: the byte 0xFF is not UTF-8 text; save .* \[text/utf-8\]"):
        read_chapter_list(write(b"economy/rate\n\xff\n"), CHAPTERS)
