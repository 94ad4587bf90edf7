"""Questions on the page of their chapter: answered by finger or keyboard, or unfolded where there are no scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.html.conftest import BOOK, build, opened, served

PAGE = "economy/wages.html"
QUESTIONS = """
::::{mcq}
:answer: b
:level: easy

Wages are set, in the words of the chapter, by

- nobody
- `<b>both</b>` sides
- the *bank*

:::{explanation}
By both.
:::
::::

::::{mcq}
:answer: a

And prices?

- By nobody
- By the bank
::::

::::{mains}
:marks: 10
:words: 150

Discuss wages.

:::{outline}
- Both sides
:::
::::
"""


@pytest.fixture(scope="module")
def question_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    shutil.copytree(BOOK, folder / "chapters")
    path = folder / "chapters/economy/wages.md"
    path.write_text(path.read_text("utf-8") + QUESTIONS, "utf-8")
    return build("html", folder, book=folder / "chapters")


@pytest.fixture(scope="module")
def question_address(question_site: Path) -> Iterator[str]:
    with served(question_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, question_address: str) -> Iterator[Page]:
    with opened(browser, question_address, 390, 844) as page:
        page.goto(PAGE)
        yield page


@pytest.fixture
def first(page: Page) -> Locator:
    return page.get_by_role("group", name="Question 1")


def test_a_choice_is_answered_with_its_explanation(first: Locator) -> None:
    expect(first.get_by_text("By both.")).to_be_hidden()
    first.get_by_label("both").check()
    expect(first.get_by_role("status")).to_have_text("✓ Right: (b).")
    expect(first.get_by_text("By both.")).to_be_visible()
    first.get_by_label("the bank").check()
    expect(first.get_by_role("status")).to_have_text("✗ Not (c): the right answer is (b).")


def test_a_sign_tells_right_from_wrong_beside_the_colour(first: Locator) -> None:
    first.get_by_label("nobody").check()
    signs = "items => items.map(item => getComputedStyle(item.querySelector('label'), '::after').content)"
    assert first.get_by_role("radio").count() == 3
    assert first.locator(".options > li").evaluate_all(signs) == ['"✗"', '"✓"', "none"]


def test_the_arrow_keys_go_through_the_options_and_enter_answers(first: Locator) -> None:
    radios = first.get_by_role("radio")
    radios.nth(0).focus()
    radios.nth(0).press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    expect(first.get_by_role("status")).to_have_text("Press Enter to answer.")
    expect(first.get_by_text("By both.")).to_be_hidden()
    radios.nth(1).press("ArrowDown")
    radios.nth(2).press("Enter")
    expect(first.get_by_role("status")).to_have_text("✗ Not (c): the right answer is (b).")


def test_the_space_bar_answers(first: Locator) -> None:
    first.get_by_role("radio").nth(1).press("Space")
    expect(first.get_by_role("status")).to_have_text("✓ Right: (b).")


def test_a_question_is_described_by_its_stem(first: Locator) -> None:
    expect(first).to_have_accessible_description("Wages are set, in the words of the chapter, by")


def test_an_answer_stays_in_the_browser_until_it_is_taken_back(page: Page, first: Locator) -> None:
    first.get_by_label("the bank").check()
    page.reload()
    expect(first.get_by_label("the bank")).to_be_checked()
    expect(first.get_by_role("status")).to_have_text("✗ Not (c): the right answer is (b).")
    expect(page.get_by_role("group", name="Question 2").get_by_role("status")).to_be_empty()
    first.get_by_role("button", name="Try again").click()
    expect(first.get_by_role("radio").nth(0)).to_be_focused()
    page.reload()
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)
    assert page.evaluate("Object.values(localStorage)").count("{}") == 1


@pytest.mark.parametrize("kept", ["[", "[1]", "null", '{"economy-wages--q1": 7}', '{"economy-wages--q1": "__proto__"}'])
def test_what_is_kept_may_be_anything(page: Page, first: Locator, kept: str) -> None:
    page.evaluate("kept => localStorage.setItem(`answers ${reading.base}`, kept)", kept)
    page.reload()
    expect(first.get_by_role("radio")).to_have_count(3)
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)
    first.get_by_label("both").check()
    expect(first.get_by_role("status")).to_have_text("✓ Right: (b).")


def test_an_answer_without_an_explanation_is_its_letter(page: Page) -> None:
    second = page.get_by_role("group", name="Question 2")
    second.get_by_text("Answer", exact=True).click()
    expect(second.locator(".answer")).to_have_text("Answer (a)", use_inner_text=True)


def test_a_question_to_write_on_has_its_outline_folded(page: Page) -> None:
    question = page.locator(".question.mains")
    expect(question.locator(".question-head")).to_have_text("Question 3 150 words, 10 marks")
    expect(question.get_by_text("Both sides")).to_be_hidden()
    question.get_by_text("Outline of an answer").click()
    expect(question.get_by_text("Both sides")).to_be_visible()


def test_without_scripts_options_are_lettered_and_answers_unfold(browser: Browser, question_address: str) -> None:
    with opened(browser, question_address, 390, 844, java_script_enabled=False) as page:
        page.goto(PAGE)
        first = page.locator(".question.mcq").first
        expect(first.get_by_role("radio")).to_have_count(0)
        expect(first.get_by_role("list").last).to_have_css("list-style-type", "lower-alpha")
        first.locator("summary").click()
        expect(first.get_by_text("By both.")).to_be_visible()


def test_questions_stand_between_the_text_and_the_sources(page: Page) -> None:
    headings = page.locator(".bd-article h2").all_inner_texts()
    assert headings[-2:] == ["Questions", "Sources"]
    assert page.locator("#contents a").all_text_contents()[-2:] == ["Questions", "Sources"]


def test_only_pages_with_questions_load_what_questions_need(question_site: Path) -> None:
    for path, needs in ((PAGE, True), ("economy/repo-rate.html", False), ("index.html", False)):
        html = (question_site / path).read_text("utf-8")
        assert ("questions.js" in html, "questions.css" in html) == (needs, needs)


def test_the_search_does_not_find_wrong_options(question_site: Path) -> None:
    texts = (question_site / ".search/texts/economy/wages.json").read_text("utf-8")
    assert "Wages" in texts
    assert "And prices?" not in texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, question_address: str, width: int, scheme: str) -> None:
    with opened(browser, question_address, width, 844, color_scheme=scheme) as page:
        page.goto(PAGE)
        page.get_by_role("radio").first.check()
        expect(page.get_by_role("status").first).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
