"""Search as a reader meets it: the dialog on every page, and the page whose address is a search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.html.conftest import follow, opened

RESULT = ".search-title"


def results(page: Page) -> Locator:
    return page.locator(RESULT)


def said(page: Page) -> Locator:
    """What the search says of its results; a page has other things to say too."""
    return page.locator(":is(.search-status, .search-notice)")


def search(page: Page, words: str, count: str) -> None:
    """Open the dialog, type, and wait until that many results are announced."""
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
    page.get_by_role("searchbox").fill(words)
    expect(said(page)).to_have_text(count)


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_closes_it(desktop: Page, keys: str) -> None:
    desktop.goto("economy/repo-rate.html")
    desktop.keyboard.press(keys)
    expect(desktop.get_by_role("dialog", name="Search")).to_be_visible()
    expect(desktop.get_by_role("searchbox")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("dialog")).to_have_count(0)


def test_button_opens_it_and_has_the_focus_again(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    button = phone.get_by_role("link", name="Search")
    button.click()
    expect(phone.get_by_role("searchbox")).to_be_focused()
    box = phone.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}  # it fills a phone
    phone.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()


def test_keys_are_text_while_one_types(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    desktop.keyboard.press("/")
    desktop.keyboard.type("a/b")
    expect(desktop.get_by_role("searchbox")).to_have_value("a/b")


def test_results_come_while_one_types(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    search(desktop, "", "")
    desktop.keyboard.type("passed")
    expect(said(desktop)).to_have_text("1 result")
    expect(results(desktop)).to_have_text(["The budget"])
    expect(desktop.locator(".search-facts")).to_have_text(["Economy · July 2022"])


def test_an_excerpt_shows_what_was_found_and_runs_nothing(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "onerror", "1 result")
    expect(desktop.locator(".search-excerpt mark")).to_have_text(["onerror=alert(1)>."])
    expect(desktop.locator(".search-excerpt")).to_contain_text("<img src=x onerror=alert(1)>")
    assert desktop.locator("dialog img").count() == 0


def test_a_term_is_found_where_it_is_defined(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "central bank lends", "1 result")
    expect(desktop.locator(".search-facts")).to_have_text(["Term · Economy"])
    desktop.keyboard.press("Enter")
    expect(desktop.locator("dt:target")).to_have_text("repo rate")


def test_a_term_is_found_by_another_name(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "rise in prices", "1 result")
    expect(results(desktop)).to_have_text(["inflation"])


def test_a_heading_leads_to_its_place(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "quotation", "1 result")
    desktop.locator(".search-parts").get_by_role("link", name="Background").click()
    desktop.wait_for_url("**/economy/repo-rate.html#background")


@pytest.mark.parametrize("words", ["सर्वोच्च", "न्यायालय", "nagarjuna", "Nāgārjuna", "COURT", "courts"])
def test_other_scripts_accents_case_and_endings(desktop: Page, words: str) -> None:
    desktop.goto("index.html")
    search(desktop, words, "1 result")
    expect(results(desktop)).to_have_text(["A court sits"])


def test_neither_summaries_of_others_nor_furniture_are_found(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "counted", "1 result")  # in listings too, and on its neighbours
    expect(results(desktop)).to_have_text(["Wages"])
    search(desktop, "CC BY-SA", "Nothing was found for “CC BY-SA”. Try fewer words, or others.")


def test_filters(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "publisher", "5 results")
    subject, month = (desktop.get_by_label(name, exact=True) for name in ("Subject", "Month"))
    expect(subject.locator("option")).to_have_text(["All subjects", "Economy", "Polity & Law"])
    expect(month.locator("option")).to_have_text(["All months", "August 2022", "July 2022"])
    month.select_option("July 2022")
    expect(said(desktop)).to_have_text("1 result")
    expect(results(desktop)).to_have_text(["The budget"])
    month.select_option("All months")
    expect(said(desktop)).to_have_text("5 results")
    subject.select_option("Polity & Law")
    expect(said(desktop)).to_have_text("2 results")
    desktop.get_by_role("searchbox").fill("")
    expect(desktop.locator(".search-excerpt mark")).to_have_count(0)  # those of the last search have gone
    expect(results(desktop)).to_have_count(2)  # all of a subject
    expect(said(desktop)).to_have_text("2 results")


def test_arrows_walk_through_the_results_and_enter_opens(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "publisher", "5 results")
    second = results(desktop).nth(1).inner_text()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("ArrowUp")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text(second)


def test_enter_in_the_field_opens_the_first(desktop: Page) -> None:
    desktop.goto("index.html")
    desktop.keyboard.press("/")
    desktop.keyboard.type("quotation")
    desktop.keyboard.press("Enter")  # before anything is shown
    expect(desktop.locator("h1")).to_have_text("The Bank’s rate rises")


def test_more_results_come_when_asked_for(desktop: Page) -> None:
    desktop.goto("index.html")
    search(desktop, "b", "7 results")  # bank, buys
    expect(results(desktop)).to_have_count(6)
    desktop.get_by_role("button", name="More results").click()
    expect(results(desktop)).to_have_count(7)
    expect(desktop.get_by_role("button", name="More results")).to_have_count(0)
    expect(desktop.locator(".search-result").nth(6)).to_be_focused()


def test_a_search_can_be_shared(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("economy/repo-rate.html")
    search(page, "publisher", "5 results")
    page.get_by_label("Subject", exact=True).select_option("Polity & Law")
    expect(said(page)).to_have_text("2 results")
    page.get_by_role("link", name="Results as a page").click()
    page.wait_for_url("**/search.html?q=publisher&subject=Polity+%26+Law")
    expect(said(page)).to_have_text("2 results")
    expect(page.get_by_role("searchbox")).to_have_value("publisher")
    page.get_by_label("Month", exact=True).select_option("July 2022")
    expect(said(page)).to_have_text(re.compile("Nothing"))
    expect(page).to_have_url(re.compile("&month=2022-07$"))
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.locator("dialog").count() == 0
    context.close()


def test_without_scripts_the_button_leads_to_a_page_that_helps(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, 720, java_script_enabled=False) as page:
        page.goto("economy/repo-rate.html")
        follow(page.get_by_role("link", name="Search"))
        expect(page.locator("article")).to_contain_text("needs JavaScript", use_inner_text=True)
        follow(page.locator("article").get_by_role("link", name="Economy"))
        expect(page.locator("h1")).to_have_text("Economy")


@pytest.mark.parametrize("name", ["economy/repo-rate.html", "search.html"])
def test_a_page_opened_from_the_disk_says_what_to_do(browser: Browser, site: Path, name: str) -> None:
    page, errors = browser.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((site / name).as_uri())
    page.keyboard.press("/")
    expect(said(page)).to_contain_text("Run “make serve”")
    page.close()
    assert errors == []


def test_without_an_index_it_says_so(desktop: Page) -> None:
    desktop.route("**/pagefind/**", lambda route: route.abort())
    desktop.goto("index.html")
    desktop.keyboard.press("/")
    expect(said(desktop)).to_contain_text("Search could not be loaded")


def test_nothing_of_it_is_loaded_before_it_is_used(desktop: Page, address: str) -> None:
    seen: list[str] = []
    desktop.on("request", lambda request: seen.append(request.url.removeprefix(address)))
    desktop.goto("index.html", wait_until="networkidle")
    assert [url for url in seen if url.startswith("pagefind")] == []
    search(desktop, "court", "1 result")
    assert [url for url in seen if url.startswith("http")] == []
    assert len([url for url in seen if url.startswith("pagefind/fragment")]) == 1


def test_it_works_under_a_strict_policy(browser: Browser, address: str) -> None:
    policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'"
    context = browser.new_context(base_url=address)
    page = context.new_page()

    def with_policy(route) -> None:  # type: ignore[no-untyped-def]
        response = route.fetch()
        headers = response.headers | {"content-security-policy": f"default-src 'none'; {policy}"}
        route.fulfill(response=response, headers=headers)

    page.route("**/*.html", with_policy)
    page.goto("index.html")
    search(page, "court", "1 result")
    context.close()
