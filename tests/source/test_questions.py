"""What a scan knows of the questions of a page."""

from __future__ import annotations

import pytest

from book.source.facts import Question
from book.source.markdown import scan
from book.source.question_rules import answer_place, count_of

MCQ = "::::{mcq}\n:answer: a\n\nWhich?\n\n- One\n- Two\n\n:::{explanation}\nOne.\n:::\n::::\n\n"
MAINS = "::::{mains}\n:id: why\n\nWhy?\n\n:::{outline}\nSo.\n:::\n::::\n\n"


def test_ids_are_given_by_place_where_the_author_gives_none() -> None:
    found = scan(f"# Title\n\n{MCQ}{MAINS}{MCQ}")
    assert found.questions == (Question(3, "q1", "mcq"), Question(16, "why", "mains"), Question(26, "q3", "mcq"))
    assert found.problems == ()


def test_questions_are_no_reading_time() -> None:
    text = "# A title\n\nFour words in all.\n\n"
    assert scan(text + MCQ + MAINS).words == scan(text).words == 6


def test_links_and_images_of_questions_are_those_of_the_page() -> None:
    found = scan("# A\n\n:::{mcq}\n[b](c.md) ![d](e.png) {term}`f`\n:::")
    assert [link.target for link in found.links] == ["c.md"]
    assert [image.source for image in found.images] == ["e.png"]
    assert [term.text for term in found.terms] == ["f"]


@pytest.mark.parametrize(
    "heading",
    ["## Practice\n\n{}", "## Practice\n\n% a comment\n\n{}## More\n\nText.", "## Text\n\nText.\n\n### Practice\n\n{}"],
)
def test_a_heading_of_nothing_but_questions_is_refused(heading: str) -> None:
    [found] = scan("# Title\n\nText.\n\n" + heading.format(MCQ + MAINS)).problems
    assert (found.rule, "`Practice`" in found.message) == ("question/heading", True)


@pytest.mark.parametrize(
    "heading", ["## A\n\nText.\n\n{}", "## A\n\n{}Text.", "## A\n\n{}### B\n\nText.", "## A\n\n> {}"]
)
def test_a_heading_of_text_and_questions_is_not(heading: str) -> None:
    problems = scan("# Title\n\n" + heading.format(MCQ)).problems
    assert "question/heading" not in [found.rule for found in problems]


@pytest.mark.parametrize(("letter", "place"), [("a", 0), ("j", 9), ("k", None), ("A", None), ("", None), ("ab", None)])
def test_options_are_called_by_letters(letter: str, place: int | None) -> None:
    assert answer_place(letter) == place


@pytest.mark.parametrize(
    ("written", "count"),
    [("15", 15), ("0", None), ("-1", None), ("1.5", None), ("", None), ("१५", None), ("9" * 9, None)],
)
def test_marks_and_words_are_whole_numbers(written: str, count: int | None) -> None:
    assert count_of(written) == count
