"""Boxes of facts, arguments for and against, and timelines, as the builders write them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from book.press.fragment import LINK_BASE, read_fragment
from book.sphinx_ext.run import BuildFailed
from tests.sphinx_ext.conftest import Book

TEXT = "polity/ombudsman.md"
BODY = "An office that hears complaints."
FACTS = """
:::{key-facts}
- **Signed:** 4 April 1949
- **Policy *rate***: the repo rate, see [below](#background) and [the rate](../economy/repo-rate.md)[^note]

  with a [link](https://example.org/x)
- No label, **though:** bold
- **Only a label:**
- **The repo rate:** again
:::

Text.

:::{key-facts}
- **"More"**: <b>x</b>
:::

[^note]: A note.

### Fact 2
"""
SIDES = """
:::{for-and-against}
**For *the* <script>**

- It serves the repo rate.
- Two

**Against**

- Three
:::
"""
DATES = """
:::{timeline}
- **4 April 1949:** The treaty.
- **1999--2000** – A span.
- **About <b>2001</b>** Not read.
- **2002 [x](https://example.org)**: Not plain.
:::
"""


def article(book: Book, body: str) -> Element:
    """The chapter's print markup, with this text in it."""
    book.edit(TEXT, BODY, body)
    html = read_fragment(book.build("fragments", reading=book.unchecked()), "polity/ombudsman").html
    found = tinyhtml5.parse(html, namespace_html_elements=False).find("body/article")
    assert found is not None
    return found


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def of_class(root: Element, name: str) -> list[Element]:
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def test_facts_have_ids_in_order_labels_and_texts_by_themselves(book: Book) -> None:
    found = article(book, FACTS)
    facts = book.fragment("polity/ombudsman").key_facts
    prefix = "polity-ombudsman--fact-"
    assert [fact.id.removeprefix(prefix) for fact in facts] == ["1", "2-", "3", "4", "5", "6"]
    assert [item.get("id") for box in of_class(found, "key-facts") for item in box.iter("li")] == [f.id for f in facts]
    assert [fact.label for fact in facts] == ["Signed", "Policy rate", "", "", "The repo rate", "“More”"]
    assert facts[0].text == "<p>4 April 1949</p>"
    assert facts[2].text == "<p>No label, <strong>though:</strong> bold</p>"
    assert facts[3].text == "<p><strong>Only a label:</strong></p>"
    assert facts[4].text == "<p>again</p>"
    assert facts[5].text == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
    assert {fact.chapter for fact in facts} == {"polity/ombudsman"}


def test_a_fact_by_itself_has_its_links_but_nothing_of_the_page(book: Book) -> None:
    article(book, FACTS)
    markup = book.fragment("polity/ombudsman").key_facts[1].text
    links = [part.split('"')[0] for part in markup.split('href="')[1:]]
    assert links == [
        f"{LINK_BASE}#economy-glossary--term-repo-rate",
        f"{LINK_BASE}#polity-ombudsman--background",
        f"{LINK_BASE}#economy-repo-rate",
        "https://example.org/x",
    ]
    assert not [word for word in ("id=", 'class="gloss', "page-of", "noteref", "<sup>") if word in markup]


def test_two_sides_are_titles_with_lists(book: Book) -> None:
    [sides] = of_class(article(book, SIDES), "for-and-against")
    assert [[child.tag for child in pair] for pair in sides] == [["dt", "dd"], ["dt", "dd"]]
    assert [text(title) for title in sides.iter("dt")] == ["For the <script>", "Against"]
    assert [len(list(against.iter("li"))) for against in sides.iter("dd")] == [2, 1]
    assert [text(link) for link in of_class(sides, "term")] == ["repo rate"]


def test_a_timeline_is_a_numbered_list_with_dates_for_machines(book: Book) -> None:
    [events] = of_class(article(book, DATES), "timeline")
    assert events.tag == "ol"
    dates = of_class(events, "timeline-date")
    assert [text(date) for date in dates] == ["4 April 1949", "1999–2000", "About <b>2001</b>", "2002 x1"]
    assert [[time.get("datetime") for time in date.iter("time")] for date in dates] == [
        ["1949-04-04"],
        ["1999", "2000"],
        [],
        [],
    ]
    assert [text(item) for item in events][:2] == ["4 April 1949 The treaty.", "1999–2000 A span."]


def test_the_web_page_has_the_same(book: Book) -> None:
    book.edit(TEXT, BODY, FACTS + SIDES + DATES)
    html = (book.build("html", reading=book.unchecked()) / "polity/ombudsman.html").read_text("utf-8")
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    assert [len(of_class(root, name)) for name in ("key-facts", "for-and-against", "timeline")] == [2, 1, 1]
    assert [item.get("id") for item in of_class(root, "key-facts")[1].iter("li")] == ["fact-6"]
    assert [time.get("datetime") for time in of_class(root, "timeline")[0].iter("time")] == [
        "1949-04-04",
        "1999",
        "2000",
    ]
    assert "<script>**" not in html


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("key-facts", "Text.\n\n- One"),
        ("key-facts", ""),
        ("for-and-against", "- One\n\n+ Two"),
        ("timeline", "- One"),
        ("timeline", "1. **1949** One"),
    ],
)
def test_what_is_not_of_its_shape_fails_the_build_without_the_check(book: Book, name: str, body: str) -> None:
    book.edit(TEXT, BODY, f":::{{{name}}}\n{body}\n:::")
    with pytest.raises(BuildFailed) as failed:
        book.build("fragments", reading=book.unchecked())
    assert [(problem.rule, problem.line) for problem in failed.value.problems] == [(f"sphinx/book.{name}", 16)]
