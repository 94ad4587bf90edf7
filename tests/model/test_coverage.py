"""What of the syllabus has chapters, in a case made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from book.model import Catalog, Chapter, Month, Period, Syllabus, SyllabusNode, coverage_of

CODES = ("A", "A.X", "A.X.ONE", "A.X.TWO", "A.Y", "B", "B.Z")


def chapter(docname: str, month: int, *codes: str, draft: bool = False) -> Chapter:
    return Chapter(docname, docname, "s", date(2022, month, 5), "S.", codes, (), draft=draft)


@pytest.fixture
def catalog() -> Catalog:
    chapters = [
        chapter("s/july", 7, "A.X.ONE", "A.X.TWO"),
        chapter("s/august", 8, "A.X"),
        chapter("s/november", 11, "A.X.ONE"),
        chapter("s/draft", 8, "B.Z", draft=True),
    ]
    syllabus = Syllabus({code: SyllabusNode(code, code.title()) for code in CODES})
    return Catalog("Book", chapters={c.docname: c for c in chapters}, syllabus=syllabus)


def counts(catalog: Catalog, *periods: str) -> dict[str, tuple[int, int]]:
    found = coverage_of(catalog, [Period.parse(text) for text in periods])
    return {part.node.code: (part.own, part.total) for part in found.parts}


def test_a_chapter_counts_for_its_codes_and_once_for_each_above(catalog):
    expected = {"A": (0, 3), "A.X": (1, 3), "A.X.ONE": (2, 2), "A.X.TWO": (1, 1), "A.Y": (0, 0), "B": (0, 0)}
    assert counts(catalog) == expected | {"B.Z": (0, 0)}
    assert tuple(counts(catalog)) == CODES


def test_only_the_months_that_are_asked_for_count(catalog):
    assert {code for code, (_, total) in counts(catalog, "2022-08").items() if total} == {"A", "A.X"}
    assert counts(catalog, "2022-07..2022-09")["A.X"] == (1, 2)
    assert counts(catalog, "2022-07", "2022-11")["A.X.ONE"] == (2, 2)
    assert not any(total for _, total in counts(catalog, "2019").values())


def test_drafts_do_not_count_and_are_said(catalog):
    found = coverage_of(catalog)
    assert (found.chapters, found.drafts) == (3, 1)
    assert coverage_of(catalog, [Period.parse("2022-07")]).drafts == 0


def test_what_is_missing_is_named_at_its_top(catalog):
    found = coverage_of(catalog)
    assert [part.node.code for part in found.empty] == ["A.Y", "B", "B.Z"]
    assert found.gaps == ("A.Y", "B")
    assert coverage_of(catalog, [Period.parse("2022-08")]).gaps == ("A.X.ONE", "A.X.TWO", "A.Y", "B")


def test_months_of_a_part_are_those_of_all_below_it(catalog):
    months = {part.node.code: part.months for part in coverage_of(catalog).parts}
    assert months["A"] == (Month(2022, 7), Month(2022, 8), Month(2022, 11))
    assert [run.written for run in Period.runs(months["A"])] == ["2022-07..2022-08", "2022-11"]
    assert [run.written for run in Period.runs([Month(2023, 1), Month(2022, 12)])] == ["2022-12..2023-01"]
