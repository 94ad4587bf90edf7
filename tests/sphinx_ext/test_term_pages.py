"""The pages written by hand, as chapters of a book: which uses are links in it, and what is recorded of each."""

from __future__ import annotations

import shutil
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from tests.sphinx_ext.built import Built, build
from tests.sphinx_ext.conftest import BOOK
from tests.terms.cases import PageCase, chapter_of, composed, expected_uses, one_line, read_pages, read_text

PAGES = {f"economy/page-{number}": case for number, case in enumerate(read_pages())}
CASES = pytest.mark.parametrize(("docname", "case"), PAGES.items(), ids=[case.name for case in PAGES.values()])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("pages")
    chapters = folder / "chapters"
    shutil.copytree(BOOK, chapters)
    for chapter in ("economy/inflation", "economy/repo-rate", "polity/ombudsman"):
        (chapters / f"{chapter}.md").unlink()
    (chapters / "editions/2022-08.md").write_text("# August 2022\n", "utf-8")
    entries = "\n\n".join("\n".join([*term.names, "  A definition."]) for term in read_text()[0])
    (chapters / "economy/glossary.md").write_text(f"# Glossary\n\n```{{glossary}}\n{entries}\n```\n", "utf-8")
    for docname, case in PAGES.items():
        (chapters / f"{docname}.md").write_text(chapter_of(case, "GS3.ECONOMY"), "utf-8")
    return build(folder, "html")


def links(built: Built, docname: str) -> list[tuple[str, str]]:
    """What each link to a term shows, and the main name of the entry that it leads to."""
    html = (built.folder.parent / f"html/{docname}.html").read_text("utf-8")
    tree: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    entries = {f"glossary.html#{entry.id}": entry.names[0] for entry in built.domain["entries"]["economy/glossary"]}
    found = [link for link in tree.iter("a") if link.get("class") == "term"]
    return [(plain("".join(link.itertext())), composed(entries[link.get("href", "")])) for link in found]


def plain(shown: str) -> str:
    return one_line(shown).replace("’", "'")


def expected(built: Built, case: PageCase) -> list[tuple[str, str, bool]]:
    """The uses of a page with the main names of their entries."""
    return [(plain(shown), composed(built.main_name(term)), link) for shown, term, link in expected_uses(case)]


@CASES
def test_the_links_of_a_page(built: Built, docname: str, case: PageCase) -> None:
    assert links(built, docname) == [(shown, term) for shown, term, link in expected(built, case) if link]


@CASES
def test_the_recorded_uses_of_a_page(built: Built, docname: str, case: PageCase) -> None:
    recorded = [
        composed(built.main_name(use.name)) for use in built.recorded(docname) if use.id.startswith("term-use-")
    ]
    assert recorded == [term for _, term, _ in expected(built, case)]
