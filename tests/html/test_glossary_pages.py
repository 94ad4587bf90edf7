"""A subject's glossary says who uses its terms; the glossary of the book has all terms from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.html.conftest import drawn, follow, opened
from tests.html.test_navigation import texts


@pytest.fixture
def page(browser: Browser, term_address: str) -> Iterator[Page]:
    with opened(browser, term_address, 390, 844) as page:
        yield page


def users(page: Page, glossary: str, term: str) -> Locator:
    """Who uses a term, opened."""
    page.goto(f"{glossary}/glossary.html")
    found = page.locator(f"dt[id='term-{term}'] ~ dd").first.locator(".term-users")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    expect(found.locator("li").first).to_be_visible()
    return found


# Who uses a term


def test_users_are_the_newest_ten_and_a_number(page: Page) -> None:
    found = users(page, "economy", "repo-rate")
    assert found.locator("summary").inner_text() == "Used in 14 chapters"
    days = [f"Day {day}" for day in range(11, 4, -1)]  # of one day by docname
    assert found.locator("a").all_inner_texts() == ["Day 12", "Talks & dinner", *days, "The Bank’s rate rises"]
    assert found.locator(".more").inner_text() == "and 4 more"
    assert found.locator("time").first.inner_text() == "12 August 2022"


def test_a_user_shows_the_sentence_of_its_first_use_and_leads_there(page: Page) -> None:
    found = users(page, "polity", "the-Quad")
    assert found.locator("summary").inner_text() == "Used in 1 chapter"
    assert found.locator(".first-use").inner_text() == "The Quad met and spoke of inflation “at length”, a < b."
    assert found.locator("mark").inner_text() == "The Quad"
    follow(found.get_by_role("link", name="Talks & dinner"))
    assert page.url.endswith("/polity/talks.html#term-use-1")
    expect(page.locator(":target")).to_have_text("The Quad")


def test_a_chapter_that_explains_a_term_says_so(page: Page) -> None:
    found = users(page, "economy", "repo-rate").locator("li:has(.explains)")
    assert found.locator("a").all_inner_texts() == ["Talks & dinner"]
    assert found.locator(".explains").inner_text() == "explained in this chapter"


def test_many_users_are_folded_and_one_is_not(page: Page) -> None:
    page.goto("economy/glossary.html")
    assert page.locator("dt#term-repo-rate + dd .first-use").first.is_visible() is False
    page.goto("polity/glossary.html")
    assert page.locator("dt#term-the-Quad ~ dd .first-use").first.is_visible()


def test_a_glossary_is_no_user_and_print_has_none(page: Page, fragments: Path) -> None:
    page.goto("economy/glossary.html")
    assert "Glossary of" not in "".join(texts(page, ".term-users a"))
    assert "term-users" not in (fragments / "economy/glossary.html").read_text(encoding="utf-8")


def test_an_entry_can_be_read_on_a_phone(page: Page) -> None:
    page.goto("polity/glossary.html")
    name, alias = page.locator("dt").all()[:2]
    assert alias.evaluate("e => getComputedStyle(e, '::before').content") == '" also: "'
    first, second = name.bounding_box(), alias.bounding_box()
    assert first is not None
    assert second is not None
    assert first["x"] + first["width"] <= second["x"]  # on the same line, behind it
    assert second["y"] < first["y"] + first["height"]
    assert page.locator(".see-also").inner_text() == "See also repo rate."
    assert page.evaluate("document.documentElement.scrollWidth") == 390


# From A to Z


def test_all_terms_stand_in_the_order_of_a_dictionary(page: Page) -> None:
    page.goto("glossary.html")
    assert texts(page, ".term-index h2") == ["0–9", "E", "I", "Q", "R", "Z", "ल"]
    assert texts(page, ".term-index dt") == [
        "5G",
        "élan",
        "inflation also: rise in prices",
        "Q&A “hour”",
        "the Quad also: Quadrilateral",
        "Quadrilateral",
        "repo rate",
        "rise in prices",
        "zero hour also: Q&A “hour”",
        "लोक सभा",
    ]
    assert page.locator("dd", has_text="Four states").inner_text().splitlines() == [
        "Four states that consult, “a < b & c”, whatever inflation does.",
        "Polity & Law",
    ]


def test_a_name_leads_to_its_entry_and_an_alias_to_the_name(page: Page) -> None:
    page.goto("glossary.html")
    see = page.locator(".see", has_text="rise in prices")
    assert see.inner_text() == "rise in prices see inflation"
    see.get_by_role("link").click()
    expect(page.locator(":target dt")).to_have_text("inflation also: rise in prices")
    follow(page.locator(":target dt a"))
    assert page.url.endswith("/economy/glossary.html#term-inflation")


def test_only_letters_that_have_terms_are_links(page: Page) -> None:
    page.goto("glossary.html")
    assert texts(page, ".letters li") == ["0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ल"]
    assert texts(page, ".letters a") == ["0–9", "E", "I", "Q", "R", "Z", "ल"]
    page.set_viewport_size({"width": 390, "height": 400})
    follow(page.get_by_role("navigation", name="Letters").get_by_role("link", name="Q"))
    drawn(page)
    heading, bar = page.locator("h2", has_text="Q").bounding_box(), page.locator(".letters").bounding_box()
    assert heading is not None
    assert bar is not None
    assert bar["y"] + bar["height"] <= heading["y"] < 200  # in sight, and the letters too


def test_filter_finds_names_aliases_and_definitions_and_says_how_many(page: Page) -> None:
    page.goto("glossary.html")
    box = page.get_by_role("searchbox", name="Find a term")
    status = page.get_by_role("status")
    for typed, names, said in (
        ("ZERO", ["zero hour also: Q&A “hour”"], "1 term"),
        ("elan", ["élan"], "1 term"),
        ("in prices", ["inflation also: rise in prices"], "1 term"),
        ("quadrilateral", ["the Quad also: Quadrilateral"], "1 term"),
        ("  which   law ", ["élan"], "1 term"),
        ("लोक", ["लोक सभा"], "1 term"),
        ("polity", [], "No term has this."),  # the subject is no part of the definition
        ("networks", ["5G"], "1 term"),
        ("inflation", ["inflation also: rise in prices", "the Quad also: Quadrilateral", "repo rate"], "3 terms"),
    ):
        box.fill(typed)
        expect(status).to_have_text(said)
        expect(page.locator(".term-index dt:visible")).to_have_text(names)
    expect(page.locator(".term-index h2:visible")).to_have_text(["I", "Q", "R"])
    expect(page.locator(".letters")).to_be_hidden()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator(".term-index dt:visible")).to_have_count(10)
    expect(status).to_have_text("")
    expect(page.locator(".letters")).to_be_visible()


def test_what_was_typed_is_found_again_by_who_comes_back(page: Page) -> None:
    page.goto("glossary.html")
    page.get_by_role("searchbox").fill("zero")
    follow(page.locator(".term-index dt:visible a"))
    page.go_back()
    expect(page.locator(".term-index dt:visible")).to_have_text(["zero hour also: Q&A “hour”"])


def test_without_scripts_there_is_no_filter(browser: Browser, term_address: str) -> None:
    with opened(browser, term_address, 390, 844, java_script_enabled=False) as page:
        page.goto("glossary.html")
        assert not page.get_by_label("Find a term").is_visible()
        assert page.locator("dt", has_text="zero hour").is_visible()


def test_only_pages_with_terms_load_a_script_for_them(page: Page) -> None:
    for path, scripts in (
        ("glossary.html", {"term-index.js"}),
        ("polity/talks.html", {"terms.js"}),
        ("polity/bill.html", set()),
    ):
        page.goto(path)
        sources = page.locator("script[src]").evaluate_all("all => all.map((e) => new URL(e.src).pathname)")
        loaded = {source.rpartition("/")[2] for source in sources}
        assert loaded & {"term-index.js", "terms.js"} == scripts
