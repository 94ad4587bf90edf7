"""The search index: the same bytes for the same texts, made again only when a text has changed, or none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from book.source import read_book
from book.sphinx_ext.run import BuildFailed, build
from book.sphinx_ext.search import cbor
from book.sphinx_ext.search import index as search_index
from book.sphinx_ext.search.index import Search, update_index
from book.sphinx_ext.search.pagefind import Document, Pagefind, PagefindFailed, pagefind_program
from tests.sphinx_ext.conftest import ROOT, Book, files

pytestmark = pytest.mark.filterwarnings(r"ignore:'(myst_parser|pydata_sphinx_theme|sphinx_book_theme)\.")
with_pagefind = pytest.mark.skipif(pagefind_program() is None, reason="Pagefind is not there for this machine")


def html(book: Book, search: Search = "new", into: Path | None = None) -> Path:
    folder = into or book.folder
    build(
        "html",
        reading=read_book(book.chapters),
        chapters=book.chapters,
        config=ROOT,
        out=folder / "html",
        doctrees=folder / "doctrees",
        jobs=1,
        search=search,
    )
    return folder / "html"


def index(out: Path) -> dict[str, bytes]:
    return files(out / "pagefind")


def fragments(out: Path) -> dict[str, dict[str, Any]]:
    """What the index has, by address."""
    packed = (out / "pagefind" / "fragment").iterdir()
    found = [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in packed]
    return {one["url"]: one for one in found}


@with_pagefind
def test_chapters_and_terms_are_found_with_month_and_subject_and_nothing_else_is(book: Book) -> None:
    found = fragments(html(book))
    assert {url for url in found if "#" not in url} == {
        f"{docname}.html" for docname in read_book(book.chapters).catalog.chapters
    }
    assert {url.partition("#")[0] for url in found if "#" in url} == {"economy/glossary.html"}
    chapter = found["economy/inflation.html"]
    assert chapter["filters"] == {"month": ["2022-08"], "subject": ["Economy"]}
    assert chapter["meta"]["title"] == "Inflation Eases"
    assert chapter["meta"]["summary"]
    assert "works slowly" in chapter["content"]
    assert "min read" not in chapter["content"]


@with_pagefind
def test_the_same_texts_give_the_same_bytes(book: Book, tmp_path: Path) -> None:
    first = index(html(book))
    for number in range(3):  # by Pagefind alone, hardly one run is like another
        assert index(html(book, into=tmp_path / f"a longer name {number}")) == first


def edit(book: Book) -> None:
    book.edit("economy/inflation.md", "works slowly", "works within a decade")


def rename(book: Book) -> None:
    (book.chapters / "polity/ombudsman.md").rename(book.chapters / "polity/complaints.md")
    book.edit("economy/repo-rate.md", "ombudsman.md", "complaints.md")


@with_pagefind
@pytest.mark.parametrize("change", [edit, rename], ids=lambda change: change.__name__)
def test_after_a_change_the_index_is_that_of_a_clean_build(
    book: Book, tmp_path: Path, change: Callable[[Book], None]
) -> None:
    first = index(html(book))
    change(book)
    after = index(html(book))
    assert after != first
    assert after == index(html(book, into=tmp_path / "clean"))


@with_pagefind
def test_after_an_edit_one_text_is_read_when_the_pages_are_written(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    html(book)
    read: list[list[str]] = []
    really_read = Pagefind.read

    def note(pagefind: Pagefind, documents: list[Document]) -> None:
        read.append([document.url for document in documents])
        really_read(pagefind, documents)

    monkeypatch.setattr(Pagefind, "read", note)
    edit(book)
    html(book)
    assert len(read[0]) == 5
    assert read[1:] == [["economy/inflation.html"]]


@with_pagefind
def test_nothing_is_indexed_again_where_no_text_has_changed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    first = index(html(book))
    monkeypatch.setattr(Pagefind, "write", lambda *_arguments: pytest.fail("it was indexed again"))
    book.edit("index.md", "# The Small Book", "# The Smaller Book")  # every page shows it, no text has it
    assert index(html(book)) == first


@with_pagefind
def test_an_index_can_be_kept_or_left_out(book: Book) -> None:
    first = index(html(book))
    book.edit("economy/inflation.md", "works slowly", "works within a decade")
    assert index(html(book, "kept")) == first
    assert index(html(book)) != first
    assert index(html(book, "none")) == {}
    assert index(html(book)) != {}


@with_pagefind
def test_what_a_run_that_was_killed_has_left_is_not_used(book: Book) -> None:
    whole = index(html(book))
    stage = book.folder / "doctrees-html"
    (stage / ".search" / "digest").unlink()
    for path in (stage / "pagefind" / "fragment").iterdir():
        path.write_bytes(path.read_bytes()[:30])
    assert index(html(book)) == whole


def test_without_pagefind_the_book_is_built_without_search(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "pagefind_program", lambda: None)
    out = html(book)
    assert (out / "search.html").is_file()
    assert not (out / "pagefind").exists()
    assert "no Pagefind for this kind of machine" in search_index.missing_search()


@pytest.mark.parametrize(("script", "says"), [("exit 3", "ended before it was done"), (None, "does not start")])
def test_a_failure_of_pagefind_fails_the_build_in_words(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, says: str
) -> None:
    program = tmp_path / "program"
    if script:
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setattr(search_index, "pagefind_program", lambda: program)
    with pytest.raises(BuildFailed, match=says) as caught:
        html(book)
    assert "--no-search" in caught.value.problems[0].remedy
    assert not (tmp_path / "html").exists()


@with_pagefind
def test_an_error_that_pagefind_reports_is_told(tmp_path: Path) -> None:
    program = pagefind_program()
    assert program is not None
    pagefind = Pagefind(program, "en")
    pagefind.read([Document(None, "<html></html>")])  # type: ignore[arg-type]
    with pytest.raises(PagefindFailed, match="url"):
        pagefind.write(tmp_path)
    pagefind.close()


@with_pagefind
def test_an_empty_book_has_no_index(tmp_path: Path) -> None:
    (tmp_path / ".search" / "texts").mkdir(parents=True)
    update_index(tmp_path, "new")
    assert not (tmp_path / "pagefind").exists()


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (1_000_000, "1a000f4240"),
        (1 << 32, "1b0000000100000000"),
        ("", "60"), ("IETF", "6449455446"), ("\u6c34", "63e6b0b4"), ([], "80"), ([1, [2, "a"]], "8201820261 61"),
        (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ],
)  # fmt: skip
def test_cbor_as_the_appendix_of_its_specification_has_it(value: cbor.Value, data: str) -> None:
    assert cbor.encode(value) == bytes.fromhex(data)
    assert cbor.decode(bytes.fromhex(data)) == value


@pytest.mark.parametrize("data", ["", "18", "82 01", "0000", "f6", "20", "9f01ff", "62 61"])
def test_cbor_of_another_kind_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"bytes|kind"):
        cbor.decode(bytes.fromhex(data))
