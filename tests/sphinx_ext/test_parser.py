"""What the builder holds against even where the check of `book.source` has seen nothing: markup of strangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.model import Problem
from book.source import Reading, read_book
from book.sphinx_ext.run import BuildFailed
from tests.sphinx_ext.conftest import Book

TEXT = "polity/ombudsman.md"
BODY = "An office that hears complaints."


def outcome(book: Book, body: str) -> tuple[str, tuple[Problem, ...]]:
    """The fragment of a chapter with this body, and the problems; the catalog is that of the book without it."""
    reading = Reading(read_book(book.chapters).catalog, ())
    book.edit(TEXT, BODY, body)
    try:
        book.build("fragments", reading=reading)
    except BuildFailed as failed:
        return (book.folder / "doctrees-fragments" / "polity/ombudsman.html").read_text(), failed.problems
    return book.fragment("polity/ombudsman").html, ()


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("```{include} /etc/hostname\n```", "book.directive"),
        ("```{literalinclude} /etc/hostname\n```", "book.directive"),
        ("```{eval-rst}\n.. include:: /etc/hostname\n```", "book.directive"),
        ("```{raw} html\n<script>alert(1)</script>\n```", "book.directive"),
        (":::{only} html\ntext\n:::", "book.directive"),
        ("> - ```{csv-table}\n>   :file: /etc/hostname\n>   ```", "book.directive"),
        (":::{note}\n```{toctree}\n:glob:\n*\n```\n:::", "book.directive"),
        ("{download}`x </etc/hostname>`", "book.role"),
        ("{raw-html}`<b>`", "book.role"),
        ("{eval}`1`", "book.role"),
        ("<ftp://example.org/x>", "book.url"),
        ("```{image} images/square.png\n:target: javascript:alert(1)\n:alt: a\n```", "book.url"),
        ("```{image} /../secret.png\n:alt: a\n```", "book.image"),
        ("![a](../../secret.png)", "book.image"),
        ("![a](https://example.org/x.png)", "book.image"),
    ],
)
def test_markup_that_opens_something_is_refused(book: Book, body: str, rule: str) -> None:
    (book.folder / "secret.png").write_bytes((book.chapters / "polity/images/square.png").read_bytes())
    html, problems = outcome(book, body)
    assert f"sphinx/{rule}" in {problem.rule for problem in problems}
    assert {problem.path for problem in problems} == {(book.chapters / TEXT).as_posix()}
    assert all(problem.line >= 16 for problem in problems)
    assert not [word for word in ("javascript:", "<script", "/etc/hostname", "ftp:") if f'href="{word}' in html]
    assert Path("/etc/hostname").read_text().strip() not in html


def test_raw_html_is_text(book: Book) -> None:
    html, problems = outcome(book, '<script>alert(1)</script>\n\nA <b onclick="x">word</b> <!-- hidden -->')
    assert problems == ()
    assert "<script" not in html
    assert "<b" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "hidden" in html
    assert "<!--" not in html


def test_substitutions_are_text(book: Book) -> None:
    assert "{{ 7 * 191 }}" in outcome(book, "{{ 7 * 191 }}")[0]


@pytest.mark.parametrize(
    "lines",
    [
        "myst: {enable_extensions: [substitution], substitutions: {x: '{{ env }}'}}",
        "html_meta: {refresh: '0; url=https://example.org'}",
        "orphan: true\ntocdepth: 0",
        "published: 2026-13-40",
        "author: Somebody\nabstract: Shown by docutils",
        "published: 2022-08-19T10:00:00Z",
        "? [a, b]\n: c",
        "key: !!python/object/apply:os.getcwd []",
        "a: &a [x]\nb: [*a, *a]",
    ],
)
def test_front_matter_is_neither_obeyed_nor_shown(book: Book, lines: str) -> None:
    reading = Reading(read_book(book.chapters).catalog, ())
    book.build("fragments", reading=reading)
    before = book.fragment("polity/ombudsman")
    text = (book.chapters / TEXT).read_text(encoding="utf-8")
    (book.chapters / TEXT).write_text(text.replace("---\n", f"---\n{lines}\n", 1), encoding="utf-8")
    book.build("fragments", reading=reading)
    assert book.fragment("polity/ombudsman") == before


def test_restructured_text_is_no_source(book: Book) -> None:
    (book.chapters / "polity/other.rst").write_text("Title\n=====\n\n.. include:: /etc/hostname\n")
    out = book.build("fragments", reading=book.unchecked())
    assert not (out / "polity/other.html").exists()


def test_heading_anchors_follow_the_rule_of_the_check(book: Book) -> None:
    book.edit(TEXT, "## Background", "## What's new: 50% more?\n\n## What's new: 50% more?")
    book.edit("economy/repo-rate.md", "ombudsman.md#background", "ombudsman.md#whats-new-50-more-1")
    book.build("fragments")
    html = book.build("html") / "economy/repo-rate.html"
    target = (book.folder / "html/polity/ombudsman.html").read_text(encoding="utf-8")
    [id_] = [part.split('"')[0] for part in html.read_text(encoding="utf-8").split("ombudsman.html#")[1:]]
    assert f'id="{id_}"' in target
