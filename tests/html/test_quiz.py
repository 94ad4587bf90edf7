"""Quizzes of a month and of a subject: one question at a time with a score, and a list where there are no scripts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.html.conftest import BOOK, build, follow, opened, served
from tests.html.test_reading import choose

MONTH = "quiz/2022-08.html"
RIGHT, WRONG = "yes", "no"
ASKED = {  # in each chapter
    "polity/court": ["Did the court sit? ![A square](images/square.png)"],
    "polity/bill": ["Was the bill passed?"],
    "economy/budget": ["Was there a budget?"],
    "economy/repo-rate": ["Did the rate rise?"],
    "economy/wages": ["Were wages counted?", "Were they <b>low</b>?"],
}
AUGUST = [
    "Did the court sit?",
    "Was the bill passed?",
    "Did the rate rise?",
    "Were wages counted?",
    "Were they <b>low</b>?",
]
FIRST = "0 right, 0 wrong, 5 left"


def question(stem: str, number: int) -> str:
    answer = "ab"[number % 2]
    options = [RIGHT, WRONG] if answer == "a" else [WRONG, RIGHT]
    lines = "".join(f"- {option}\n" for option in options)
    explained = f":::{{explanation}}\nThat is so, {number}.\n:::\n"
    return f"\n::::{{mcq}}\n:answer: {answer}\n:level: easy\n\n{stem}\n\n{lines}\n{explained}::::\n"


@pytest.fixture(scope="module")
def quiz_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz")
    shutil.copytree(BOOK, folder / "chapters")
    for docname, stems in ASKED.items():
        path = folder / f"chapters/{docname}.md"
        text = "".join(
            question(stem.replace("<b>", "`<b>").replace("</b>", "</b>`"), n) for n, stem in enumerate(stems)
        )
        path.write_text(path.read_text("utf-8") + "\n::::{mains}\nDiscuss.\n::::\n" + text, "utf-8")
    return build("html", folder, book=folder / "chapters")


@pytest.fixture(scope="module")
def quiz_address(quiz_site: Path) -> Iterator[str]:
    with served(quiz_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, quiz_address: str) -> Iterator[Page]:
    with opened(browser, quiz_address, 390, 844) as page:
        page.goto(MONTH)
        yield page


def shown(page: Page) -> Locator:
    return page.locator(".question:visible")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def score(page: Page, text: str) -> None:
    expect(page.locator(".quiz-score")).to_have_text(text)


def answer(page: Page, option: str) -> None:
    shown(page).get_by_label(option).check()


def stems(page: Page) -> list[str]:
    """What is asked from here to the last question."""
    found = [shown(page).locator(".stem").inner_text()]
    while page.get_by_role("button", name="Next").is_enabled():
        press(page, "Next")
        expect(shown(page).locator(".stem")).not_to_have_text(found[-1])
        found.append(shown(page).locator(".stem").inner_text())
    return found


def answer_all(page: Page, *options: str) -> None:
    for number, option in enumerate(options, start=1):
        expect(shown(page).locator(".quiz-progress")).to_have_text(f"{number} of {len(options)}")
        answer(page, option)
        if number < len(options):
            press(page, "Next")


def test_a_whole_quiz_with_a_finger(page: Page) -> None:
    score(page, FIRST)
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    answer(page, RIGHT)
    expect(shown(page).get_by_role("status")).to_have_text("✓ Right: (a).")
    expect(shown(page).get_by_text("That is so, 0.")).to_be_visible()
    score(page, "1 right, 0 wrong, 4 left")
    press(page, "Next")
    expect(shown(page)).to_be_focused()
    answer(page, WRONG)
    score(page, "1 right, 1 wrong, 3 left")
    expect(page.locator(".quiz-marks")).to_have_text("1.34 of 10 marks")
    for _ in range(3):
        press(page, "Next")
        answer(page, WRONG)
    score(page, "1 right, 4 wrong, 0 left")
    expect(page.locator(".quiz-marks")).to_have_text("−0.64 of 10 marks")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    press(page, "Previous")
    expect(shown(page).locator(".quiz-progress")).to_have_text("4 of 5")


def test_a_whole_quiz_with_the_keyboard(page: Page) -> None:
    page.get_by_role("radio").first.focus()
    for number in range(1, 6):
        expect(shown(page).locator(".quiz-progress")).to_have_text(f"{number} of 5")
        if number > 1:
            expect(shown(page)).to_be_focused()
            page.keyboard.press("Tab")
        expect(shown(page).get_by_role("radio").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(shown(page).get_by_role("status")).to_have_text("Press Enter to answer.")
        page.keyboard.press("Enter")
        expect(shown(page).get_by_role("status")).not_to_have_text("Press Enter to answer.")
        page.keyboard.press("n")
    score(page, "1 right, 4 wrong, 0 left")  # only the last of all has the right one below
    page.keyboard.press("p")
    expect(shown(page).locator(".quiz-progress")).to_have_text("4 of 5")
    page.keyboard.press("Control+p")  # the browser's own
    expect(shown(page).locator(".quiz-progress")).to_have_text("4 of 5")


def test_the_buttons_are_reached_and_lead_the_focus_to_the_question(page: Page) -> None:
    page.get_by_role("link", name="A court sits").focus()
    page.keyboard.press("Tab")  # there is nothing before the first question
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown(page)).to_be_focused()
    expect(page.get_by_role("group", name="Question 2 of 5")).to_be_focused()


def test_a_letter_that_is_typed_elsewhere_does_nothing(page: Page) -> None:
    page.locator("main").focus()
    page.keyboard.press("n")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("n")
    expect(shown(page).locator(".quiz-progress")).to_have_text("2 of 5")


def test_questions_stand_in_the_order_of_the_book(page: Page) -> None:
    assert [stem.strip() for stem in stems(page)] == AUGUST
    page.goto("economy/quiz.html")
    assert stems(page) == ["Was there a budget?", *AUGUST[2:]]


def test_shuffling_keeps_the_questions_and_its_order_over_a_reload(page: Page) -> None:
    page.evaluate("Math.random = () => 0.99")  # the last of those that are left
    press(page, "Shuffle")
    expect(page.get_by_role("button", name="Shuffle")).to_have_attribute("aria-pressed", "true")
    order = stems(page)
    assert [stem.strip() for stem in order] == AUGUST[::-1]
    page.reload()
    expect(page.get_by_role("button", name="Shuffle")).to_have_attribute("aria-pressed", "true")
    assert stems(page) == order
    press(page, "Shuffle")
    assert stems(page) == order[::-1]
    page.reload()
    assert stems(page) == order[::-1]


@pytest.mark.parametrize("kept", ["[", "7", '["economy-wages--q2"]', '["x", "x", "x", "x", "x"]'])
def test_an_order_of_other_questions_is_not_used(page: Page, kept: str) -> None:
    page.evaluate("kept => sessionStorage.setItem(`quiz ${location.pathname}`, kept)", kept)
    page.reload()
    assert [stem.strip() for stem in stems(page)] == AUGUST


def test_only_what_was_wrong_can_be_asked_again(page: Page) -> None:
    only = page.get_by_role("button", name="Only what I got wrong")
    expect(only).to_be_disabled()
    answer_all(page, RIGHT, WRONG, RIGHT, WRONG, RIGHT)
    only.click()
    expect(shown(page)).to_be_focused()
    assert stems(page) == ["Was the bill passed?", "Were wages counted?"]
    press(page, "Try again")
    answer(page, RIGHT)
    expect(shown(page)).to_be_visible()  # it is not taken away under the finger
    score(page, "4 right, 1 wrong, 0 left")
    press(page, "Previous")
    answer(page, RIGHT)
    score(page, "5 right, 0 wrong, 0 left")
    only.click()
    expect(shown(page).locator(".quiz-progress")).to_have_text("1 of 5")
    expect(only).to_be_disabled()


def test_begin_again_forgets_when_it_may(page: Page) -> None:
    answer_all(page, RIGHT, WRONG, RIGHT, WRONG, RIGHT)
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Begin again")
    score(page, "3 right, 2 wrong, 0 left")
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Begin again")
    score(page, FIRST)
    expect(shown(page).locator(".quiz-progress")).to_have_text("1 of 5")
    expect(page.get_by_role("radio", checked=True, include_hidden=True)).to_have_count(0)
    page.reload()
    score(page, FIRST)


def test_a_quiz_goes_on_where_it_was_left(page: Page) -> None:
    answer(page, WRONG)
    page.reload()
    score(page, "0 right, 1 wrong, 4 left")
    expect(shown(page).locator(".quiz-progress")).to_have_text("2 of 5")


def test_an_answer_counts_in_the_chapter_the_quiz_of_the_month_and_that_of_the_subject(page: Page) -> None:
    page.goto("economy/wages.html")
    page.get_by_role("group", name="Question 2").get_by_label(RIGHT).check()
    follow(page.get_by_role("link", name="More questions of August 2022"))
    score(page, "1 right, 0 wrong, 4 left")
    page.goto("economy/quiz.html")
    score(page, "1 right, 0 wrong, 3 left")
    answer(page, WRONG)
    page.goto("economy/budget.html")
    expect(page.get_by_role("group", name="Question 2").get_by_label(WRONG)).to_be_checked()


def test_other_tabs_follow(page: Page) -> None:
    other = page.context.new_page()
    other.goto(MONTH)
    answer(page, WRONG)
    score(other, "0 right, 1 wrong, 4 left")
    expect(shown(other).get_by_label(WRONG)).to_be_checked()


def test_without_storage_it_holds_for_the_page(browser: Browser, quiz_address: str) -> None:
    with opened(browser, quiz_address, 390, 844) as page:
        refuse = "{ get() { throw new DOMException('refused', 'SecurityError'); } }"
        for name in ("localStorage", "sessionStorage"):
            page.add_init_script(f"Object.defineProperty(window, '{name}', {refuse})")
        page.goto(MONTH)
        press(page, "Shuffle")
        answer(page, RIGHT)
        score(page, "1 right, 0 wrong, 4 left")


def test_answers_go_with_the_file_of_what_was_read(page: Page, tmp_path: Path) -> None:
    answer(page, RIGHT)
    page.goto("reading.html")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as a file").click()
    file = tmp_path / "reading.json"
    download.value.save_as(file)
    content = json.loads(file.read_text("utf-8"))
    assert content["answers"] == {"polity-court--q2": 0}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget all").click()
    expect(page.get_by_role("button", name="Export as a file")).to_be_disabled()
    content["answers"] |= {"polity-bill--q2": 1, "economy-wages--q2": "0", "<b>": 0, "economy-wages--q3": -1}
    file.write_text(json.dumps(content), "utf-8")
    choose(page, file)
    expect(page.locator("#reading-said")).to_have_text("0 chapters and 2 answers added.")
    page.goto(MONTH)
    score(page, "1 right, 1 wrong, 3 left")


def test_each_question_leads_to_its_chapter(page: Page) -> None:
    press(page, "Next")
    expect(shown(page).locator(".question-from")).to_have_text("From A bill Draft")
    follow(shown(page).get_by_role("link"))
    expect(page.locator("h1")).to_have_text("A bill")


@pytest.mark.parametrize(
    ("path", "link", "title"),
    [
        ("editions/2022-08.html", "Quiz: 5 questions", "Quiz: August 2022"),
        ("editions/2022-07.html", "Quiz: 1 question", "Quiz: July 2022"),
        ("economy/index.html", "Quiz: 4 questions", "Quiz: Economy"),
        ("economy/wages.html", "More questions of Economy", "Quiz: Economy"),
    ],
)
def test_what_leads_to_a_quiz(page: Page, path: str, link: str, title: str) -> None:
    page.goto(path)
    follow(page.get_by_role("link", name=link, exact=True))
    expect(page.locator("h1")).to_have_text(title)


def test_a_quiz_leads_back_to_its_month_or_subject(page: Page) -> None:
    crumbs = page.locator(".bd-breadcrumbs a")
    assert crumbs.evaluate_all("all => all.map(link => link.getAttribute('href'))") == [
        "../index.html",
        "../editions/2022-08.html",
    ]
    page.goto("economy/quiz.html")
    assert crumbs.evaluate_all("all => all.map(link => link.getAttribute('href'))") == ["../index.html", "index.html"]


def test_without_scripts_all_questions_stand_in_a_list(browser: Browser, quiz_address: str) -> None:
    with opened(browser, quiz_address, 390, 844, java_script_enabled=False) as page:
        page.goto(MONTH)
        expect(shown(page)).to_have_count(5)
        expect(page.locator("legend").last).to_have_text("Question 5 easy")
        expect(page.locator("main").get_by_role("button")).to_have_count(0)
        expect(page.get_by_text("That is so, 1.")).to_be_hidden()
        shown(page).last.locator("summary").click()
        expect(page.get_by_text("That is so, 1.")).to_be_visible()


def test_on_paper_it_is_a_list_without_answers(page: Page) -> None:
    press(page, "Next")
    answer(page, WRONG)
    text = " ".join("".join(p.get_textpage().get_text_range() for p in pdfium.PdfDocument(page.pdf())).split())
    for number, stem in enumerate(AUGUST, start=1):
        assert f"Question {number} easy {stem}" in text
    for absent in ("That is so", "✓", "✗", "Not (", "Shuffle", "2 of 5", "wrong", "left"):
        assert absent not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen_or_behind_the_bar(
    browser: Browser, quiz_address: str, width: int, scheme: str
) -> None:
    with opened(browser, quiz_address, width, 500, color_scheme=scheme) as page:
        page.goto(MONTH)
        answer(page, RIGHT)
        score(page, "1 right, 0 wrong, 4 left")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        link = shown(page).get_by_role("link")
        link.focus()
        box, bar = link.bounding_box(), page.locator(".quiz-bar").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["y"] + box["height"] <= bar["y"]


def test_images_of_questions_are_shown(page: Page) -> None:
    expect(shown(page).get_by_alt_text("A square")).to_have_js_property("complete", True)
    assert page.locator(".stem img").evaluate("image => image.naturalWidth") > 0


def test_a_saved_month_has_its_quiz_and_the_search_has_none(quiz_site: Path) -> None:
    listed = json.loads((quiz_site / "editions/2022-08.offline.json").read_text("utf-8"))
    assert MONTH in [name for name, _ in listed["pages"]]
    assert not [path for path in (quiz_site / ".search").rglob("*") if "quiz" in path.name]


def test_only_quizzes_load_what_quizzes_need(quiz_site: Path) -> None:
    for path, needs in ((MONTH, True), ("economy/wages.html", False), ("index.html", False)):
        html = (quiz_site / path).read_text("utf-8")
        assert ("quiz.js" in html, "quiz.css" in html) == (needs, needs)
