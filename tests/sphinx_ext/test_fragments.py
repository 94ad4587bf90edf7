"""Fragments, read as the press reads them: by the HTML parser of WeasyPrint."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from book.press.fragment import LINK_BASE, WEB_SLOT, Fragment, read_fragment
from tests.sphinx_ext.conftest import BOOK, Book

PAGES = {
    "index": "landing",
    "editions/2022-08": "edition",
    "economy/index": "subject",
    "economy/glossary": "glossary",
    "economy/inflation": "chapter",
    "economy/repo-rate": "chapter",
    "polity/index": "subject",
    "polity/ombudsman": "chapter",
}


@pytest.fixture(scope="module")
def fragments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fragment]:
    folder = tmp_path_factory.mktemp("book")
    (folder / "chapters").symlink_to(BOOK)
    out = Book(folder).build("fragments")
    return {docname: read_fragment(out, docname) for docname in PAGES}


def parsed(fragment: Fragment) -> Element:
    body = tinyhtml5.parse(fragment.html, namespace_html_elements=False).find("body")
    assert body is not None
    [article] = list(body)
    return article


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def chapter(fragments: dict[str, Fragment]) -> Element:
    return parsed(fragments["economy/repo-rate"])


def links(element: Element) -> dict[str, str]:
    return {text(link): link.get("href", "") for link in element.iter("a")}


def test_each_page_is_an_article_of_its_kind(fragments: dict[str, Fragment]) -> None:
    for docname, kind in PAGES.items():
        article = parsed(fragments[docname])
        assert (article.tag, article.get("id"), article.get("class")) == ("article", docname.replace("/", "-"), kind)
        assert len(list(article.iter("h1"))) == 1


def test_ids_are_unique_over_the_book_and_every_link_within_it_has_its_end(fragments: dict[str, Fragment]) -> None:
    ids = [node.get("id") for page in fragments.values() for node in parsed(page).iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    ends = [href for page in fragments.values() for href in links(parsed(page)).values() if "book.invalid" in href]
    assert len(ends) > 10
    assert {end.removeprefix(f"{LINK_BASE}#") for end in ends} <= set(ids)


def test_links_go_to_pages_headings_and_other_hosts(chapter: Element) -> None:
    found = links(chapter)
    assert found["the ombudsman"] == f"{LINK_BASE}#polity-ombudsman"
    assert found["how it began"] == f"{LINK_BASE}#polity-ombudsman--background"
    assert found["below"] == f"{LINK_BASE}#economy-repo-rate--in-numbers"
    assert found["https://example.org/"] == "https://example.org/"
    assert found["mail"] == "mailto:desk@example.org"


def test_only_links_out_of_the_book_are_external(chapter: Element) -> None:
    external = {link.get("href", "").split(":")[0] for link in chapter.iter("a") if link.get("class") == "external"}
    internal = {link.get("href", "") for link in chapter.iter("a") if link.get("class") != "external"}
    assert external == {"https", "mailto"}
    assert all(href.startswith(f"{LINK_BASE}#") for href in internal)


def test_a_link_without_text_shows_the_other_title(fragments: dict[str, Fragment]) -> None:
    assert links(parsed(fragments["economy/inflation"]))["The “Repo Rate” Rises"] == f"{LINK_BASE}#economy-repo-rate"


def test_only_chapters_have_a_place_for_their_address_on_the_web(fragments: dict[str, Fragment]) -> None:
    for docname, kind in PAGES.items():
        assert fragments[docname].html.count(f"</time> {WEB_SLOT}</p>") == (kind == "chapter")
        assert fragments[docname].html.count(WEB_SLOT) == (kind == "chapter")


def test_titles_have_typographic_quotes(fragments: dict[str, Fragment]) -> None:
    assert fragments["economy/repo-rate"].title == "The “Repo Rate” Rises"


def test_term_uses_name_the_main_term_and_link_to_its_entry(fragments: dict[str, Fragment], chapter: Element) -> None:
    uses = [(use.term, use.id) for use in fragments["economy/repo-rate"].term_uses]
    prefix = "economy-repo-rate--term-use"
    assert uses == [
        ("monetary policy committee", f"{prefix}-1"),
        ("repo rate", f"{prefix}-2"),
        ("monetary policy committee", f"{prefix}-3"),
    ]
    shown = [(text(a), a.get("id"), a.get("href")) for a in chapter.iter("a") if a.get("class") == "term"]
    committee = f"{LINK_BASE}#economy-glossary--term-monetary-policy-committee"
    rate = f"{LINK_BASE}#economy-glossary--term-repo-rate"
    assert shown == [
        ("MPC", f"{prefix}-1", committee),
        ("policy rate", f"{prefix}-2", rate),
        ("mpc", f"{prefix}-3", committee),
    ]


def test_the_first_use_of_a_term_has_a_gloss_without_links_and_ids(chapter: Element) -> None:
    glosses = [node for node in chapter.iter("span") if node.get("class") == "gloss"]
    assert [text(gloss) for gloss in glosses] == [
        "monetary policy committee The six members who decide the repo rate.",
        "repo rate The rate at which the central bank lends; see its chapter. It is the policy rate.",
    ]
    for gloss in glosses:
        assert gloss.get("role") == "note"
        assert not list(gloss.iter("a"))
        assert not [node for node in gloss.iter() if node.get("id")]
    assert [text(node) for node in glosses[1].iter("em")] == ["central"]


def test_a_glossary_has_entries_with_what_they_use(fragments: dict[str, Fragment]) -> None:
    committee, rate = fragments["economy/glossary"].entries
    assert committee.id == "economy-glossary--term-monetary-policy-committee"
    assert committee.names == ("monetary policy committee", "MPC")
    assert committee.uses == ("repo rate",)
    assert rate.html.startswith("<p>The rate at which the <em>central</em> bank lends")
    assert rate.html.endswith("<p>It is the policy rate.</p>")
    assert not [node for node in parsed(fragments["economy/glossary"]).iter() if node.get("class") == "gloss"]


def test_tables_have_a_head_and_alignment(chapter: Element) -> None:
    [table] = chapter.iter("table")
    assert table.attrib == {}
    assert [text(cell) for cell in table.iterfind("thead/tr/th")] == ["rate", "before", "after"]
    assert [cell.get("class") for cell in table.iterfind("tbody/tr/td")] == ["text-left", "text-right", "text-right"]


def test_the_head_of_a_table_has_no_page_number_for_it_may_be_printed_twice(book: Book) -> None:
    there = "[there](../polity/ombudsman.md)"
    book.edit("economy/repo-rate.md", "| rate | before |", f"| {there} | before |")
    book.edit("economy/repo-rate.md", "| repo | 4.90 ", f"| {there} | 4.90 ")
    book.build("fragments")
    [table] = parsed(book.fragment("economy/repo-rate")).iter("table")
    slots = {part: [node.get("data-to") for node in table.find(part).iter("span")] for part in ("thead", "tbody")}
    assert slots == {"thead": [], "tbody": ["polity-ombudsman"]}


def test_nested_lists_boxes_quotes_and_code_are_plain_elements(chapter: Element) -> None:
    [nested] = chapter.iterfind(".//li/ul/li/p")
    assert text(nested) == "nested, with code here"
    assert [(code.text, code.attrib) for code in nested.iter("code")] == [("code  here", {})]
    [box] = (node for node in chapter.iter("div") if node.get("class") == "admonition note")
    assert [text(child) for child in box] == ["Note", "A box with H2O in it."]
    assert [text(quote) for quote in chapter.iter("blockquote")] == ["A quotation."]
    [code] = chapter.iterfind(".//pre/code")
    assert code.text == 'print("a < b")\n'


def test_footnotes_link_both_ways(chapter: Element) -> None:
    [reference] = chapter.iterfind(".//sup/a")
    [note] = (node for node in chapter.iter("aside") if node.get("class") == "footnote")
    [back] = note.iterfind("span/a")
    assert reference.get("href") == f"{LINK_BASE}#{note.get('id')}"
    assert back.get("href") == f"{LINK_BASE}#{reference.get('id')}"
    assert text(note) == "1 The text of the note."


def test_nothing_of_the_screen_is_left(fragments: dict[str, Fragment]) -> None:
    for fragment in fragments.values():
        classes = {name for node in parsed(fragment).iter() for name in node.get("class", "").split()}
        assert not classes & {"headerlink", "highlight", "docutils", "reference", "pre", "xref", "row-odd", "std"}
        assert "¶" not in fragment.html
        assert "page:" not in fragment.html


def test_images_are_named_by_their_content(book: Book) -> None:
    out = book.build("fragments")
    [name] = book.fragment("polity/ombudsman").images
    [image] = parsed(book.fragment("polity/ombudsman")).iter("img")
    assert image.get("src") == name
    assert image.get("alt") == "A plain square"
    assert Path(out, name).read_bytes() == (book.chapters / "polity/images/square.png").read_bytes()
