"""What holds on every kind of page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.html.conftest import follow, opened

KINDS = {
    "landing": "index.html",
    "subject": "economy/index.html",
    "chapter": "economy/repo-rate.html",
    "short chapter": "economy/budget.html",
    "draft": "polity/bill.html",
    "glossary": "economy/glossary.html",
    "month": "editions/2022-08.html",
    "terms from A to Z": "glossary.html",
    "syllabus": "syllabus.html",
    "part of the syllabus": "syllabus/gs2.html",
    "tags": "tags.html",
    "tag": "tags/pay.html",
    "reading": "reading.html",
    "offline": "offline.html",
    "search": "search.html",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


@every_kind
def test_nothing_scrolls_sideways_on_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_a_wide_table_scrolls_within_its_box_and_by_keyboard(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    box = phone.locator(".pst-scrollable-table-container")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    expect(box).to_have_js_property("tabIndex", 0)  # once it has been measured


@every_kind
def test_one_h1_and_no_level_left_out(phone: Page, path: str) -> None:
    phone.goto(path)
    levels = phone.locator("h1, h2, h3, h4").evaluate_all("all => all.map(heading => Number(heading.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@every_kind
def test_the_title_is_the_heading_of_the_article_itself(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.locator("article > h1").count() == 1


@every_kind
def test_ids_are_unique_and_every_link_within_the_book_leads_somewhere(phone: Page, site: Path, path: str) -> None:
    phone.goto(path)
    ids = phone.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert len(ids) == len(set(ids))
    for href in phone.locator("a").evaluate_all("all => all.map(link => link.getAttribute('href'))"):
        if not href.startswith("http"):
            file, _, anchor = urljoin(path, href).partition("#")
            assert (site / file).is_file()
            assert not anchor or f'id="{anchor}"' in (site / file).read_text(encoding="utf-8")


@every_kind
def test_no_request_leaves_this_host_and_none_fails(browser: Browser, address: str, path: str) -> None:
    seen, failed = [], []
    with opened(browser, address, 1280, 720) as page:
        page.on("request", lambda request: seen.append(request.url))
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.goto(path, wait_until="networkidle")
    assert len(seen) > 1
    assert [url for url in seen if not url.startswith((address, "data:"))] == []
    assert failed == []


# The search page loads the index at once, for the choice of subject and month.
@pytest.mark.parametrize("path", [path for path in KINDS.values() if path != "search.html"])
def test_a_page_is_light(browser: Browser, address: str, path: str) -> None:
    responses = []
    with opened(browser, address, 1280, 720) as page:
        page.on("response", lambda response: responses.append(response))  # Playwright takes no built-in
        page.goto(path, wait_until="networkidle")
        size = sum(len(response.body()) for response in responses if response.ok)
    assert 10_000 < size < 90_000  # bytes before compression; the theme's files: 2 million


def test_the_theme_leaves_nothing_in_the_output_that_no_page_loads(site: Path) -> None:
    assert sorted(path.name for path in (site / "_static").iterdir()) == [
        *(
            "answers.js",
            "book.js",
            "css",
            "icons",
            "kept.js",
            "offline.js",
            "questions.js",
            "quiz.js",
            "reading-page.js",
            "reading.js",
        ),
        *("search.js", "term-index.js", "terms.js"),
    ]


@every_kind
def test_language_and_title(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.locator("html").get_attribute("lang") == "en-GB"
    title = phone.locator("h1").inner_text()
    assert phone.title() == ("A Book for Readers" if path == "index.html" else f"{title} – A Book for Readers")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("economy/repo-rate.html", "The bank’s rate rose & prices < wages."),
        ("editions/2022-08.html", "Rates rise, a court sits"),
        ("economy/index.html", "Money and markets."),
    ],
)
def test_description(phone: Page, path: str, text: str) -> None:
    phone.goto(path)
    assert phone.locator("meta[name=description]").get_attribute("content") == text


def test_footer_names_the_licence_and_the_book(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    footer = phone.locator("footer")
    assert footer.get_by_role("link", name="CC BY-SA 4.0").get_attribute("rel") == "license"
    follow(footer.get_by_role("link", name="A Book for Readers"))
    assert phone.locator("h1").inner_text() == "A Book for Readers"


def test_no_clutter(desktop: Page) -> None:
    desktop.goto("economy/repo-rate.html")
    assert desktop.locator("input, form, dialog, [class*=launch]").count() == 0  # search makes its own when asked
    assert "Sphinx" not in desktop.locator("body").inner_text()
