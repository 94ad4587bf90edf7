"""Terms: which entry a use finds, and what the environment keeps of them."""

from __future__ import annotations

import tinyhtml5
from docutils import nodes

from book.press.fragment import LINK_BASE
from book.sphinx_ext.terms.glossary import gloss_of
from tests.sphinx_ext.conftest import Book


def html_links(book: Book, page: str) -> list[tuple[str, str, str]]:
    """Text, address and id of each term link on a page of the HTML book."""
    path = book.folder / "html" / page
    tree = tinyhtml5.parse(path.read_text(encoding="utf-8"), namespace_html_elements=False)
    found = [a for a in tree.iter("a") if a.get("class") == "term"]
    return [("".join(a.itertext()), a.get("href", ""), a.get("id", "")) for a in found]


def test_a_use_on_screen_is_a_plain_link_to_the_entry(book: Book) -> None:
    book.build("html")
    assert html_links(book, "economy/repo-rate.html") == [
        ("MPC", "glossary.html#term-monetary-policy-committee", "term-use-1"),
        ("policy rate", "glossary.html#term-repo-rate", "term-use-2"),
        ("mpc", "glossary.html#term-monetary-policy-committee", "term-use-3"),
    ]
    assert html_links(book, "economy/glossary.html") == [("repo rate", "#term-repo-rate", "term-use-1")]
    assert "gloss-term" not in (book.folder / "html/economy/repo-rate.html").read_text(encoding="utf-8")


def test_terms_of_other_subjects_are_found_in_any_spelling(book: Book) -> None:
    book.edit("polity/ombudsman.md", "An office", "{term}`REPO\n  Rate` and an office")
    book.build("html")
    [(_, href, _)] = html_links(book, "polity/ombudsman.html")
    assert href == "../economy/glossary.html#term-repo-rate"


def test_an_id_that_a_heading_has_taken_is_not_given_to_a_use(book: Book) -> None:
    book.edit("economy/inflation.md", "## Background", "## Term use 1")
    book.build("html")
    [(_, _, id_)] = html_links(book, "economy/inflation.html")
    page = (book.folder / "html/economy/inflation.html").read_text(encoding="utf-8")
    assert id_ != "term-use-1"
    assert page.count(f'id="{id_}"') == 1
    assert page.count('id="term-use-1"') == 1


def test_in_a_heading_and_in_a_link_a_term_is_text(book: Book) -> None:
    book.edit("economy/inflation.md", "## Background", "## The {term}`repo rate`")
    book.edit("economy/inflation.md", "As told in [](repo-rate.md)", "See [the {term}`MPC` at work](repo-rate.md)")
    book.build("fragments")
    fragment = book.fragment("economy/inflation")
    assert "<h2>The repo rate</h2>" in fragment.html
    assert (
        f'<a href="{LINK_BASE}#economy-repo-rate">the <span id="economy-inflation--term-use-2">MPC</span>'
        in fragment.html
    )
    assert [(use.term, use.explains) for use in fragment.term_uses] == [
        ("repo rate", False),
        ("repo rate", True),
        ("monetary policy committee", False),
    ]


def test_a_gloss_is_running_text() -> None:
    link = nodes.reference("", "a link", refuri="u")
    items = [nodes.list_item("", nodes.paragraph("", text)) for text in ("first", "second")]
    definition = nodes.definition(
        "",
        nodes.paragraph("", "One ", nodes.strong("", "bold", ids=["x"]), nodes.Text(" and "), link),
        nodes.bullet_list("", *items),
        nodes.paragraph("", "Last", nodes.footnote_reference("", "1"), nodes.Text(".")),
    )
    gloss = nodes.paragraph("", "", *gloss_of(definition))
    assert gloss.astext() == "One bold and a link first second Last."
    assert [type(node) for node in gloss.findall(nodes.Element)] == [nodes.paragraph, nodes.strong]
    assert not [node for node in gloss.findall(nodes.Element) if node["ids"]]
