"""Header, sources and neighbours of a chapter, on screen and in print."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5
from docutils.nodes import Text
from playwright.sync_api import Page

from book.sphinx_ext.screen.sources import address
from tests.html.conftest import follow
from tests.html.test_navigation import texts

URL = "https://bank.example.org/minutes/2022/a-document-with-a-very-long-name.pdf?part=1"


def fragment(fragments: Path, docname: str) -> Element:
    """The article of a fragment, read as WeasyPrint reads it."""
    markup = (fragments / f"{docname}.html").read_text(encoding="utf-8")
    return tinyhtml5.parse(markup, namespace_html_elements=False).find("body/article")


def text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def test_header_stands_around_the_title_in_order(phone: Page) -> None:
    phone.goto("economy/wages.html")
    selector = ".chapter-subject, h1, .chapter-facts, .syllabus, .summary"
    assert texts(phone, selector) == [
        "Economy",
        "Wages",
        "20 August 2022 1 min read",
        "GS3 · Economy & growth",
        "GS2 · Polity",
        "Wages were counted.",
    ]
    assert phone.locator(".chapter-facts time").get_attribute("datetime") == "2022-08-20"
    follow(phone.locator(".chapter-subject a"))
    assert phone.locator("h1").inner_text() == "Economy"


def test_sources_end_the_chapter(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    assert texts(phone, "section.sources li") == [
        "Minutes of the meeting. The Bank, 5 August 2022.",
        "A paper without an address. A publisher.",
    ]
    assert phone.locator("section.sources a").get_attribute("href") == URL
    assert phone.locator("article h2").last.inner_text() == "Sources"


def test_a_source_shows_its_date_as_far_as_it_is_known(phone: Page, fragments: Path) -> None:
    shown = ["20 August 2022", "April 1949", "1949"]
    machine = ["2022-08-20", "1949-04", "1949"]
    phone.goto("economy/wages.html")
    assert texts(phone, "section.sources time") == shown
    assert [time.get_attribute("datetime") for time in phone.locator("section.sources time").all()] == machine
    in_print = list(fragment(fragments, "economy/wages")[-1].iter("time"))
    assert [text(time) for time in in_print] == shown
    assert [time.get("datetime") for time in in_print] == machine


def test_the_syllabus_leads_to_the_page_of_its_part(phone: Page) -> None:
    phone.goto("economy/wages.html")
    follow(phone.get_by_role("link", name="GS3 · Economy & growth"))
    assert texts(phone, ".chapter-subject, h1") == ["General Studies III", "Economy & growth"]
    assert "Wages" in texts(phone, ".entry-title")


def test_tags_end_the_chapter_and_lead_to_their_pages(phone: Page) -> None:
    phone.goto("economy/wages.html")
    assert texts(phone, "article ~ .tags a[rel=tag]") == ["real wages", "pay"]
    follow(phone.get_by_role("link", name="pay", exact=True))
    assert texts(phone, ".chapter-subject, h1, .entry-title") == ["Tag", "pay", "Wages", "The budget"]
    phone.goto("economy/repo-rate.html")
    assert phone.locator(".tags").count() == 0


def test_neighbours_are_those_of_the_subject_by_date(phone: Page) -> None:
    phone.goto("economy/budget.html")
    assert phone.locator("a[rel=prev]").count() == 0
    visited = []
    for _ in range(2):
        follow(phone.locator("a[rel=next]"))
        visited.append(phone.locator("h1").inner_text())
    assert visited == ["The Bank’s rate rises", "Wages"]
    assert phone.locator("a[rel=next]").count() == 0
    follow(phone.locator("a[rel=prev]"))
    assert phone.locator("h1").inner_text() == "The Bank’s rate rises"


def test_one_can_leaf_through_a_month_as_it_is_printed(phone: Page) -> None:
    phone.goto("polity/court.html")  # the first of the first subject
    assert phone.locator(".in-month .prev").count() == 0
    visited = []
    while phone.locator(".in-month .next").count():
        follow(phone.locator(".in-month .next"))
        visited.append(phone.locator("h1").inner_text())
    assert visited == ["A bill", "The Bank’s rate rises", "Wages"]
    follow(phone.locator(".in-month .prev"))
    assert phone.locator("h1").inner_text() == "The Bank’s rate rises"
    follow(phone.locator(".in-month").get_by_role("link", name="August 2022", exact=True))
    assert phone.locator("h1").inner_text() == "August 2022"


def test_behind_the_last_of_a_subject_the_month_goes_on(phone: Page) -> None:
    phone.goto("polity/bill.html")
    assert phone.locator("a[rel=next]").inner_text().split("\n") == ["Next in August 2022", "The Bank’s rate rises"]
    phone.goto("economy/repo-rate.html")
    assert phone.locator("a[rel=next]").inner_text().split("\n") == ["Next in Economy", "Wages"]


def test_the_step_on_is_the_largest(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    sizes = phone.locator(".step").evaluate_all("all => all.map(e => [e.rel, e.offsetWidth * e.offsetHeight])")
    assert max(sizes, key=lambda size: size[1])[0] == "next"
    assert all(phone.locator(".step").nth(i).bounding_box()["height"] >= 44 for i in range(len(sizes)))


def test_a_title_shown_above_is_not_shown_again(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")  # Wages are next in the subject and in the month
    following = phone.locator(".in-month .next")
    assert following.locator(".step-title").count() == 0
    assert following.get_by_text("Wages").count() == 1  # for those who listen
    assert texts(phone, ".in-month .prev .step-title") == ["A bill"]


def test_print_has_header_and_sources_but_nothing_of_the_screen(fragments: Path) -> None:
    page = fragment(fragments, "economy/wages")
    kinds = [element.get("class") or element.tag for element in page if element.tag != "section"]
    assert kinds[:7] == ["chapter-subject", "h1", "chapter-facts", "syllabus", "syllabus", "summary", "p"]
    assert set(kinds[7:]) == {"p", "math"}
    assert text(page.find("p[@class='chapter-subject']")) == "Economy"
    assert text(page.find("p[@class='chapter-facts']")) == "20 August 2022"
    assert page[-1].get("class") == "sources"
    for screen_only in ("reading-time", "tags", "steps-on", "in-month", "last-change", "page-links", "listing"):
        assert page.findall(f".//*[@class='{screen_only}']") == []
    assert page.findall("p[@class='syllabus']/a") == []


def test_print_shows_addresses_that_can_break(fragments: Path) -> None:
    sources = fragment(fragments, "economy/wages")[-1]
    link = sources.find(".//a")
    assert link.get("href") == URL
    assert link[0].get("class") == "url"
    assert text(link) == URL.removeprefix("https://")
    assert len(link.findall("span/wbr")) >= 4
    assert text(sources.find("h2")) == "Sources"


def test_an_address_breaks_after_slashes_and_never_within_a_name() -> None:
    written = address("https://www.example.org/one/two.html?a=b")
    assert "|".join(map(str, written.findall(Text))) == "www|.example|.org/|one/|two|.html|?a=|b"
