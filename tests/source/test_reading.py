import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from book.model import Month, Source, Term
from book.source import read_book
from book.source.check import MOST
from book.source.hygiene import MAX_BYTES, MAX_RUN
from book.source.images import MAX_PICTURE, MAX_SVG
from book.source.markdown import MAX_HEADINGS

Write = Callable[..., Path]

CHAPTER = """=== economy/{name}.md
---
published: {day}
summary: S.
syllabus: [GS2.IR]
sources: [{{title: A, publisher: B}}]
---
# {title}

{text}
"""


def chapter(name: str, day: str = "2022-08-05", title: str = "Title", text: str = "Text.") -> str:
    return CHAPTER.format(name=name, day=day, title=title, text=text)


def rules(folder: Path) -> list[tuple[str, str]]:
    return [(found.path, found.rule) for found in read_book(folder).problems]


def test_the_catalog_holds_what_the_files_say(book: Write) -> None:
    reading = read_book(book())
    catalog = reading.catalog
    assert reading.problems == ()
    assert catalog.title == "The Book"
    assert [(s.slug, s.title, s.order, s.has_glossary) for s in catalog.ordered_subjects] == [
        ("economy", "Economy", 2, True)
    ]
    rate = catalog.chapters["economy/repo-rate"]
    assert (rate.title, rate.subject, rate.published) == ("The repo rate", "economy", date(2022, 8, 5))
    assert rate.sources == (Source("Resolution", "Reserve Bank of India"),)
    assert (rate.syllabus, rate.tags, rate.draft) == (("GS2.IR.GROUPINGS",), (), False)
    assert rate.words == 3 + 4 + 1 + 1  # title, sentence, heading, text
    assert catalog.edition_pages[Month(2022, 8)].title == "August 2022"
    assert catalog.terms == (
        Term("repo rate", ("policy rate",), "economy", "economy/glossary.md", 4),
        Term("reverse repo rate", (), "economy", "economy/glossary.md", 8),
    )
    assert catalog.syllabus.line("GS2.IR.GROUPINGS") == "GS2 · International relations · Groupings"


def test_chapters_stand_by_date_and_subjects_by_order(book: Write) -> None:
    folder = book(
        chapter("b", "2022-08-04")
        + chapter("a", "2022-08-05")
        + "=== polity/index.md\n---\norder: 1\n---\n# Polity\n"
        + "=== editions/2022-08.md\n---\ncover-line: Rates rise\n---\n# August\n"
    )
    catalog = read_book(folder).catalog
    assert [c.docname for c in catalog.by_subject["economy"]] == ["economy/b", "economy/a", "economy/repo-rate"]
    assert [s.slug for s in catalog.ordered_subjects] == ["polity", "economy"]
    assert catalog.edition_pages[Month(2022, 8)].cover_line == "Rates rise"


def test_the_result_does_not_depend_on_the_order_of_the_file_system(book: Write, tmp_path: Path) -> None:
    folder = book(chapter("z", text="{term}`x`") + chapter("a", text="[x](y.md)") + chapter("m", "2022-13-01"))
    first = read_book(folder)
    again = tmp_path / "again" / "chapters"
    for file in sorted((f for f in folder.rglob("*") if f.is_file()), reverse=True):
        target = again / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    os.chdir(tmp_path / "again")
    second = read_book(Path("chapters"))
    assert second == first
    assert list(second.catalog.chapters) == list(first.catalog.chapters)


def test_what_can_be_read_is_in_the_catalog_whatever_else_is_wrong(book: Write) -> None:
    folder = book(chapter("broken", "2022-13-01") + chapter("odd").replace("[GS2.IR]", "[GS2.IR, GS9]"))
    reading = read_book(folder)
    assert sorted(reading.catalog.chapters) == ["economy/odd", "economy/repo-rate"]
    assert reading.catalog.chapters["economy/odd"].syllabus == ("GS2.IR",)


def test_a_link_to_a_chapter_with_an_error_is_not_an_error_too(book: Write) -> None:
    folder = book(chapter("broken", "2022-13-01") + chapter("link", text="[x](broken.md#title)"))
    assert rules(folder) == [("chapters/economy/broken.md", "front-matter/date")]


def test_only_errors_stop_a_build(book: Write) -> None:
    reading = read_book(book(chapter("step", text="#### Four") + chapter("html", text="<b>x</b>")))
    assert [found.severity for found in reading.problems] == ["error", "warning"]
    assert [found.rule for found in reading.errors] == ["markup/html"]


