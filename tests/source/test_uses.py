"""The uses of terms in the chapters of a book, and the terms that have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from book.source import cache, read_book, unused
from book.source.known_terms import KnownTerms
from book.source.uses import TermUse, term_uses

Write = Callable[..., Path]

CHAPTER = """=== economy/{name}.md
---
published: 2022-08-05
summary: S.
syllabus: [GS2.IR]
sources: [{{title: A, publisher: B}}]
{front}---

# Policy rate

{text}
"""


def chapter(name: str, text: str, front: str = "") -> str:
    return CHAPTER.format(name=name, text=text, front=front and f"{front}\n")


def uses(folder: Path) -> list[TermUse]:
    reading = read_book(folder)
    return list(term_uses(reading.pages, KnownTerms(reading.catalog.terms)))


def shown(found: list[TermUse]) -> list[str]:
    return [f"{use.path}:{use.line}: {use.term}, {use.how}" for use in found]


def test_uses_in_text_by_hand_and_where_a_term_is_explained(book: Write) -> None:
    folder = book(
        chapter(
            "a", "Policy rates, {term}`that rate <Reverse-repo rate>` and the {explains}`repo rate`.\n\n## Repo rates"
        )
    )
    assert shown(uses(folder)) == [
        "economy/a.md:10: repo rate, automatic",
        "economy/a.md:10: reverse repo rate, by hand",
        "economy/a.md:10: repo rate, explains",
        "economy/a.md:12: repo rate, explains",
        "economy/repo-rate.md:12: repo rate, by hand",
    ]


def test_drafts_count_and_other_pages_do_not(book: Write) -> None:
    folder = book(
        chapter("a", "A repo rate.", "draft: true")
        + "=== economy/index.md\n---\norder: 2\n---\n# Economy\n\nA repo rate.\n"
        + "=== economy/repo-rate.md ->\n"
        + "=== index.md\n# Book\n\nA {term}`repo rate`.\n"
    )
    assert shown(uses(folder)) == ["economy/a.md:11: repo rate, automatic"]


def test_no_link_means_each_name_of_an_entry_but_not_what_is_marked(book: Write) -> None:
    text = "The repo rate, the reverse repo rate, {term}`policy rate`.\n\n## The policy rate"
    folder = book(chapter("a", text, "no-link: [policy rates]"))
    assert shown(uses(folder))[:-1] == [
        "economy/a.md:11: reverse repo rate, automatic",
        "economy/a.md:11: repo rate, by hand",
    ]


def test_a_chapter_with_errors_has_uses_all_the_same(book: Write) -> None:
    folder = book(chapter("a", "A repo rate, <b>bold</b> and {term}`gone`.").replace("2022-08-05", "soon"))
    assert shown(uses(folder))[:-1] == ["economy/a.md:10: repo rate, automatic"]


def test_a_use_knows_its_sentence(book: Write) -> None:
    folder = book(chapter("a", "It rose. The *repo\nrate* `x` of {sub}`2`. It fell."))
    assert uses(folder)[0].sentence == ("The ", "repo rate", " x of 2. ".rstrip())


def test_terms_that_no_chapter_uses(book: Write) -> None:
    reading = read_book(book())
    assert reading.problems == ()
    assert [str(found) for found in reading.unused_terms] == [
        "chapters/economy/glossary.md:8: no chapter uses the term `reverse repo rate`; "
        "use it in a chapter, or delete its entry [term/unused]"
    ]
    assert reading.unused_terms[0].severity == "warning"


def test_no_term_is_called_unused_where_a_chapter_cannot_be_read(book: Write) -> None:
    assert read_book(book(chapter("a", "word " * 20_000))).unused_terms == ()


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The chapters in which terms were looked for."""
    paths: list[str] = []
    search = unused.chapter_uses

    def noted(path, page, known):  # type: ignore[no-untyped-def]
        paths.append(path)
        return search(path, page, known)

    monkeypatch.setattr(unused, "chapter_uses", noted)
    return paths


def test_only_chapters_that_changed_are_searched_again(book: Write, tmp_path: Path, searched: list[str]) -> None:
    folder, kept = book(chapter("a", "Text.") + chapter("b", "A bond.")), tmp_path / "cache"
    first = read_book(folder, kept).unused_terms
    assert searched == ["economy/a.md", "economy/b.md", "economy/repo-rate.md"]
    searched.clear()
    assert read_book(folder, kept).unused_terms == first
    assert searched == []
    edited = folder / "economy/a.md"
    edited.write_text(edited.read_text("utf-8") + "A reverse repo rate.\n", "utf-8")
    assert read_book(folder, kept).unused_terms == ()
    assert searched == ["economy/a.md"]


def test_all_chapters_are_searched_again_for_other_terms(book: Write, tmp_path: Path, searched: list[str]) -> None:
    folder, kept = book(chapter("b", "A bond.")), tmp_path / "cache"
    assert len(read_book(folder, kept).unused_terms) == 1
    searched.clear()
    glossary = folder / "economy/glossary.md"
    glossary.write_text(glossary.read_text("utf-8").replace("reverse repo rate\n", "bond\n"), "utf-8")
    assert read_book(folder, kept).unused_terms == ()
    assert searched == ["economy/b.md", "economy/repo-rate.md"]


def test_damaged_uses_are_made_again(book: Write, tmp_path: Path) -> None:
    folder, kept = book(), tmp_path / "cache"
    first = read_book(folder, kept).unused_terms
    file = kept / cache.USES
    whole = file.read_bytes()
    for data in (b"", whole[: len(whole) // 2], whole.replace(b"{", b"["), b"0" * 64 + whole[64:], b"\xff" + whole):
        file.write_bytes(data)
        assert read_book(folder, kept).unused_terms == first
        assert file.read_bytes() == whole
