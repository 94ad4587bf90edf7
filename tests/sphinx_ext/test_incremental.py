"""What a build from nothing gives, a build after a change gives byte for byte, and it writes no more than it must."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sphinx_ext.conftest import Book, Builder, files


def nothing(_book: Book) -> None:
    pass


def edit(book: Book) -> None:
    book.edit("economy/inflation.md", "works slowly", "works within a year")


def change_definition(book: Book) -> None:
    book.edit("economy/glossary.md", "It is the policy rate.", "It is *the* policy rate.")


def rename_term(book: Book) -> None:
    book.edit("economy/glossary.md", "monetary policy committee", "rate-setting committee")


def change_title(book: Book) -> None:
    book.edit("economy/repo-rate.md", '# The "Repo Rate" Rises', "# Dearer Loans")


def rename_heading(book: Book) -> None:
    book.edit("polity/ombudsman.md", "## Background", "## How it began")
    book.edit("economy/repo-rate.md", "ombudsman.md#background", "ombudsman.md#how-it-began")


def rename_chapter(book: Book) -> None:
    (book.chapters / "polity/ombudsman.md").rename(book.chapters / "polity/complaints.md")
    book.edit("economy/repo-rate.md", "ombudsman.md", "complaints.md")


def delete_chapter(book: Book) -> None:
    (book.chapters / "economy/inflation.md").unlink()


def delete_subject(book: Book) -> None:
    links = "[the ombudsman](../polity/ombudsman.md), [how it began](../polity/ombudsman.md#background)"
    book.edit("economy/repo-rate.md", links, "nothing")
    for path in sorted((book.chapters / "polity").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (book.chapters / "polity").rmdir()


def add_chapter(book: Book) -> None:
    text = (book.chapters / "economy/inflation.md").read_text(encoding="utf-8")
    text = text.replace("2022-08-12", "2022-08-10").replace("# Inflation Eases", "# Inflation Again")
    (book.chapters / "economy/again.md").write_text(text, encoding="utf-8")


def change_image(book: Book) -> None:
    image = book.chapters / "polity/images/square.png"
    image.write_bytes(image.read_bytes() + b"\n")


def drop_image(book: Book) -> None:
    book.edit("polity/ombudsman.md", "![A plain square](images/square.png)", "No picture.")


def change_book_title(book: Book) -> None:
    book.edit("index.md", "# The Small Book", "# The Smaller Book")


def change_syllabus(book: Book) -> None:
    book.edit("syllabus.yml", "{title: Polity}", "{title: Government}")


def reword_first_use(book: Book) -> None:
    book.edit("economy/inflation.md", "The {term}`repo rate` works slowly.", "Slowly the {term}`repo rate` works.")


def reword_second_use(book: Book) -> None:
    book.edit("economy/repo-rate.md", "The {term}`mpc` was of one mind.", "All of the {term}`mpc` agreed.")


def add_user(book: Book) -> None:
    book.edit("polity/ombudsman.md", "An office that", "An office, as dear as the repo rate, that")


def drop_terms(book: Book) -> None:
    (book.chapters / "economy/glossary.md").unlink()
    for path in book.chapters.glob("*/*.md"):
        path.write_text(re.sub(r"\{term\}`([^`<]*)[^`]*`", r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")


CHANGES = [
    edit,
    change_definition,
    rename_term,
    change_title,
    rename_heading,
    rename_chapter,
    delete_chapter,
    delete_subject,
    add_chapter,
    change_image,
    drop_image,
    change_book_title,
    change_syllabus,
    reword_first_use,
    add_user,
    drop_terms,
]

BUILDERS: tuple[Builder, Builder] = ("html", "fragments")


def written(before: dict[str, int], folder: Path) -> set[str]:
    now = times(folder)
    return {name for name in now if now[name] != before.get(name) and name.endswith(".html")}


def times(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_both_outputs_are_those_of_a_clean_build(
    book: Book, tmp_path: Path, change: Callable[[Book], None], jobs: int
) -> None:
    for builder in BUILDERS:
        book.build(builder, jobs=jobs)
    change(book)
    for builder in BUILDERS:  # the second must not miss what the first was told
        after = files(book.build(builder, jobs=jobs))
        clean = files(book.build(builder, jobs=jobs, into=tmp_path / "clean" / builder))
        assert after.keys() == clean.keys()
        assert [name for name in clean if after[name] != clean[name]] == []


def test_several_changes_between_two_builds_of_a_builder_are_not_lost(book: Book, tmp_path: Path) -> None:
    for builder in BUILDERS:
        book.build(builder)
    for change in (edit, change_definition, change_title):
        change(book)
        book.build("html")
    assert files(book.build("fragments")) == files(book.build("fragments", into=tmp_path / "clean"))


def test_a_change_that_is_taken_back_is_taken_back_in_the_output(book: Book) -> None:
    first = files(book.build("html"))
    edit(book)
    assert files(book.build("html")) != first
    book.edit("economy/inflation.md", "works within a year", "works slowly")
    assert files(book.build("html")) == first


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (nothing, set()),
        (edit, {"economy/inflation.html"}),
        (change_definition, {"economy/glossary.html", "economy/inflation.html", "economy/repo-rate.html"}),
        # its own page; the two that link to it show the title or might; the foreword too
        (
            change_title,
            {"economy/glossary.html", "economy/inflation.html", "economy/repo-rate.html", "editions/2022-08.html"},
        ),
        (change_image, {"polity/ombudsman.html"}),
    ],
    ids=["nothing", "text", "definition", "title", "image"],
)
def test_a_change_rewrites_only_the_fragments_that_show_it(
    book: Book, change: Callable[[Book], None], pages: set[str]
) -> None:
    before = times(book.build("fragments"))
    change(book)
    assert written(before, book.build("fragments")) == pages


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (nothing, set()),
        # the glossary has the sentence of the first use, and no other one
        (reword_first_use, {"economy/inflation.html", "economy/glossary.html"}),
        (reword_second_use, {"economy/repo-rate.html"}),
        (add_user, {"polity/ombudsman.html", "economy/glossary.html"}),
        (
            change_definition,
            {"economy/glossary.html", "economy/inflation.html", "economy/repo-rate.html", "glossary.html"},
        ),
    ],
    ids=["nothing", "first use", "second use", "a new user", "definition"],
)
def test_a_change_rewrites_only_the_pages_that_show_it(
    book: Book, change: Callable[[Book], None], pages: set[str]
) -> None:
    before = times(book.build("html"))
    change(book)
    assert written(before, book.build("html")) == pages


def test_the_glossary_of_the_book_goes_with_its_terms_and_comes_back(book: Book) -> None:
    first = files(book.build("html"))
    assert b'href="../glossary.html"' in first["polity/ombudsman.html"]
    kept = book.folder / "kept"
    shutil.copytree(book.chapters, kept)
    drop_terms(book)
    without = files(book.build("html"))
    assert "glossary.html" not in without
    assert b"glossary.html" not in without["polity/ombudsman.html"]
    shutil.copytree(kept, book.chapters, dirs_exist_ok=True)
    assert files(book.build("html")) == first


def test_the_glossary_of_the_book_is_written_again_when_it_has_gone(book: Book) -> None:
    first = files(book.build("html"))
    (book.folder / "doctrees-html" / "glossary.html").unlink()
    assert files(book.build("html")) == first


def test_a_page_whose_output_has_gone_is_written_again(book: Book) -> None:
    first = files(book.build("html"))
    (book.folder / "doctrees-html" / "economy" / "inflation.html").unlink()
    assert files(book.build("html")) == first


def test_a_text_with_an_old_date_is_read(book: Book) -> None:
    book.build("fragments")
    path = book.chapters / "economy/inflation.md"
    before = path.stat()
    edit(book)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    book.build("fragments")
    assert "works within a year" in book.fragment("economy/inflation").html


def test_what_the_last_build_left_behind_is_gone(book: Book) -> None:
    book.build("html")
    delete_subject(book)
    names = files(book.build("html"))
    assert not [name for name in names if name.startswith(("polity", "_images"))]
    assert not (book.folder / "html" / "polity").exists()
