"""The book by keyboard alone: what has the focus is always framed, in sight, and never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.html.accessible import focused, tab_to
from tests.html.conftest import opened
from tests.html.test_every_page import KINDS

CHAPTER = "polity/everything.html"


@pytest.fixture(params=[390, 1280])
def reader(request: pytest.FixtureRequest, browser: Browser, term_address: str) -> Iterator[Page]:
    with opened(browser, term_address, request.param, 844) as page:
        yield page


def follow(page: Page, link: str, title: str) -> None:
    """Tab to a link and enter: a page of this title."""
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_from_the_landing_page_to_a_chapter_and_on_from_it(reader: Page) -> None:
    reader.goto("index.html")
    tab_to(reader, "Skip to the text")
    reader.keyboard.press("Enter")
    assert focused(reader) == "main"
    follow(reader, r"Polity & Law \d chapters", "Polity & Law")
    follow(reader, "Talks & dinner .*", "Talks & dinner")
    tab_to(reader, "Mark as read")
    reader.keyboard.press("Space")
    expect(reader.locator(".read-status")).to_contain_text("✓ Read on")
    assert focused(reader) == "Mark as not read"
    onward = tab_to(reader, "Next in .*")
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).not_to_have_text("Talks & dinner")
    assert onward.endswith(reader.locator("h1").inner_text())


def test_a_definition_opens_and_closes_where_one_is(reader: Page) -> None:
    reader.goto(CHAPTER)
    definition = reader.locator(".definition:popover-open")
    tab_to(reader, "zero hour")
    expect(definition).to_be_visible()
    tab_to(reader, "Entry in the glossary")
    reader.keyboard.press("Escape")
    expect(definition).to_have_count(0)
    assert focused(reader) == "zero hour"
    tab_to(reader, "élan")
    expect(definition).to_be_visible()


def test_the_search_gives_the_focus_back_or_leads_to_a_result(reader: Page) -> None:
    reader.goto(CHAPTER)
    tab_to(reader, "zero hour")
    for key in ("Escape", "Enter"):
        reader.keyboard.press("/")
        expect(reader.get_by_role("searchbox")).to_be_focused()
        reader.keyboard.type("court")
        expect(reader.locator(".search-result").first).to_be_visible()
        assert tab_to(reader, "A court sits.*") != "zero hour"
        reader.keyboard.press(key)
        if key == "Escape":
            assert focused(reader) == "zero hour"
    expect(reader.locator("h1")).to_have_text("A court sits")


def test_the_contents_lead_to_a_heading_and_on_into_its_text(reader: Page) -> None:
    reader.goto(CHAPTER)
    if reader.get_by_role("button", name="On this page").is_visible():  # a drawer
        tab_to(reader, "On this page")
        reader.keyboard.press("Enter")
        expect(reader.locator("#contents")).to_be_visible()
    tab_to(reader, "Tables and pictures")
    reader.keyboard.press("Enter")
    heading = reader.get_by_role("heading", name="Tables and pictures")
    expect(heading).to_be_focused()
    assert focused(reader) == "Tables and pictures"
    tab_to(reader, "Minutes of the talks")  # behind it
    assert heading.get_attribute("tabindex") is None


def test_a_note_and_back(reader: Page) -> None:
    reader.goto(CHAPTER)
    tab_to(reader, r"\[1\]")
    reader.keyboard.press("Enter")
    expect(reader.locator("aside:target")).to_be_focused()
    tab_to(reader, "1")
    reader.keyboard.press("Enter")
    expect(reader.locator("a:target")).to_be_focused()
    assert focused(reader) == "[1]"


@pytest.fixture(scope="module")
def shared(browser: Browser, term_address: str) -> Iterator[Page]:
    """One page for all addresses."""
    with opened(browser, term_address, 390, 844, reduced_motion="reduce") as page:
        yield page


# The names of landmarks, and what a style sheet moves: of all elements, and of what stands before and behind them.
NAVIGATIONS = """all => all.map((nav) =>
  nav.ariaLabel ?? document.getElementById(nav.getAttribute("aria-labelledby")).textContent)"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  [undefined, "::before", "::after", "::backdrop"].map((part) => getComputedStyle(element, part)).filter((style) =>
    style.scrollBehavior === "smooth" || `${style.transitionDuration}, ${style.animationDuration}`.match(/[1-9]/)
  ).map(() => `${element.tagName} ${element.className}`))"""


@pytest.mark.parametrize("path", [*KINDS.values(), CHAPTER])
def test_every_kind_of_page(shared: Page, path: str) -> None:
    shared.goto(path)
    assert [shared.get_by_role(role).count() for role in ("main", "banner", "contentinfo")] == [1, 1, 1]  # type: ignore[arg-type]
    names = shared.locator("nav").evaluate_all(NAVIGATIONS)
    assert all(names)
    assert len(names) == len(set(names))
    assert shared.evaluate(MOVING) == []
    tab_to(shared, "CC BY-SA 4.0")  # the last of each page
    shared.keyboard.press("Shift+Tab")
    assert focused(shared) == "A Book for Readers"
