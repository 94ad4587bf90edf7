"""The whole preview: a chapter in a browser, its printed pages beside it, saved, broken and mended."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests import conftest
from tests.preview.conftest import Preview

CHAPTER = "economy/inflation"
PATIENCE = 180_000  # milliseconds, in which Sphinx and WeasyPrint begin, read, build and print


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=conftest.PATIENCE)  # of all other tests


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """A wide window; any error of a script, and any request to another host, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    made, errors, elsewhere = context.new_page(), [], []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("request", lambda request: request.url.startswith(preview.address) or elsewhere.append(request.url))
    yield made
    context.close()
    assert errors == []
    assert [url for url in elsewhere if not url.startswith("data:")] == []


def web(page: Page) -> FrameLocator:
    return page.frame_locator("#web")


def printed(page: Page) -> Locator:
    return page.get_by_role("img", name="Page 1 as printed")


def printed_text(page: Page) -> str:
    """What the pages say that are shown, nothing where there are none yet."""
    path = page.locator("#pdf").get_attribute("href")
    answer = page.request.get(page.url.partition("/-/")[0] + path) if path else None
    if answer is None or not answer.ok:  # it may be an old one that has gone
        return ""
    return " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(answer.body()))


def expect_printed(page: Page, words: str) -> None:
    """Wait until the printed pages say so, and are seen."""
    for _ in range(PATIENCE // 250):
        if words in printed_text(page):
            break
        page.wait_for_timeout(250)
    assert words in printed_text(page)
    expect(printed(page)).to_have_js_property("complete", True)
    assert printed(page).evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000


def test_a_chapter_and_its_printed_pages_follow_each_save(page: Page, preview: Preview) -> None:
    page.goto(f"{preview.address}{CHAPTER}.html")
    expect(web(page).get_by_role("heading", level=1)).to_have_text("Inflation Eases")
    expect(page).to_have_title("Inflation Eases – The Small Book")
    expect(printed(page)).to_be_visible()
    expect_printed(page, "Inflation Eases")
    left, right = page.locator("#web").bounding_box(), page.locator("#printed").bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]

    preview.edit(f"{CHAPTER}.md", "works slowly", "works by and by")
    expect(web(page).get_by_text("works by and by")).to_be_visible()
    expect_printed(page, "works by and by")

    preview.edit(f"{CHAPTER}.md", "summary:", "sumary:")
    problems = page.locator("#problems")
    expect(problems).to_contain_text("chapters/economy/inflation.md:3 `sumary` is not a key of a chapter")
    expect(problems).to_contain_text("did you mean `summary`?")
    expect(web(page).get_by_text("works by and by")).to_be_visible()
    expect(printed(page)).to_be_visible()

    preview.edit(f"{CHAPTER}.md", "sumary:", "summary:")
    expect(problems).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("Up to date")

    preview.edit(f"{CHAPTER}.md", "works by and by", "works by and by \N{SNOWMAN}")
    expect(problems).to_contain_text("chapters/economy/inflation.md:12 no font of the book has the character")
    expect(printed(page)).to_be_visible()

    code, out, err = preview.interrupt()
    assert (code, err) == (0, "")
    assert "chapters/economy/inflation.md:3: `sumary` is not a key" in out


def test_the_frame_follows_links_and_names_what_was_saved(page: Page, preview: Preview) -> None:
    page.goto(f"{preview.address}{CHAPTER}.html")
    web(page).locator("main").get_by_role("link", name="Rises").first.click()
    expect(page).to_have_url(f"{preview.address}-/read/economy/repo-rate.html")
    expect_printed(page, "of one mind")
    preview.edit(f"{CHAPTER}.md", "works slowly", "works by and by")
    page.get_by_role("link", name="Saved: Inflation Eases").click()
    expect(page).to_have_url(f"{preview.address}-/read/{CHAPTER}.html")
    expect_printed(page, "works by and by")
    page.go_back()
    expect(page).to_have_url(f"{preview.address}-/read/economy/repo-rate.html")
    expect(web(page).get_by_role("heading", level=1)).to_contain_text("Repo")


def test_a_narrow_window_shows_one_or_the_other(page: Page, preview: Preview) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{preview.address}{CHAPTER}.html")
    expect(page.locator("#web")).to_be_visible()
    expect(page.locator("#printed")).to_be_hidden()
    expect(page.get_by_label("Both")).to_be_hidden()
    page.get_by_text("Printed pages", exact=True).click()
    expect(printed(page)).to_be_visible()
    expect(page.locator("#web")).to_be_hidden()
    page.goto(f"{preview.address}index.html")
    expect(page.locator("#unprinted")).to_contain_text("This page is no chapter")
