"""Sidebar, breadcrumb, contents, links of terms."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


def test_sidebar_has_subjects_in_order_and_months_newest_first_and_no_chapter(desktop: Page) -> None:
    desktop.goto("index.html")
    names = ["A Book for Readers", "Polity & Law", "Economy", "Glossary", "August 2022", "July 2022"]
    assert texts(desktop, "#sidebar a") == names


@pytest.mark.parametrize("start", ["index.html", "economy/repo-rate.html"])
@pytest.mark.parametrize("name", ["A Book for Readers", "Polity & Law", "Economy", "Glossary", "August 2022"])
def test_sidebar_links_lead_to_their_pages(desktop: Page, start: str, name: str) -> None:
    desktop.goto(start)
    desktop.locator("#sidebar").get_by_role("link", name=name, exact=True).click()
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
    assert not sidebar.is_visible()
    phone.get_by_role("button", name="Subjects and months").click()
    assert sidebar.is_visible()
    phone.keyboard.press("Escape")
    assert not sidebar.is_visible()
    phone.get_by_role("button", name="Subjects and months").click()
    sidebar.get_by_role("button", name="Close").click()
    assert not sidebar.is_visible()
    phone.get_by_role("button", name="Subjects and months").click()
    sidebar.get_by_role("link", name="Economy").click()
    assert phone.locator("h1").inner_text() == "Economy"
    assert not sidebar.is_visible()


def test_sidebar_can_be_put_away_on_a_desktop_and_stays_away(desktop: Page) -> None:
    desktop.goto("index.html")
    toggle = desktop.get_by_role("button", name="Subjects and months")
    assert toggle.get_attribute("aria-expanded") == "true"
    toggle.click()
    assert not desktop.locator("#sidebar").is_visible()
    assert toggle.get_attribute("aria-expanded") == "false"
    desktop.goto("economy/repo-rate.html")
    assert not desktop.locator("#sidebar").is_visible()
    desktop.get_by_role("button", name="Subjects and months").click()
    assert desktop.locator("#sidebar").is_visible()


@pytest.mark.parametrize(
    ("path", "crumbs"),
    [
        ("index.html", []),
        ("economy/index.html", ["A Book for Readers"]),
        ("editions/2022-08.html", ["A Book for Readers"]),
        ("glossary.html", ["A Book for Readers"]),
        ("economy/glossary.html", ["A Book for Readers", "Economy"]),
        ("economy/repo-rate.html", ["A Book for Readers", "Economy"]),
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
    assert desktop.url.endswith("#background")
    desktop.goto("economy/budget.html")
    assert desktop.locator("#contents").count() == 0


def test_contents_are_a_drawer_on_a_phone_that_closes_behind_its_link(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    phone.get_by_role("button", name="On this page").click()
    phone.locator("#contents").get_by_role("link", name="Sources").click()
    assert not phone.locator("#contents").is_visible()
    assert phone.get_by_role("heading", name="Sources").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_a_term_leads_to_its_entry(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    term = phone.locator("a.term", has_text="prices")
    assert "dotted" in term.evaluate("e => getComputedStyle(e).textDecorationStyle")
    term.click()
    assert "/economy/glossary.html#" in phone.url
    assert phone.locator("dt:target").inner_text() == "inflation"
    bar = phone.locator("header").bounding_box()
    entry = phone.locator("dt:target").bounding_box()
    assert bar is not None
    assert entry is not None
    assert bar["y"] + bar["height"] <= entry["y"] < 844  # not under the bar


def test_the_keyboard_reaches_the_text_first(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Skip to the text")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.textContent") == "Economy"  # the first link of the text
    assert desktop.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