def test_paths_are_those_that_a_user_would_type(book: Write) -> None:
    folder = book(chapter("html", text="<b>x</b>"))
    assert [p.path for p in read_book(Path(f"{folder}/")).problems] == ["chapters/economy/html.md"]
    assert [p.path for p in read_book(folder.resolve()).problems] == [f"{folder.resolve()}/economy/html.md"]
    os.chdir(folder)
    assert [p.path for p in read_book(Path()).problems] == ["economy/html.md"]


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for missing in (tmp_path / "gone", tmp_path / "file"):
        (found,) = read_book(missing).problems
        assert (found.path, found.rule) == (missing.as_posix(), "place/folder")


def test_an_empty_folder_says_what_a_book_needs(tmp_path: Path) -> None:
    assert [found.rule for found in read_book(tmp_path).problems] == ["place/landing", "syllabus/none"]


def test_a_large_file_is_refused_before_it_is_parsed(book: Write) -> None:
    folder = book(chapter("large", text="word\n\n" * (MAX_BYTES // 6)) + chapter("link", text="[x](large.md#any)"))
    assert rules(folder) == [("chapters/economy/large.md", "file/size")]


@pytest.mark.parametrize(
    ("name", "beginning", "most", "message"),
    [
        ("photo.jpg", b"\xff\xd8\xff", MAX_PICTURE, "the image has more than 1,024 KB; save it smaller"),
        ("map.svg", b"<svg", MAX_SVG, "the image has more than 512 KB; draw it with fewer shapes"),
    ],
)
def test_a_large_image_is_refused(book: Write, name: str, beginning: bytes, most: int, message: str) -> None:
    folder = book()
    image = folder / "economy" / "images" / name
    image.parent.mkdir()
    image.write_bytes(beginning.ljust(most, b" "))
    assert rules(folder) == []
    image.write_bytes(beginning.ljust(most + 1, b" "))
    (found,) = read_book(folder).problems
    assert (found.path, found.rule) == (f"chapters/economy/images/{name}", "image/size")
    assert message in str(found)


def test_a_large_paragraph_is_refused_before_it_is_parsed(book: Write) -> None:
    folder = book(chapter("run", text="one\n\n" + "[" * MAX_RUN))
    (found,) = read_book(folder).problems
    assert (found.rule, found.line) == ("text/run", 11)


def test_a_hundred_thousand_headings_are_one_problem(book: Write) -> None:
    folder = book(chapter("heads", text="## same\n\n" * 20_000))
    (found,) = read_book(folder).problems
    assert (found.rule, found.line) == ("structure/headings", 7 + 2 * MAX_HEADINGS)


def test_a_hostile_file_does_not_flood_the_terminal(book: Write) -> None:
    folder = book(chapter("flood", text="{term}`x`\n\n" * 5000))
    found = rules(folder)
    assert len(found) == MOST + 1
    assert ("chapters/economy/flood.md", "file/problems") in found


def test_control_characters_of_a_stranger_do_not_reach_the_terminal(book: Write) -> None:
    folder = book(chapter("esc").replace("summary: S.", 'summary: S.\n"\\e[31m": x'))
    (folder / "economy" / "bell\a.md").write_text("# Bell")
    lines = [str(found) for found in read_book(folder).problems]
    assert any("\\x1b[31m" in line for line in lines)
    assert any("bell\\x07.md" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_a_file_name_that_is_not_utf_8_is_a_problem(book: Write) -> None:
    folder = book()
    try:
        (folder / "economy" / os.fsdecode(b"caf\xe9.md")).write_text("# Latin")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert ("chapters/economy/caf\\udce9.md", "name/letters") in rules(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_opened(book: Write) -> None:
    folder = book()
    os.mkfifo(folder / "economy" / "pipe.md")
    assert rules(folder) == [("chapters/economy/pipe.md", "file/plain")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(book: Write) -> None:
    folder = book(chapter("secret") + "=== polity/index.md\n---\norder: 1\n---\n# Polity\n")
    (folder / "economy" / "secret.md").chmod(0)
    (folder / "polity").chmod(0)
    try:
        assert rules(folder) == [
            ("chapters/economy/secret.md", "file/unreadable"),
            ("chapters/polity", "file/unreadable"),
        ]
    finally:
        (folder / "polity").chmod(0o700)
