"""axe finds nothing on any kind of page, narrow or wide, light or dark, nor on what opens there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.html.accessible import violations
from tests.html.conftest import opened
from tests.html.test_every_page import KINDS
from tests.html.test_offline import Host, context, host, reader, save_month  # noqa: F401  # fixtures

EVERYTHING = "polity/everything.html"
QUIZ = "quiz/2022-08.html"
PAGES = KINDS | {
    "everything": EVERYTHING,
    "many terms": "polity/talks.html",
    "glossary with users": "economy/glossary.html",
    "not found": "404.html",
    "chapter with questions": "economy/day-12.html",
    "quiz of a month": QUIZ,
    "quiz of a subject": "economy/quiz.html",
}


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).click()


def open_drawer(button: str, drawer: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.get_by_role("button", name=button).click()
        expect(page.locator(f"{drawer}:popover-open")).to_be_visible()

    return act


def open_definition(page: Page) -> None:
    page.locator("a.term").first.focus()
    expect(page.locator(".definition:popover-open")).to_be_visible()


def search_in_dialog(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("rate")
    expect(page.locator(".search-result").first).to_be_visible()


def see_results(page: Page) -> None:
    expect(page.locator(".search-result").first).to_be_visible()


def mark_as_read(page: Page) -> None:
    press("Mark as read")(page)
    expect(page.get_by_role("button", name="Mark as not read")).to_be_visible()


def read_and_look(page: Page) -> None:
    mark_as_read(page)
    page.goto("polity/index.html")
    expect(page.locator(".entry-read")).to_be_visible()


def answer_wrong(page: Page) -> None:
    page.get_by_role("radio").first.check()
    expect(page.locator(".quiz-score")).to_have_text("0 right, 1 wrong, 5 left")


def ask_what_was_wrong(page: Page) -> None:
    answer_wrong(page)
    press("Only what I got wrong")(page)
    expect(page.locator(".quiz-progress")).to_have_text("1 of 1")


class State(NamedTuple):
    """A page after something was done on it; drawers are columns where it is wide."""

    path: str
    act: Callable[[Page], None]
    narrow_only: bool = False


STATES = {
    "search dialog": State("index.html", search_in_dialog),
    "search page with results": State("search.html?q=rate&subject=Economy", see_results),
    "open definition": State("polity/talks.html", open_definition),
    "open sidebar": State(EVERYTHING, open_drawer("Subjects and months", "#sidebar"), narrow_only=True),
    "open contents": State(EVERYTHING, open_drawer("On this page", "#contents"), narrow_only=True),
    "text size and colours": State(EVERYTHING, open_drawer("Text size and colours", "#display")),
    "chapter that was read": State(EVERYTHING, mark_as_read),
    "list with a chapter that was read": State(EVERYTHING, read_and_look),
    "terms that were filtered": State("glossary.html", lambda page: page.get_by_label("Find a term").fill("zero")),
    "question that was answered": State(QUIZ, answer_wrong),
    "only what was wrong": State(QUIZ, ask_what_was_wrong),
    "next question": State(QUIZ, press("Next")),
    "users of a term": State("economy/glossary.html", lambda page: page.locator("summary").first.click()),
}


@pytest.fixture(scope="module", params=[390, 1280])
def shared(request: pytest.FixtureRequest, browser: Browser, term_address: str) -> Iterator[Page]:
    """One page for all addresses of a width."""
    with opened(browser, term_address, request.param, 844) as page:
        yield page


@pytest.fixture
def page(shared: Page) -> Iterator[Page]:
    yield shared
    shared.evaluate("localStorage.clear()")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_every_kind_of_page(page: Page, path: str) -> None:
    page.goto(path)
    assert violations(page) == []


@pytest.mark.parametrize("name", STATES)
def test_what_opens_on_a_page(page: Page, name: str) -> None:
    state = STATES[name]
    if state.narrow_only and page.evaluate("innerWidth > 1000"):
        return
    page.goto(state.path)
    state.act(page)
    assert violations(page) == []


def test_what_can_be_read_offline(reader: Page, host: Host) -> None:  # noqa: F811  # fixtures
    save_month(reader)
    assert violations(reader) == []
    reader.goto("reading.html")
    expect(reader.locator(".saved-months a")).to_have_count(1)
    assert violations(reader) == []
    host.leave(reader)
    reader.goto("polity/nowhere.html")
    expect(reader.locator(".readable a")).not_to_have_count(0)
    assert violations(reader) == []
