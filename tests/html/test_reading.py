"""What a reader has read, how large the text is, and a page on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.html.conftest import drawn, follow

SIZE = "parseFloat(getComputedStyle(document.querySelector('.bd-article p:not([class])')).fontSize)"


def mark(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Mark as not read")).to_be_visible()


def test_a_mark_survives_a_reload_and_can_be_taken_back(phone: Page) -> None:
    mark(phone, "economy/wages.html")
    phone.reload()
    expect(phone.locator(".read-status")).to_contain_text("✓ Read on")
    phone.get_by_role("button", name="Mark as not read").click()
    expect(phone.get_by_role("button", name="Mark as read")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("button", name="Mark as read")).to_be_visible()
    expect(phone.locator(".read-status")).not_to_contain_text("Read on")


def test_the_mark_is_offered_when_the_end_has_been_reached(phone: Page) -> None:
    phone.goto("economy/repo-rate.html")
    drawn(phone)  # the browser has looked whether the end is in view
    assert phone.locator(".is-offered").count() == 0
    phone.locator(".read-mark").scroll_into_view_if_needed()
    expect(phone.locator(".is-offered")).to_contain_text("You have reached the end.")
    assert phone.evaluate("localStorage.length") == 0  # nobody has said so


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("index.html", ["2 of 5 read"]),
        ("economy/index.html", ["1 of 2 read", "1 of 1 read"]),
        ("editions/2022-08.html", ["1 of 2 read"]),
        ("syllabus/gs3.economy.html", ["1 of 2 read", "1 of 1 read"]),
    ],
)
def test_lists_show_what_was_read(phone: Page, path: str, counts: list[str]) -> None:
    mark(phone, "economy/repo-rate.html")
    mark(phone, "economy/budget.html")
    phone.goto(path)
    expect(phone.locator(".group-read")).to_have_text(counts)
    read = set(phone.locator(".entry:has(.entry-read) .entry-title").all_inner_texts())
    assert read == ({"The Bank’s rate rises"} if "2022-08" in path else {"The Bank’s rate rises", "The budget"})


def test_a_list_takes_no_more_room_for_its_marks(desktop: Page) -> None:
    height = "document.documentElement.scrollHeight"
    desktop.goto("editions/2022-08.html")
    before = desktop.evaluate(height)
    mark(desktop, "economy/repo-rate.html")
    desktop.goto("editions/2022-08.html")
    expect(desktop.locator(".entry-read")).to_have_count(1)
    assert desktop.evaluate(height) == before


def test_other_tabs_follow(phone: Page) -> None:
    other = phone.context.new_page()
    other.goto("economy/index.html")
    mark(phone, "economy/wages.html")
    expect(other.locator(".group-read")).to_have_text("1 of 2 read")


def test_your_reading_counts_by_subject(phone: Page) -> None:
    mark(phone, "economy/wages.html")
    phone.goto("index.html")
    follow(phone.get_by_role("link", name="Your reading, and"))
    expect(phone.locator("#reading-count")).to_have_text("You have read 1 chapter.")
    expect(phone.locator("[data-subject] .shelf-count")).to_have_text(["0 of 2 read", "1 of 3 read"])


def test_export_forget_and_import_give_back_what_was_read(phone: Page, tmp_path: Path) -> None:
    mark(phone, "economy/wages.html")
    phone.goto("reading.html")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Export as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "reading.json"
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Forget all").click()
    expect(phone.locator("#reading-count")).to_have_text("You have not marked any chapter as read yet.")
    mark(phone, "polity/court.html")
    phone.goto("reading.html")
    choose(phone, file)
    expect(phone.locator("#reading-said")).to_have_text("1 chapter added.")
    expect(phone.locator("#reading-count")).to_have_text("You have read 2 chapters.")


def test_an_import_keeps_the_earlier_day_and_nothing_that_is_no_mark(phone: Page, tmp_path: Path) -> None:
    mark(phone, "economy/wages.html")
    file = tmp_path / "reading.json"
    days = {"economy/wages": "2020-02-29", "<b>x</b>": "2020-02-29", "a/b": "<img>", "polity/bill": 7}
    file.write_text(json.dumps({"format": "study-book-reading", "read": days}), encoding="utf-8")
    phone.goto("reading.html")
    choose(phone, file)
    expect(phone.locator("#reading-said")).to_have_text("0 chapters added.")
    phone.goto("economy/wages.html")
    expect(phone.locator(".read-status")).to_have_text("✓ Read on 29 February 2020")


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "null", '{"read": {"a/b": "2020-01-01"}}'])
def test_another_file_is_refused(phone: Page, tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    phone.goto("reading.html")
    choose(phone, file)
    expect(phone.locator("#reading-said")).to_have_text("This file is not a list of what was read.")
    assert phone.evaluate("localStorage.length") == 0


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import a file").click()
    chooser.value.set_files(file)


def test_text_size_is_kept_and_follows_in_other_tabs(phone: Page) -> None:
    phone.goto("economy/wages.html")
    other = phone.context.new_page()
    other.goto("economy/budget.html")
    normal = phone.evaluate(SIZE)
    phone.get_by_role("button", name="Text size and colours").click()
    for _ in range(2):
        phone.get_by_role("button", name="Larger text").click()
    expect(phone.get_by_role("button", name="Larger text")).to_be_disabled()
    expect(phone.locator(".text-size")).to_have_text("130 %")
    assert phone.evaluate(SIZE) == pytest.approx(1.3 * normal)
    other.wait_for_function(f"Math.abs({SIZE} - {1.3 * normal}) < 0.1")
    phone.goto("economy/repo-rate.html")
    assert phone.evaluate(SIZE) == pytest.approx(1.3 * normal)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name="Text size and colours").click()
    for _ in range(3):
        phone.get_by_role("button", name="Smaller text").click()
    expect(phone.locator(".text-size")).to_have_text("90 %")
    assert phone.evaluate(SIZE) == pytest.approx(0.9 * normal)


def test_text_size_is_set_before_anything_is_drawn(phone: Page) -> None:
    phone.goto("economy/wages.html")
    phone.evaluate("localStorage.setItem('size', '3')")
    phone.route("**/*.js*", lambda route: route.abort())
    phone.goto("economy/wages.html")
    assert phone.locator("html").get_attribute("data-size") == "3"
    assert phone.evaluate(SIZE) > 20


@pytest.fixture
def without_storage(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, service_workers="block")
    refuse = "{ get() { throw new DOMException('refused', 'SecurityError'); } }"
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {refuse})")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def test_without_storage_a_mark_and_a_size_hold_for_the_page(without_storage: Page) -> None:
    page = without_storage
    mark(page, "economy/wages.html")
    expect(page.locator(".read-status")).to_contain_text("✓ Read on")
    page.get_by_role("button", name="Text size and colours").click()
    page.get_by_role("button", name="Larger text").click()
    expect(page.locator(".text-size")).to_have_text("115 %")
    page.goto("reading.html")
    expect(page.locator("#reading-count")).to_have_text("You have not marked any chapter as read yet.")


def test_a_page_on_paper_is_its_text_and_where_it_is_from(desktop: Page, address: str) -> None:
    desktop.goto("economy/repo-rate.html")
    pages = pdfium.PdfDocument(desktop.pdf(format="A4"))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert text.startswith("Economy The Bank’s rate rises 5 August 2022")
    assert f"The Bank’s rate rises – A Book for Readers · {address}economy/" in text
    for furniture in ("Subjects", "On this page", "Previous in Economy", "Mark as read", "Skip to"):
        assert furniture not in text
    assert "Minutes of the meeting <https://bank.example.org/" in text
    assert text.count("https://statistics.example.org/") == 1  # it is the link's own text


def test_a_page_on_paper_is_black_on_white_whatever_the_mode(desktop: Page) -> None:
    desktop.emulate_media(color_scheme="dark", media="print")
    desktop.goto("economy/repo-rate.html")
    page = desktop.locator("html")
    expect(page).to_have_attribute("data-theme", "dark")
    expect(page).to_have_css("color", "rgb(0, 0, 0)")
    expect(page).to_have_css("background-color", "rgb(255, 255, 255)")
