"""What paper needs in place of links: notes with addresses, and slots for the pages of other chapters."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from book.press.fragment import LINK_BASE, Fragment, page_slot
from tests.sphinx_ext.conftest import Book
from tests.sphinx_ext.test_fragments import parsed, text

CHAPTER = "polity/ombudsman"
BODY = "An office that hears complaints."
URL = "https://example.org/acts/1913.pdf"


def fragment(book: Book, body: str) -> Fragment:
    """The fragment of a chapter with this body; its source is https://example.org/source."""
    book.edit(f"{CHAPTER}.md", BODY, body)
    path = book.chapters / f"{CHAPTER}.md"
    source = "sources: [{title: A, publisher: B, url: 'https://example.org/source/'}]"
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("sources:"))
    end = next(i for i, line in enumerate(lines[start:], start) if line == "---")
    path.write_text("\n".join([*lines[:start], source, *lines[end:]]), encoding="utf-8")
    book.build("fragments")
    return book.fragment(CHAPTER)


def article(book: Book, body: str) -> Element:
    return parsed(fragment(book, body))


def notes(page: Element) -> list[str]:
    return [text(note) for note in page.iter("aside")]


def paragraph(page: Element) -> str:
    """The first paragraph of the section, numbers of notes in brackets."""
    first = next(page.iterfind("section/p"))
    for mark in first.iter("sup"):
        mark[0].text = f"[{mark[0].text}]"
    return text(first)


def test_footnotes_and_addresses_share_one_sequence_in_the_order_of_the_text(book: Book) -> None:
    page = article(
        book,
        f"See [the act]({URL}), a note[^b] and [a report](https://example.org/report).[^7] Again [it]({URL}).\n\n"
        "[^7]: Of the label seven.\n[^b]: Of the label b.",
    )
    assert paragraph(page) == "See the act,[1] a note[2] and a report.[3][4] Again it.[1]"
    assert notes(page) == [
        "1 example.org/acts/1913.pdf",
        "2 Of the label b.",
        "3 example.org/report",
        "4 Of the label seven.",
    ]


def test_notes_are_a_section_before_the_sources(book: Book) -> None:
    page = article(book, f"See [the act]({URL}).")
    *_, section, sources = page.iterfind("section")
    assert (section.get("role"), section.get("class"), text(section[0])) == ("doc-endnotes", "endnotes", "Notes")
    assert sources.get("class") == "sources"
    assert [note.get("role") for note in section.iter("aside")] == ["doc-endnote"]


def test_notes_and_their_calls_link_to_each_other(book: Book) -> None:
    page = article(book, f"[One]({URL}), two[^1], [three]({URL}), four[^1].\n\n[^1]: Text.")
    calls = [(call.get("id"), call.get("href")) for call in page.iter("a") if call.get("role") == "doc-noteref"]
    backs = [back.get("href") for back in page.iter("a") if back.get("role") == "doc-backlink"]
    asides = [note.get("id") for note in page.iter("aside")]
    assert [href for _, href in calls] == [f"{LINK_BASE}#{asides[i]}" for i in (0, 1, 0, 1)]
    assert backs == [f"{LINK_BASE}#{calls[0][0]}", f"{LINK_BASE}#{calls[1][0]}"]
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "link",
    [
        "[the source](https://example.org/source)",
        "[the source](https://example.org/source/)",
        f"<{URL}>",
        f"[{URL}]({URL})",
        "[example.org/acts](https://example.org/acts/)",
        "[mail](mailto:desk@example.org)",
        "[a chapter](../economy/inflation.md)",
        "[below](#background)",
    ],
)
def test_no_note_says_what_the_page_says_already(book: Book, link: str) -> None:
    page = article(book, f"See {link}.")
    assert not list(page.iter("aside"))
    assert "Notes" not in [text(head) for head in page.iter("h2")]


def test_a_link_in_a_note_shows_its_address_there(book: Book) -> None:
    page = article(
        book,
        f"A note.[^1]\n\n[^1]: See [the act]({URL}), [more][^2].\n[^2]: More, [again]({URL}).".replace(
            "[more]", "more"
        ),
    )
    assert notes(page) == [
        "1 See the act (example.org/acts/1913.pdf), more2.",
        "2 More, again (example.org/acts/1913.pdf).",
    ]


def test_an_address_may_break_after_slashes(book: Book) -> None:
    [note] = article(book, f"See [the act]({URL}).").iter("aside")
    [link] = (link for link in note.iter("a") if link.get("role") is None)
    assert link.get("href") == URL
    assert len(list(link.iter("wbr"))) == 4


def test_a_heading_stays_without_a_note_and_without_a_page(book: Book) -> None:
    body = f"{BODY}\n\n## Of [the act]({URL}) and [the rate](../economy/repo-rate.md)"
    found = fragment(book, body)
    assert not list(parsed(found).iter("aside"))
    assert found.references == ()
    assert "page-of" not in found.html


def test_links_within_tables_lists_and_boxes_are_running_text(book: Book) -> None:
    link = f"[act]({URL})"
    page = article(book, f"- {link}\n\n| a |\n|---|\n| {link} |\n\n:::{{note}}\n{link}\n:::")
    assert [text(mark) for mark in page.iter("sup")] == ["1", "1", "1"]


def test_ids_of_notes_keep_clear_of_headings(book: Book) -> None:
    page = article(book, f"See [the act]({URL}).\n\n## Link note 1\n\n## Link note call 1")
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_the_screen_keeps_its_footnotes_and_links(book: Book) -> None:
    book.edit(f"{CHAPTER}.md", BODY, f"See [the act]({URL}), a note[^1].\n\n[^1]: Text.")
    html = (book.build("html") / f"{CHAPTER}.html").read_text(encoding="utf-8")
    assert "doc-endnotes" not in html
    assert html.count("doc-noteref") == 1
    assert "page-of" not in html


def test_a_slot_stands_behind_each_link_to_another_page(book: Book) -> None:
    rate, numbers = "economy-repo-rate", "economy-repo-rate--in-numbers"
    body = (
        "See [the *rate*](../economy/repo-rate.md), [its numbers](../economy/repo-rate.md#in-numbers), "
        "{doc}`economics <../economy/index>`, [below](#background), the {term}`repo rate`, "
        "again [it](../economy/repo-rate.md)."
    )
    found = fragment(book, body)
    assert found.references == (rate, numbers, "economy-index")
    for markup in (
        f"the <em>rate</em></a> {page_slot(rate)}, ",
        f"its numbers</a> {page_slot(numbers)}, ",
        f"economics</a> {page_slot('economy-index')}, ",
        f"it</a> {page_slot(rate)}.",
    ):
        assert markup in found.html
    assert found.html.count("page-of") == 4


def test_a_link_in_a_note_has_a_slot(book: Book) -> None:
    found = fragment(book, "A note.[^1]\n\n[^1]: See [the rate](../economy/repo-rate.md).")
    assert found.references == ("economy-repo-rate",)
    [note] = parsed(found).iter("aside")
    assert [node.get("data-to") for node in note.iter("span") if node.get("class") == "page-of"] == [
        "economy-repo-rate"
    ]


def test_pages_of_every_kind_have_slots(book: Book) -> None:
    book.build("fragments")
    assert book.fragment("economy/inflation").references == ("economy-repo-rate",)
    assert book.fragment("economy/glossary").references == ("economy-repo-rate",)
