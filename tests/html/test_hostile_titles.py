"""A title is a stranger's text wherever a page repeats it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.html.conftest import BOOK, build

WRITTEN = (
    r"Evil &lt;/title&gt;&lt;/script&gt;&lt;script&gt;window.evil = 1&lt;/script&gt; `</title><script>`"
    " &quot; &#1;&#12;"
)
SHOWN = (
    "Evil </title></script><script>window.evil = 1</script> </title><script> "
    "\N{LEFT DOUBLE QUOTATION MARK} \N{REPLACEMENT CHARACTER}"
)
SETTINGS = ("-D", "html_baseurl=https://book.example.org/")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small book with titles, a summary and a part of the syllabus that would all close what they stand in."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(BOOK, folder / "chapters")
    for name, old, new in (
        ("polity/court.md", "# A court sits", f"# {WRITTEN}"),
        ("polity/court.md", '"A court sat."', "'</script><script>window.evil = 1</script>'"),
        ("polity/index.md", "# Polity & Law", f"# {WRITTEN}"),
        ("economy/glossary.md", "# Glossary of Economy", f"# {WRITTEN}"),
        ("syllabus.yml", "{title: Polity}", '{title: "</title><script>window.evil = 1</script>"}'),
    ):
        path = folder / "chapters" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return build("html", folder, *SETTINGS, book=folder / "chapters")


@pytest.mark.parametrize(
    "path",
    ["polity/court.html", "polity/index.html", "economy/glossary.html", "index.html", "syllabus/gs2.polity.html"],
)
def test_no_title_becomes_a_script(browser: Browser, hostile: Path, path: str) -> None:
    page = browser.new_page()
    page.goto((hostile / path).as_uri())
    scripts = page.locator("script:not([src], [type])").evaluate_all("all => all.map(script => script.text)")
    assert [text for text in scripts if "window.evil" in text] == []
    assert page.evaluate("window.evil") is None
    page.close()


def test_the_title_is_shown_as_it_is_written(browser: Browser, hostile: Path) -> None:
    page = browser.new_page()
    page.goto((hostile / "polity/court.html").as_uri())
    assert page.title() == f"{SHOWN} – A Book for Readers"
    page.close()
