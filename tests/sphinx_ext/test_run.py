"""Builds that fail: every problem with its file and line, never a traceback, and the last output as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from book.source import read_book
from book.sphinx_ext import builder as builder_module
from book.sphinx_ext.parser import ChapterParser
from book.sphinx_ext.run import BuildFailed
from book.sphinx_ext.screen.builder import PageBuilder
from tests.sphinx_ext.conftest import Book, Builder, files


def found(book: Book, builder: Builder = "fragments", jobs: int = 1) -> list[tuple[str, int, str]]:
    with pytest.raises(BuildFailed) as failed:
        book.build(builder, jobs=jobs, reading=book.unchecked())
    chapters = book.chapters.as_posix()
    return [(p.path.removeprefix(f"{chapters}/"), p.line, p.rule) for p in failed.value.problems]


def test_errors_of_the_reading_stop_the_build_before_anything_is_written(book: Book) -> None:
    book.edit("economy/inflation.md", "{term}`repo rate`", "{term}`repo rte`")
    with pytest.raises(BuildFailed, match="did you mean `repo rate`") as failed:
        book.build("html")
    assert failed.value.problems == read_book(book.chapters).errors
    assert list(book.folder.iterdir()) == [book.chapters]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("builder", ["html", "fragments"])
def test_all_warnings_are_problems_at_their_lines(book: Book, builder: Builder, jobs: int) -> None:
    book.edit("economy/inflation.md", "{term}`repo rate`", "{term}`repo rte`")
    book.edit("polity/ombudsman.md", "images/square.png", "images/circle.png")
    book.edit("economy/repo-rate.md", "../polity/ombudsman.md)", "../polity/nobody.md)")
    assert found(book, builder, jobs) == [
        ("economy/inflation.md", 12, "sphinx/book.term"),
        ("economy/repo-rate.md", 19, "sphinx/myst.xref_missing"),
        ("polity/ombudsman.md", 12, "sphinx/image.not_readable"),
    ]


def test_a_failed_build_leaves_the_last_output_as_it_was(book: Book) -> None:
    before = files(book.build("html"))
    book.edit("polity/ombudsman.md", "# The Ombudsman", "# Another Title")
    book.edit("economy/inflation.md", "{term}`repo rate`", "{term}`repo rte`")
    found(book, "html")
    assert files(book.folder / "html") == before


def test_what_was_not_mended_is_reported_again(book: Book) -> None:
    book.build("html")
    book.edit("polity/ombudsman.md", "images/square.png", "images/circle.png")  # noticed when read
    book.edit("economy/inflation.md", "{term}`repo rate`", "{term}`repo rte`")  # noticed when written
    first = found(book, "html")
    assert len(first) == 2
    assert found(book, "html") == first
    assert found(book, "fragments") == first


def test_once_mended_the_output_is_that_of_a_clean_build(book: Book, tmp_path: Path) -> None:
    book.build("html")
    book.edit("economy/inflation.md", "{term}`repo rate` works", "{term}`repo rte` acts")
    found(book, "html")
    book.edit("economy/inflation.md", "{term}`repo rte` acts", "{term}`repo rate` works")
    assert files(book.build("html")) == files(book.build("html", into=tmp_path / "clean"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_breaks_a_library_when_read_is_named(
    book: Book, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    whole = ChapterParser.parse

    def parse(self: ChapterParser, text: str, document: nodes.document) -> None:
        if "Inflation Eases" in text:
            raise RecursionError("too deep")
        whole(self, text, document)

    monkeypatch.setattr("book.sphinx_ext.parser.ChapterParser.parse", parse)
    with pytest.raises(BuildFailed) as failed:
        book.build("html", jobs=jobs)
    [problem] = failed.value.problems
    assert problem.path == (book.chapters / "economy/inflation.md").as_posix()
    assert "RecursionError: too deep" in problem.message
    assert "Traceback" not in str(failed.value)


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_that_break_a_library_when_written_are_all_named(
    book: Book, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(builder_module, "WORTH_FORKING", 2)

    def write(_self: object, docname: str, _doctree: object) -> None:
        if docname.startswith("economy/"):
            raise ValueError("no such thing")

    monkeypatch.setattr("book.sphinx_ext.screen.builder.PageBuilder.write_doc", write)
    names = ["economy/glossary.md", "economy/index.md", "economy/inflation.md", "economy/repo-rate.md"]
    assert found(book, "html", jobs) == [(name, 0, "sphinx/book.failed") for name in names]


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_is_told_in_both_phases(book: Book, jobs: int) -> None:
    told: list[tuple[str, int, int]] = []
    book.build("html", jobs=jobs, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "read"][-1] == ("read", 8, 8)
    assert told[-1] == ("write", 8, 8)


def test_nothing_is_read_or_written_when_nothing_has_changed(book: Book) -> None:
    for builder in ("html", "fragments"):
        book.build(builder)  # type: ignore[arg-type]  # mypy takes the loop variable for any text
    told: list[tuple[str, int, int]] = []
    for builder in ("html", "fragments"):
        book.build(builder, progress=lambda *step: told.append(step))  # type: ignore[arg-type]  # as above
    assert told == []


def test_a_build_that_was_interrupted_leaves_no_page_that_the_next_takes_for_finished(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(book.build("html"))
    book.edit("economy/inflation.md", "works slowly", "works at once")
    whole = PageBuilder.write_doc

    def write(self: PageBuilder, docname: str, doctree: nodes.document) -> None:
        whole(self, docname, doctree)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(PageBuilder, "write_doc", write)
        with pytest.raises(KeyboardInterrupt):
            book.build("html")
    book.edit("economy/inflation.md", "works at once", "works slowly")
    book.build("fragments")  # reads the page, so that reading it is no reason for the other to write it
    assert files(book.build("html")) == before
