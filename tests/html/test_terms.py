"""A term on a page opens its definition: by mouse, by keyboard, by touch; without scripts it is a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.html.conftest import drawn, follow, opened

TALKS = "polity/talks.html"
ENTRY = "/polity/glossary.html#term-the-Quad"


@pytest.fixture
def talks(browser: Browser, term_address: str) -> Iterator[Page]:
    """The chapter full of terms on a desktop, with a mouse."""
    with opened(browser, term_address, 1280, 900) as page:
        page.goto(TALKS)
        yield page


@pytest.fixture
def tapped(browser: Browser, term_address: str) -> Iterator[Page]:
    """The same on a phone, with a finger."""
    with opened(browser, term_address, 390, 844, has_touch=True, is_mobile=True) as page:
        page.goto(TALKS)
        yield page


def term(page: Page, text: str = "The Quad") -> Locator:
    return page.locator("article a.term", has_text=text).first


def shown(page: Page) -> Locator:
    return page.locator(".definition:popover-open")


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def tab_to_the_term(page: Page) -> None:
    page.locator(".syllabus a").last.focus()
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("The Quad")
    expect(shown(page)).to_be_visible()


def stop_the_clock(page: Page) -> None:
    """From now on time passes on the page when a test lets it (`page.clock.run_for`), however fast the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(3600)


def point_at(page: Page, place: Locator) -> None:
    """Move the mouse there, and wait until the page has noticed."""
    place.hover()
    expect(page.locator("a.term:hover")).to_have_count(1)


def tap(place: Locator) -> None:
    """Tap what does not lead to another page, and wait until the click that comes of it has been handled."""
    page = place.page
    page.evaluate("() => { window.clicked = new Promise((done) => addEventListener('click', done, { once: true })); }")
    place.tap()
    page.evaluate("() => window.clicked.then(() => true)")


# Mouse


def test_pointing_opens_the_definition_and_leaving_closes_it(talks: Page) -> None:
    term(talks).hover()
    expect(shown(talks)).to_be_visible()
    name, gloss, link = shown(talks).locator("p").all()
    assert name.inner_text() == "the Quad also: Quadrilateral"
    assert gloss.inner_text() == "Four states that consult, “a < b & c”, whatever inflation does."
    assert gloss.locator("em").inner_text() == "consult"
    assert link.inner_text() == "Entry in the glossary"
    talks.mouse.move(5, 400)
    expect(shown(talks)).to_have_count(0)


def test_crossing_a_term_opens_nothing(talks: Page) -> None:
    stop_the_clock(talks)
    point_at(talks, term(talks))
    talks.clock.run_for(200)
    assert shown(talks).count() == 0
    talks.mouse.move(5, 400)
    expect(talks.locator("a.term:hover")).to_have_count(0)
    talks.clock.run_for(600)
    assert shown(talks).count() == 0


def test_a_term_that_scrolls_under_the_pointer_opens_nothing(talks: Page) -> None:
    talks.set_viewport_size({"width": 1280, "height": 400})
    stop_the_clock(talks)
    place = box(term(talks))
    talks.mouse.move(place["x"] + 5, place["y"] - 95)
    talks.mouse.wheel(0, 100)
    talks.wait_for_function("scrollY === 100")
    expect(term(talks).and_(talks.locator(":hover"))).to_have_count(1)
    talks.clock.run_for(900)
    assert shown(talks).count() == 0


def test_the_pointer_may_move_into_the_definition(talks: Page) -> None:
    stop_the_clock(talks)
    point_at(talks, term(talks))
    talks.clock.run_for(300)
    inside = box(shown(talks))
    talks.mouse.move(inside["x"] + inside["width"] / 2, inside["y"] + inside["height"] / 2, steps=10)
    expect(talks.locator(".definition:hover")).to_have_count(1)
    talks.clock.run_for(600)
    assert shown(talks).is_visible()
    talks.mouse.down()  # as one selects its text
    talks.mouse.up()
    assert shown(talks).is_visible()
    talks.keyboard.press("Escape")
    expect(shown(talks)).to_have_count(0)


def test_of_two_terms_the_last_one_has_its_definition_open(talks: Page) -> None:
    for text, name in (("The Quad", "the Quad"), ("inflation", "inflation"), ("The Quad", "the Quad")):
        term(talks, text).hover()
        expect(shown(talks)).to_have_attribute("aria-label", name)


