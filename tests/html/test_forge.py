"""Links to edit a page and to report an error."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from book.sphinx_ext.screen.forge import Forge
from tests.html.conftest import build

GITHUB = Forge("https://github.com/owner/name", "main", "chapters")
GITLAB = Forge("https://gitlab.example.org/owner/name", "trunk", "book")


def test_edit_and_history() -> None:
    assert GITHUB.edit("economy/wages") == "https://github.com/owner/name/edit/main/chapters/economy/wages.md"
    assert GITHUB.history("economy/wages") == "https://github.com/owner/name/commits/main/chapters/economy/wages.md"
    below = "https://gitlab.example.org/owner/name/-/"
    assert GITLAB.edit("economy/wages") == f"{below}edit/trunk/book/economy/wages.md"
    assert GITLAB.history("economy/wages") == f"{below}commits/trunk/book/economy/wages.md"


@pytest.mark.parametrize(
    ("forge", "path", "title", "text"),
    [
        (GITHUB, "/owner/name/issues/new", "title", "body"),
        (GITLAB, "/owner/name/-/issues/new", "issue[title]", "issue[description]"),
    ],
)
def test_a_report_has_title_and_address(forge: Forge, path: str, title: str, text: str) -> None:
    address = "https://book.example.org/economy/wages.html"
    link = urlsplit(forge.report("economy/wages", 'A & B #1: "50 %"', address))
    assert link.path == path
    assert parse_qs(link.query, strict_parsing=True) == {
        title: ['Error in “A & B #1: "50 %"”'],
        text: [f"{address}\r\n\r\n"],
    }
    assert link.fragment == ""


def test_without_the_address_of_the_site_a_report_names_the_file() -> None:
    assert "chapters%2Feconomy%2Fwages.md" in str(GITHUB.report("economy/wages", "Wages", ""))


def test_the_kind_of_forge_is_said_where_the_host_does_not() -> None:
    unknown = Forge("https://code.example.org/owner/name", "main", "chapters")
    assert (unknown.edit("x"), unknown.history("x"), unknown.report("x", "X", "")) == (None, None, None)
    assert replace(unknown, kind="gitlab").edit("x") == "https://code.example.org/owner/name/-/edit/main/chapters/x.md"


def test_reports_are_letters_where_they_cannot_be_issues() -> None:
    letter = urlsplit(Forge(mail="errors@example.org").report("x", "X & Y", "https://b.example.org/x.html"))
    assert (letter.scheme, letter.path) == ("mailto", "errors@example.org")
    assert parse_qs(letter.query) == {"subject": ["Error in “X & Y”"], "body": ["https://b.example.org/x.html\r\n\r\n"]}
    assert str(replace(GITHUB, mail="errors@example.org").report("x", "X", "")).startswith("https://github.com/")


def test_pages_with_a_source_have_the_links(tmp_path: Path) -> None:
    settings = ("repository_url=https://github.com/owner/name/", "html_baseurl=https://book.example.org/here")
    out = build("html", tmp_path, *(part for setting in settings for part in ("-D", setting)))
    page = (out / "economy/wages.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/owner/name/edit/main/chapters/economy/wages.md"' in page
    report = "https://github.com/owner/name/issues/new?title=Error%20in%20%E2%80%9CWages%E2%80%9D"
    assert f'href="{report}&amp;body=https%3A%2F%2Fbook.example.org%2Fhere%2Feconomy%2Fwages.html%0D%0A%0D%0A"' in page
    assert "page-links" not in (out / "tags.html").read_text(encoding="utf-8")


def test_no_links_where_the_repository_is_not_known(site: Path) -> None:
    assert "page-links" not in (site / "economy/wages.html").read_text(encoding="utf-8")
