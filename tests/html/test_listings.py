"""What is listed where, in which order."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.html.conftest import follow
from tests.html.test_navigation import texts

ENTRY = ".entry-title"


def test_landing_page_lists_the_newest_first_with_their_subjects(phone: Page) -> None:
    phone.goto("index.html")
    assert texts(phone, ENTRY) == ["Wages", "A bill", "A court sits", "The Bank’s rate rises", "The budget"]
    assert texts(phone, ".entry-label") == ["Economy", "Polity & Law", "Polity & Law", "Economy", "Economy"]


def test_landing_page_counts_subjects_and_months(phone: Page) -> None:
    phone.goto("index.html")
    assert texts(phone, ".shelf-title") == ["Polity & Law", "Economy", "August 2022", "July 2022"]
    assert texts(phone, ".shelf-count") == ["2 chapters", "3 chapters", "4 chapters", "1 chapter"]


def test_subject_lists_its_chapters_by_month_newest_first(phone: Page) -> None:
    phone.goto("economy/index.html")
    assert texts(phone, "h2, h3") == ["August 2022", "Wages", "The Bank’s rate rises", "July 2022", "The budget"]


def test_month_lists_its_chapters_by_subject_and_date_below_the_foreword(phone: Page) -> None:
    phone.goto("editions/2022-08.html")
    expected = ["Polity & Law", "A court sits", "A bill", "Economy", "The Bank’s rate rises", "Wages"]
    assert texts(phone, "h2, h3") == expected
    text = phone.locator("article").inner_text()
    assert text.index("The foreword of August.") < text.index("A court sits")


def test_entry_says_what_a_chapter_is(phone: Page) -> None:
    phone.goto("economy/index.html")
    entry = phone.locator(".entry", has_text="The Bank’s rate rises")
    for text in ("5 August 2022", "The bank’s rate rose & prices < wages.", "1 min read"):
        assert text in entry.inner_text()


def test_draft_is_marked_and_nothing_else_is(phone: Page) -> None:
    phone.goto("index.html")
    assert texts(phone, ".entry:has(.draft) .entry-title") == ["A bill"]
    phone.goto("polity/bill.html")
    assert phone.locator(".draft").inner_text() == "Draft"


def test_a_whole_row_is_one_link_of_a_comfortable_size(phone: Page) -> None:
    phone.goto("index.html")
    row = phone.locator(".entry").first.bounding_box()
    assert row is not None
    assert row["height"] > 48
    with phone.expect_navigation():
        phone.mouse.click(row["x"] + row["width"] - 3, row["y"] + row["height"] - 3)
    assert phone.locator("h1").inner_text() == "Wages"


def test_glossary_is_reached_from_a_subject_that_has_one(phone: Page) -> None:
    phone.goto("economy/index.html")
    follow(phone.get_by_role("link", name="Glossary of this subject"))
    assert phone.locator("h1").inner_text() == "Glossary of Economy"
    phone.goto("polity/index.html")
    assert phone.get_by_role("link", name="Glossary of this subject").count() == 0


def test_the_syllabus_shows_what_has_no_chapter_and_leads_nowhere_from_it(phone: Page) -> None:
    phone.goto("syllabus.html")
    titles = ["General Studies II", "Polity", "Justice & law", "General Studies III", "Economy & growth"]
    assert texts(phone, ".steps .shelf-title") == titles
    assert texts(phone, ".steps a .shelf-title") == [title for title in titles if title != "Justice & law"]
    assert phone.locator(".no-chapter").inner_text().split("\n")[0] == "Justice & law"
    assert "none: no chapters yet" in " ".join((phone.locator(".no-chapter").text_content() or "").split())
