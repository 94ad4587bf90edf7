"""Files that are no pages: written when what they are made from has changed, and removed when they are no more."""

from __future__ import annotations

import json
from hashlib import sha256

from tests.sphinx_ext.conftest import Book
from tests.sphinx_ext.test_incremental import times

MONTH = "editions/2022-08.offline.json"
STAGE = "doctrees-html"  # where Sphinx writes; the published output is a copy


def written(book: Book) -> set[str]:
    """The generated files that the next build writes."""
    stage = book.folder / STAGE
    before = times(stage)
    book.build("html")
    now = times(stage)
    return {name for name in ("manifest.webmanifest", "sw.js", MONTH) if now[name] != before.get(name)}


def test_an_unchanged_build_writes_none(book: Book) -> None:
    book.build("html")
    assert written(book) == set()


def test_a_changed_chapter_changes_the_list_of_its_month_and_no_worker(book: Book) -> None:
    book.build("html")
    book.edit("economy/inflation.md", "works slowly", "works within a year")
    assert written(book) == {MONTH}


def test_a_new_title_of_the_book_changes_manifest_and_worker(book: Book) -> None:
    book.build("html")
    book.edit("index.md", "# The Small Book", "# The Smaller Book")
    assert written(book) == {"manifest.webmanifest", "sw.js", MONTH}


def test_a_file_that_has_gone_is_written_again(book: Book) -> None:
    book.build("html")
    (book.folder / STAGE / "sw.js").unlink()
    assert written(book) == {"sw.js"}


def test_a_month_that_has_gone_leaves_no_list(book: Book) -> None:
    out = book.build("html")
    assert (out / MONTH).is_file()
    (book.chapters / "editions/2022-08.md").unlink()
    assert not (book.build("html", reading=book.unchecked()) / MONTH).exists()


def test_a_month_lists_its_pages_with_their_digests(book: Book) -> None:
    out = book.build("html")
    listed = json.loads((out / MONTH).read_bytes())
    first, *others = (name for name, _ in listed["pages"])
    assert first == "editions/2022-08.html"
    assert set(others) == {"economy/inflation.html", "economy/repo-rate.html", "polity/ombudsman.html"}
    pages = [(out / name).read_bytes() for name, _ in listed["pages"]]
    assert [digest for _, digest in listed["pages"]] == [sha256(page).hexdigest()[:16] for page in pages]
    images = sum(path.stat().st_size for path in (out / "_images").iterdir())
    assert listed["bytes"] == sum(map(len, pages)) + images