def test_a_click_follows_the_link(talks: Page) -> None:
    term(talks).hover()
    expect(shown(talks)).to_be_visible()
    follow(term(talks))
    assert talks.url.endswith(ENTRY)


def test_escape_closes_while_the_pointer_stays(talks: Page) -> None:
    stop_the_clock(talks)
    point_at(talks, term(talks))
    talks.clock.run_for(300)
    expect(shown(talks)).to_be_visible()
    talks.keyboard.press("Escape")
    expect(shown(talks)).to_have_count(0)
    talks.clock.run_for(600)
    assert shown(talks).count() == 0


def test_in_a_glossary_two_links_to_an_entry_share_a_definition(browser: Browser, term_address: str) -> None:
    with opened(browser, term_address, 1280, 900) as page:
        page.goto("polity/glossary.html")
        links = page.locator("a.term", has_text="inflation")
        assert page.locator(".definition").count() == 2  # inflation, repo rate
        links.first.hover()
        expect(shown(page)).to_have_attribute("aria-label", "inflation")
        assert box(links.first)["y"] < box(shown(page))["y"]


# Keyboard


def test_tab_opens_and_goes_on_into_the_definition_and_out(talks: Page) -> None:
    tab_to_the_term(talks)
    talks.keyboard.press("Tab")
    expect(focused(talks)).to_have_text("Entry in the glossary")
    expect(shown(talks)).to_be_visible()
    talks.keyboard.press("Shift+Tab")
    expect(focused(talks)).to_have_text("The Quad")
    expect(shown(talks)).to_be_visible()
    talks.keyboard.press("Tab")
    talks.keyboard.press("Tab")
    expect(focused(talks)).to_have_text("inflation")
    expect(shown(talks)).to_have_attribute("aria-label", "inflation")


def test_leaving_the_terms_closes(talks: Page) -> None:
    tab_to_the_term(talks)
    talks.keyboard.press("Shift+Tab")
    expect(shown(talks)).to_have_count(0)


def test_escape_closes_and_the_focus_stays(talks: Page) -> None:
    tab_to_the_term(talks)
    talks.keyboard.press("Escape")
    expect(shown(talks)).to_have_count(0)
    expect(focused(talks)).to_have_text("The Quad")


def test_escape_within_the_definition_goes_back_to_the_term(talks: Page) -> None:
    tab_to_the_term(talks)
    talks.keyboard.press("Tab")
    expect(focused(talks)).to_have_text("Entry in the glossary")
    talks.keyboard.press("Escape")
    expect(focused(talks)).to_have_text("The Quad")
    expect(shown(talks)).to_have_count(0)
    drawn(talks)  # it is not opened again
    assert shown(talks).count() == 0


@pytest.mark.parametrize("tabs", [0, 1], ids=["on the term", "in its definition"])
def test_enter_goes_to_the_entry(talks: Page, tabs: int) -> None:
    tab_to_the_term(talks)
    for _ in range(tabs):
        talks.keyboard.press("Tab")
    talks.keyboard.press("Enter")
    talks.wait_for_url(f"**{ENTRY}")


def test_a_screen_reader_is_told_of_the_definition_but_not_read_it_with_the_link(talks: Page) -> None:
    assert term(talks).evaluate("term => term.ariaDetailsElements.map((e) => e.ariaLabel)") == ["the Quad"]
    assert term(talks).get_attribute("aria-describedby") is None
    tab_to_the_term(talks)
    assert 'group "the Quad"' in talks.locator("article").aria_snapshot()


# Touch


def test_a_tap_opens_and_does_not_navigate(tapped: Page) -> None:
    stop_the_clock(tapped)
    tap(term(tapped))
    tapped.clock.run_for(600)
    assert shown(tapped).is_visible()
    assert tapped.url.endswith(TALKS)
    assert shown(tapped).evaluate("e => e === document.activeElement")  # where a screen reader goes on
    assert shown(tapped).evaluate("e => getComputedStyle(e).outlineStyle") == "none"


def test_a_second_tap_and_a_tap_elsewhere_close(tapped: Page) -> None:
    for where in (term(tapped), tapped.locator("h1")):
        tap(term(tapped))
        expect(shown(tapped)).to_be_visible()
        tap(where)
        assert shown(tapped).count() == 0
    assert tapped.url.endswith(TALKS)


