from __future__ import annotations

from datetime import date

import pytest

from book.model import (
    Catalog,
    Chapter,
    EditionPage,
    Month,
    PartialDate,
    Problem,
    Query,
    Subject,
    Syllabus,
    SyllabusNode,
    select,
)


def chapter(docname: str, day: date, draft: bool = False, words: int = 0) -> Chapter:
    return Chapter(docname, docname, docname.split("/")[0], day, "S.", (), (), draft=draft, words=words)


@pytest.fixture
def catalog() -> Catalog:
    chapters = [
        chapter("b/late", date(2022, 8, 9)),
        chapter("b/early", date(2022, 8, 2)),
        chapter("a/draft", date(2022, 8, 3), draft=True),
        chapter("c/july", date(2022, 7, 31)),
        chapter("c/august", date(2022, 8, 1)),
    ]
    subjects = {"a": Subject("a", "A", 1), "b": Subject("b", "B", 3), "c": Subject("c", "C", 2)}
    pages = {month: EditionPage(month, month.title) for month in (Month(2022, 7), Month(2022, 8))}
    return Catalog("Book", subjects, {c.docname: c for c in chapters}, pages)


def test_an_edition_has_its_month_by_subject_and_date_without_drafts(catalog):
    edition = select(catalog, Query(Month(2022, 8), Month(2022, 8)))
    assert [section.subject.slug for section in edition.sections] == ["c", "b"]
    assert [c.docname for c in edition.chapters] == ["c/august", "b/early", "b/late"]


def test_newest_months_first_and_neighbours_within_the_subject(catalog):
    assert [str(month) for month in catalog.months] == ["2022-08", "2022-07"]
    before, after = catalog.neighbours["c/august"]
    assert before is catalog.chapters["c/july"]
    assert after is None


def test_neighbours_within_the_month_are_those_of_its_edition(catalog):
    month = Month(2022, 8)
    here = next(c for c in catalog.by_month[month] if catalog.month_neighbours[c.docname][0] is None)
    leafed = [here]
    while here := catalog.month_neighbours[here.docname][1]:
        leafed.append(here)
    assert set(leafed) == set(catalog.by_month[month])
    finished = tuple(chapter for chapter in leafed if not chapter.draft)
    assert finished == select(catalog, Query(month, month)).chapters


@pytest.mark.parametrize("text", ["2022-13", "2022-8", "22-08", "2022-08-01", "", "२०२२-०८"])
def test_what_is_no_month(text):
    with pytest.raises(ValueError, match="YYYY-MM"):
        Month.parse(text)


def test_months_order_and_print():
    assert Month.parse("2022-08") == Month.of(date(2022, 8, 31)) > Month(2021, 12)
    assert Month(2022, 8).title == "August 2022"


@pytest.mark.parametrize(
    "text", ["", "1949-4", "1949-13", "1949-02-30", "0949", "949", "1949-04-04T10", "१९४९", "1949-"]
)
def test_what_is_no_date(text):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


def test_dates_of_documents_order_and_print():
    texts = ["1948", "1949", "1949-04", "1949-04-04", "1949-05", "1950-01-01"]
    dates = [PartialDate.parse(text) for text in reversed(texts)]
    assert [str(known) for known in sorted(dates)] == texts
    assert [known.title for known in sorted(dates)][1:4] == ["1949", "April 1949", "4 April 1949"]


def test_a_problem_is_one_line():
    problem = Problem("chapters/x.md", 4, "front-matter/date", "published: x is not a date", "write YYYY-MM-DD")
    assert str(problem) == "chapters/x.md:4: published: x is not a date; write YYYY-MM-DD [front-matter/date]"


def test_syllabus_line_names_the_way_from_the_root():
    nodes = [SyllabusNode("GS2", "General Studies II"), SyllabusNode("GS2.IR", "International relations")]
    syllabus = Syllabus({node.code: node for node in nodes})
    assert syllabus.line("GS2.IR") == "GS2 · International relations"


def test_reading_time_is_at_least_a_minute():
    assert chapter("a/x", date(2022, 8, 1)).reading_minutes == 1
    assert chapter("a/x", date(2022, 8, 1), words=900).reading_minutes == 4
