"""The pages written by hand, as the source reads them: each use, and which of them are links."""

from __future__ import annotations

import pytest

from book.source.known_terms import KnownTerms
from book.source.page import read_page
from book.source.uses import chapter_uses
from tests.terms.cases import PageCase, chapter_of, composed, expected_uses, one_line, read_pages, read_text

PAGES = read_pages()
KNOWN = KnownTerms(read_text()[0])


@pytest.mark.parametrize("case", PAGES, ids=[case.name for case in PAGES])
def test_the_uses_are_those_that_are_marked(case: PageCase) -> None:
    page = read_page("chapter", chapter_of(case, "GS2.IR").encode())
    assert page.problems == ()
    found, linked = [], set()
    for use in chapter_uses("economy/page.md", page, KNOWN):
        if use.block in page.scan.prose:  # else it is a heading
            link = use.how != "automatic" or use.term not in linked
            linked.add(use.term)
            found.append((one_line(use.sentence[1]), composed(use.term), link))
    expected = [(shown, KNOWN.main_name(term) or term, link) for shown, term, link in expected_uses(case)]
    assert found == [(shown, composed(term), link) for shown, term, link in expected]


BY_HAND = [case for case in PAGES if case.by_hand]


@pytest.mark.parametrize("case", BY_HAND, ids=[case.name for case in BY_HAND])
def test_the_roles_point_to_what_is_listed(case: PageCase) -> None:
    page = read_page("chapter", chapter_of(case, "GS2.IR").encode())
    assert tuple(mark.name for block in page.scan.prose for mark in block.marks) == case.by_hand


def test_the_pages_were_found() -> None:
    assert len(PAGES) > 30
