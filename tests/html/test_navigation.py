"""Sidebar, breadcrumb, contents, links of terms."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.html.conftest import drawn, follow


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


def test_sidebar_has_subjects_in_order_and_months_newest_first_and_no_chapter(desktop: Page) -> None:
    desktop.goto("index.html")
    pages = ["Polity & Law", "Economy", "Glossary", "By syllabus", "Tags", "August 2022", "July 2022"]
    assert texts(desktop, "#sidebar a") == ["A Book for Readers", *pages]


@pytest.mark.parametrize("start", ["index.html", "economy/repo-rate.html"])
@pytest.mark.parametrize(
    "name", ["A Book for Readers", "Polity & Law", "Economy", "Glossary", "By syllabus", "Tags", "August 2022"]
)
def test_sidebar_links_lead_to_their_pages(desktop: Page, start: str, name: str) -> None:
    desktop.goto(start)
    follow(desktop.locator("#sidebar").get_by_role("link", name=name, exact=True))
    assert desktop.locator("h1").inner_text() == name


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("index.html", "A Book for Readers", "page"),
        ("economy/index.html", "Economy", "page"),
        ("economy/repo-rate.html", "Economy", "true"),
        ("economy/glossary.html", "Economy", "true"),
        ("editions/2022-07.html", "July 2022", "page"),
        ("glossary.html", "Glossary", "page"),
        ("syllabus.html", "By syllabus", "page"),
        ("syllabus/gs2.polity.html", "By syllabus", "true"),
        ("tags.html", "Tags", "page"),
        ("tags/real_wages.html", "Tags", "true"),
    ],
)
def test_sidebar_marks_where_one_is(desktop: Page, path: str, name: str, kind: str) -> None:
    desktop.goto(path)
    current = desktop.locator("#sidebar [aria-current]")
    assert current.all_inner_texts() == [name]
    assert current.get_attribute("aria-current") == kind


def test_sidebar_is_a_drawer_on_a_phone(phone: Page) -> None:
    phone.goto("index.html")
    sidebar = phone.locator("#sidebar")
    expect(sidebar).to_be_hidden()
    phone.get_by_role("button", name="Subjects and months").click()
    expect(sidebar).to_be_visible()
    phone.keyboard.press("Escape")
    expect(sidebar).to_be_hidden()
    phone.get_by_role("button", name="Subjects and months").click()
    sidebar.get_by_role("button", name="Close").click()
    expect(sidebar).to_be_hidden()
    phone.get_by_role("button", name="Subjects and months").click()
    follow(sidebar.get_by_role("link", name="Economy"))
    assert phone.locator("h1").inner_text() == "Economy"
    expect(sidebar).to_be_hidden()


def test_sidebar_can_be_put_away_on_a_desktop_and_stays_away(desktop: Page) -> None:
    desktop.goto("index.html")
    toggle = desktop.get_by_role("button", name="Subjects and months")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.click()
    expect(desktop.locator("#sidebar")).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    desktop.goto("economy/repo-rate.html")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(desktop.locator("#sidebar")).to_be_hidden()
    toggle.click()
    expect(desktop.locator("#sidebar")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "crumbs"),
    [
        ("index.html", []),
        ("economy/index.html", ["A Book for Readers"]),
        ("editions/2022-08.html", ["A Book for Readers"]),
        ("glossary.html", ["A Book for Readers"]),
        ("economy/glossary.html", ["A Book for Readers", "Economy"]),
        ("economy/repo-rate.html", ["A Book for Readers", "Economy"]),
        ("syllabus.html", ["A Book for Readers"]),
        ("syllabus/gs2.html", ["A Book for Readers", "By syllabus"]),
        ("tags/pay.html", ["A Book for Readers", "Tags"]),
    ],
)
def test_breadcrumb(desktop: Page, path: str, crumbs: list[str]) -> None:
    desktop.goto(path)
    assert texts(desktop, ".bd-breadcrumbs a") == crumbs


def test_contents_stand_beside_a_chapter_of_two_headings_or_more(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    headings = texts(desktop, "h2")
    assert len(headings) == 4
    assert texts(desktop, "#contents a") == headings
    desktop.locator("#contents").get_by_role("link", name="Background").click()
    expect(desktop).to_have_url(re.compile("#background$"))
    desktop.goto("economy/budget.html")
    assert desktop.locator("#contents").count() == 0


def test_contents_are_a_drawer_on_a_phone_that_closes_behind_its_link(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    phone.get_by_role("button", name="On this page").click()
    follow(phone.locator("#contents").get_by_role("link", name="Sources"))
    expect(phone.locator("#contents")).to_be_hidden()
    expect(phone.get_by_role("heading", name="Sources")).to_be_in_viewport()


def test_a_term_leads_to_its_entry(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    term = phone.locator("a.term", has_text="prices")
    assert "dotted" in term.evaluate("e => getComputedStyle(e).textDecorationStyle")
    follow(term)
    assert "/economy/glossary.html#" in phone.url
    expect(phone.locator("dt:target")).to_have_text("inflation")
    drawn(phone)
    bar = phone.locator("header").bounding_box()
    entry = phone.locator("dt:target").bounding_box()
    assert bar is not None
    assert entry is not None
    assert bar["y"] + bar["height"] <= entry["y"] < 844  # not under the bar


def test_the_keyboard_reaches_the_text_first(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    assert skip.evaluate("e => e.getBoundingClientRect().left >= 0")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    drawn(desktop)  # where the tab key goes on is settled with the scrolling
    desktop.keyboard.press("Tab")
    focus = desktop.locator(":focus")
    expect(focus).to_have_text("Economy")  # the first link of the text
    expect(focus).to_have_css("outline-style", "solid")
