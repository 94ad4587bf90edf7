"""Whatever a stranger writes, `read_book` returns."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from book.source import read_book
from tests.source.books import write_book

# Text that looks like a chapter finds more than text that does not.
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "published: 2022-08-05\n",
            "summary: ",
            "sources:\n  - title: x\n",
            "tags: [",
            "draft: ",
            "&a *a !b ",
        ),
        *("# ", "## x\n", "> ", "- ", "1. ", "    ", ": x\n", "| a | b |\n|---|---|\n", "(x)=\n", "+++\n", "% x\n"),
        *("```{note}\n", "```\n", ":::{glossary}\n", ":::\n", ":class: x\n", "term\n", "  definition\n"),
        *("{term}`x`", "{doc}`x", "[x](y.md#z)", "![](../x.png)", "[^1]", "[^1]: ", "[a]: b\n", "<b>", "<!--", "]("),
        *("\\", "`", "*", "\n", "\n\n", "\t", "\r", "\0", "\x85", "\u2028", "é", "हिं", "%2e%2e/"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))


@pytest.fixture(scope="module")
def folder() -> Path:
    with tempfile.TemporaryDirectory() as name:
        chapters = Path(name) / "chapters"
        write_book("", chapters)
        yield chapters


@pytest.mark.parametrize("path", ["economy/repo-rate.md", "economy/glossary.md", "economy/index.md", "syllabus.yml"])
@given(text=TEXTS)
@example(text="[" * 20_000)
@example(text="# x\n\n" + "![" * 3000 + "](x)" * 3000)
@example(text="---\n" + "[" * 20_000 + "\n---\n")
@example(text="---\na: " + "9" * 10_000 + "\n---\n")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, "utf-8", newline="")
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for found in read_book(folder).problems:
        if found.path.endswith(path):
            assert 0 <= found.line <= lines


@given(data=st.binary(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_raise(folder: Path, data: bytes) -> None:
    (folder / "economy/repo-rate.md").write_bytes(data)
    assert read_book(folder).problems
