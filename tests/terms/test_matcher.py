"""Names in plain text: the cases written by hand, and what two names have in common."""

from __future__ import annotations

import pytest

from book.terms import Matcher, same_but_for_form
from tests.terms.cases import TextCase, composed, read_text

TERMS, CASES = read_text()
MAIN = {name: composed(term.name) for term in TERMS for name in term.names}
MATCHER = Matcher(name for term in TERMS for name in term.names)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.group}-{number}" for number, case in enumerate(CASES)])
def test_exactly_what_is_marked_is_found(case: TextCase) -> None:
    found = [(match.start, case.text[match.start : match.end], MAIN[match.name]) for match in MATCHER.find(case.text)]
    assert found == [(use.start, use.shown, use.term) for use in case.uses]


def test_the_cases_were_found() -> None:
    assert len(CASES) > 150
    assert len(TERMS) > 50


@pytest.mark.parametrize("names", [("who", "WHO"), ("WHO", "who")])
def test_an_abbreviation_goes_before_the_same_word(names: tuple[str, str]) -> None:
    matcher = Matcher(names)
    assert [match.name for match in matcher.find("Who is WHO? WHO is who.")] == ["who", "WHO", "WHO", "who"]
    assert (matcher.named("WHO"), matcher.named("Who")) == ("WHO", "who")


ALIKE = [
    ("repo rate", "Repo-rates"),
    ("memorandum", "memoranda"),
    ("memorandum", "memorandums"),
    ("letter of credit", "letters of credit"),
    ("European Union", "EUROPEAN UNION"),
    ("NGO", "NGOs"),
    ("communiqué", "communique\u0301"),
    ("President's rule", "President’s rule"),
    ("WHO guideline", "WHO guidelines"),
    ("COVID-19", "Covid 19"),
]
UNLIKE = [
    ("WHO", "who"),
    ("WHO", "whos"),
    ("AIDS", "aid"),
    ("AIDS", "aids"),
    ("quad", "QUAD"),
    ("repo rate", "reverse repo rate"),
    ("policy", "police"),
    ("leaf", "leave"),
    ("state", "estate"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_differ_only_in_form(one: str, other: str) -> None:
    assert same_but_for_form(one, other)
    assert same_but_for_form(other, one)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_that_differ(one: str, other: str) -> None:
    assert not same_but_for_form(one, other)
    assert not same_but_for_form(other, one)
