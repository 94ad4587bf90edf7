"""What a set of changed files means."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.preview.changes import Changes, meaning

CHAPTERS, STATIC = Path("/book/chapters"), Path("/book/_static")
ALL_AGAIN = Changes(book=True)

MEANT = {
    "/book/chapters/economy/repo-rate.md": Changes(("economy/repo-rate",), book=True),
    "/book/chapters/index.md": Changes(("index",), book=True),
    "/book/chapters/syllabus.yml": ALL_AGAIN,
    "/book/chapters/economy": ALL_AGAIN,
    "/book/chapters/economy/images/map.png": ALL_AGAIN,
    "/book/chapters/economy/images/src/map.qgz": Changes(),
    "/book/chapters/economy/.repo-rate.md.swp": Changes(),
    "/book/chapters/.git/index": Changes(),
    "/book/chapters/economy/repo-rate.md~": Changes(),
    "/book/chapters/economy/#repo-rate.md#": Changes(),
    "/book/chapters/economy/4913": Changes(),
    "/book/_static/css/text.css": ALL_AGAIN,
    "/book/_static/book.js": ALL_AGAIN,
    "/book/_static/print/a4.css": Changes(press=True),
    "/book/_static/fonts/SourceSerif4-Regular.ttf": Changes(press=True),
    "/book/_static/print/.a4.css.swx": Changes(),
    "/book/elsewhere.md": Changes(),
}


@pytest.mark.parametrize(("path", "expected"), MEANT.items(), ids=list(MEANT))
def test_what_a_file_means(path: str, expected: Changes) -> None:
    assert meaning([Path(path)], CHAPTERS, STATIC) == expected


def test_files_of_one_moment_are_taken_together() -> None:
    paths = [CHAPTERS / "a/b.md", STATIC / "print/type.css", CHAPTERS / "a/.b.md.swp"]
    assert meaning(paths, CHAPTERS, STATIC) == Changes(("a/b",), book=True, press=True)


def test_what_was_saved_last_is_last_and_there_once() -> None:
    assert (Changes(("a", "b"), book=True) | Changes(("a",), book=True)).saved == ("b", "a")


@pytest.mark.parametrize(("changes", "matter"), [(Changes(), False), (ALL_AGAIN, True), (Changes(press=True), True)])
def test_whether_anything_has_to_be_done(changes: Changes, matter: bool) -> None:
    assert bool(changes) is matter