def test_a_tap_on_another_term_opens_that(tapped: Page) -> None:
    tap(term(tapped))
    tap(term(tapped, "zero hour"))
    expect(shown(tapped)).to_have_attribute("aria-label", "zero hour")
    expect(shown(tapped).locator(".also")).to_have_text("also: Q&A “hour”")


def test_a_tap_in_the_definition_keeps_it_and_its_link_navigates(tapped: Page) -> None:
    stop_the_clock(tapped)
    tap(term(tapped))
    tap(shown(tapped).locator("p").nth(1))
    tapped.clock.run_for(600)
    assert shown(tapped).is_visible()
    shown(tapped).get_by_role("link", name="Entry in the glossary").tap()
    tapped.wait_for_url(f"**{ENTRY}")


# Place


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("end", ["start", "center", "end"])
def test_it_stays_on_the_screen_and_beside_the_term(tapped: Page, side: str, end: str) -> None:
    term(tapped).evaluate(
        "(term, side) => { term.parentElement.replaceChildren(term); term.style.float = side; }", side
    )
    term(tapped).evaluate("(term, block) => term.scrollIntoView({ block })", end)
    tap(term(tapped))
    definition, link = box(shown(tapped)), box(term(tapped))
    assert definition["x"] >= 0
    assert definition["x"] + definition["width"] <= 390
    assert definition["y"] >= 52  # the bar
    assert definition["y"] + definition["height"] <= 844
    below = definition["y"] - (link["y"] + link["height"])
    above = link["y"] - (definition["y"] + definition["height"])
    assert 0 <= max(below, above) < 12
    assert tapped.evaluate("document.documentElement.scrollWidth") == 390


def test_a_long_definition_scrolls_where_there_is_little_room(browser: Browser, term_address: str) -> None:
    with opened(browser, term_address, 640, 260, has_touch=True, is_mobile=True) as page:
        page.goto(TALKS)
        tap(term(page))
        definition, link = box(shown(page)), box(term(page))
        assert shown(page).evaluate("e => e.scrollHeight > e.clientHeight")
        assert definition["y"] >= link["y"] + link["height"] or definition["y"] + definition["height"] <= link["y"]
        assert definition["y"] + definition["height"] <= 260


def test_it_scrolls_with_the_term(talks: Page) -> None:
    talks.set_viewport_size({"width": 1280, "height": 400})
    tab_to_the_term(talks)
    between = box(shown(talks))["y"] - box(term(talks))["y"]
    before = box(term(talks))["y"]
    talks.evaluate("scrollBy(0, 60)")
    assert box(term(talks))["y"] == before - 60
    assert box(shown(talks))["y"] - box(term(talks))["y"] == pytest.approx(between)


def test_it_closes_when_a_table_scrolls_under_it(tapped: Page) -> None:
    term(tapped, "élan").tap()
    expect(shown(tapped)).to_be_visible()
    tapped.locator(".pst-scrollable-table-container").evaluate("table => { table.scrollLeft = 20; }")
    expect(shown(tapped)).to_have_count(0)


def test_print_has_none_of_it(talks: Page) -> None:
    tab_to_the_term(talks)
    talks.emulate_media(media="print")
    expect(talks.locator(".definition").first).to_be_hidden()


def test_each_definition_is_in_the_page_once_and_not_for_search(talks: Page) -> None:
    labels = talks.locator(".definition").evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert labels == ["the Quad", "inflation", "zero hour", "repo rate", "élan", "5G"]
    assert talks.locator("[data-pagefind-ignore] .definition").count() == len(labels)


# Without


def test_without_scripts_a_term_is_a_link_and_no_definition_shows(browser: Browser, term_address: str) -> None:
    with opened(browser, term_address, 390, 844, java_script_enabled=False) as page:
        page.goto(TALKS)
        assert "whatever inflation does" not in page.locator("body").inner_text()
        follow(term(page))
        assert page.url.endswith(ENTRY)


def test_in_a_browser_without_popovers_too(browser: Browser, term_address: str) -> None:
    with opened(browser, term_address, 390, 844, has_touch=True, is_mobile=True) as page:
        page.add_init_script("delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover;")
        page.goto(TALKS)
        term(page).tap()
        page.wait_for_url(f"**{ENTRY}")
