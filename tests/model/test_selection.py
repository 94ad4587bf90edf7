"""What a query prints, in which order and under which name, and what it is told where there is nothing."""

from __future__ import annotations

from datetime import date

import pytest

from book.model import (
    Catalog,
    Chapter,
    ChapterList,
    EditionPage,
    ListedChapter,
    Month,
    NoEdition,
    Period,
    Query,
    Subject,
    Syllabus,
    SyllabusNode,
    select,
)

JULY, AUGUST, SEPTEMBER, JANUARY = Month(2022, 7), Month(2022, 8), Month(2022, 9), Month(2023, 1)
NODES = {
    "GS2": "General Studies II",
    "GS2.IR": "International relations",
    "GS2.POLITY": "Polity",
    "GS20": "Not below GS2",
    "GS3": "General Studies III",
}
CHAPTERS = [
    ("economy/rate", date(2022, 8, 5), "GS3"),
    ("economy/prices", date(2022, 7, 12), "GS3"),
    ("economy/trade", date(2022, 9, 1), "GS2.IR"),
    ("economy/budget", date(2023, 1, 31), "GS20"),
    ("polity/bench", date(2022, 8, 2), "GS2.POLITY"),
    ("polity/bill", date(2022, 7, 20), "GS2"),
]
DRAFTS = [("polity/sketch", date(2022, 8, 9), "GS2"), ("science/moon", date(2022, 8, 3), "GS3")]


@pytest.fixture
def catalog() -> Catalog:
    chapters = [
        Chapter(docname, docname, docname.split("/")[0], day, "S.", (code,), (), draft=(docname, day, code) in DRAFTS)
        for docname, day, code in CHAPTERS + DRAFTS
    ]
    subjects = [Subject("economy", "Economy", 2), Subject("polity", "Polity", 1), Subject("science", "Science", 3)]
    return Catalog(
        "Book",
        {subject.slug: subject for subject in subjects},
        {chapter.docname: chapter for chapter in chapters},
        {month: EditionPage(month, f"The {month.title}", "Rates") for month in (JULY, AUGUST, SEPTEMBER, JANUARY)},
        (),
        Syllabus({code: SyllabusNode(code, title) for code, title in NODES.items()}),
    )


def listed(*docnames: str, name: str = "revision-week") -> ChapterList:
    return ChapterList(f"{name}.txt", name, tuple(ListedChapter(i, d) for i, d in enumerate(docnames, start=1)))


YEAR = (Month(2022, 1), Month(2022, 12))
FOUND = [
    (Query(), "2023-01", "The January 2023", ["economy/budget"]),
    (Query(AUGUST, AUGUST), "2022-08", "The August 2022", ["polity/bench", "economy/rate"]),
    (
        Query(*YEAR),
        "2022",
        "2022",
        ["polity/bill", "polity/bench", "economy/prices", "economy/rate", "economy/trade"],
    ),
    (
        Query(JULY, SEPTEMBER, subjects=("economy",)),
        "2022-07--2022-09-economy",
        "Economy, July to September 2022",
        ["economy/prices", "economy/rate", "economy/trade"],
    ),
    (
        Query(first=SEPTEMBER),
        "2022-09--2023-01",
        "September 2022 to January 2023",
        ["economy/trade", "economy/budget"],
    ),
    (Query(last=JULY), "2022-07", "The July 2022", ["polity/bill", "economy/prices"]),
    (
        Query(AUGUST, AUGUST, ("economy", "polity", "economy")),
        "2022-08-polity-economy",
        "Polity and Economy, August 2022",
        ["polity/bench", "economy/rate"],
    ),
    (
        Query(syllabus=("GS2",)),
        "syllabus-GS2",
        "General Studies II",
        ["polity/bill", "polity/bench", "economy/trade"],
    ),
    (
        Query(subjects=("economy",), syllabus=("GS3", "GS2.IR")),
        "economy-syllabus-GS2.IR-GS3",
        "Economy, International relations and General Studies III",
        ["economy/prices", "economy/rate", "economy/trade"],
    ),
    (
        Query(chapters=listed("economy/trade", "polity/bench", "economy/prices", "economy/trade")),
        "revision-week",
        "Revision week",
        ["polity/bench", "economy/trade", "economy/prices"],
    ),
    (
        Query(JULY, JULY, chapters=listed("economy/trade", "economy/prices")),
        "2022-07-revision-week",
        "Revision week, July 2022",
        ["economy/prices"],
    ),
]


@pytest.mark.parametrize(("query", "name", "title", "docnames"), FOUND, ids=[case[1] for case in FOUND])
def test_an_edition_by_query(catalog, query, name, title, docnames):
    edition = select(catalog, query)
    assert (edition.name, edition.title) == (name, title)
    assert [chapter.docname for chapter in edition.chapters] == docnames
    assert edition.book_title == "Book"


def test_only_a_whole_month_has_a_foreword_and_a_cover_line(catalog):
    month = select(catalog, Query(AUGUST, AUGUST))
    assert (month.foreword, month.cover_line) == ("editions/2022-08", "Rates")
    for query in (Query(*YEAR), Query(AUGUST, AUGUST, subjects=("economy",)), Query(subjects=("economy",))):
        edition = select(catalog, query)
        assert (edition.foreword, edition.cover_line) == (None, None)


@pytest.mark.parametrize(
    ("query", "day"),
    [
        (Query(AUGUST, AUGUST), date(2022, 8, 31)),
        (Query(*YEAR), date(2022, 9, 30)),
        (Query(subjects=("polity",)), date(2022, 8, 31)),
    ],
)
def test_it_covers_the_month_of_its_newest_chapter_to_the_end(catalog, query, day):
    assert select(catalog, query).last_day == day


REFUSED = [
    (Query(Month(2022, 10), Month(2022, 10)), "months", "2022-10 has no edition; there is 2023-01, 2022-09, 2022-08"),
    (Query(Month(2021, 1), Month(2021, 12)), "months", "2021 has no edition; there is 2023, 2022"),
    (Query(first=Month(2024, 1)), "months", "2024-01 has no edition; there is"),
    (Query(last=Month(2021, 1)), "months", "2021-01 has no edition; there is"),
    (Query(Month(2022, 10), Month(2022, 11)), "months", "2022-10--2022-11 has no edition"),
    (Query(AUGUST, JULY), "months", "2022-08 is after 2022-07; exchange them"),
    (Query(subjects=("polity", "Econmy")), "subjects", "'Econmy' is no subject; did you mean 'economy'?"),
    (Query(subjects=("x",)), "subjects", "'x' is no subject; there is polity, economy, science"),
    (Query(syllabus=("gs2.polty",)), "syllabus", "'gs2.polty' is not in the syllabus; did you mean 'GS2.POLITY'?"),
    (Query(syllabus=("GS2.ABC.D",)), "syllabus", "there is GS2.IR, GS2.POLITY"),
    (Query(syllabus=("X",)), "syllabus", "there is GS2, GS20, GS3"),
    (
        Query(chapters=listed("polity/bench", "economy/pricse", "polity/x")),
        "chapters",
        "revision-week.txt:2: 'economy/pricse' is no chapter; did you mean 'economy/prices'? [list/unknown]\n"
        "revision-week.txt:3: 'polity/x' is no chapter; there is polity/bill, polity/bench, polity/sketch",
    ),
    (Query(chapters=listed("polity/bench", "polity/sketch")), "chapters", ":2: 'polity/sketch' is a draft"),
    (Query(chapters=listed()), "chapters", "revision-week.txt: no chapter is listed; write"),
    (Query(subjects=("science",)), None, "no chapter is in Science; there are only drafts, .*: science/moon"),
    (
        Query(AUGUST, AUGUST, subjects=("polity",), syllabus=("GS3",)),
        None,
        "no chapter is in Polity, General Studies III, August 2022; take a condition away",
    ),
]


@pytest.mark.parametrize(("query", "condition", "message"), REFUSED, ids=[case[2][:40] for case in REFUSED])
def test_what_is_no_edition_says_what_there_is(catalog, query, condition, message):
    pattern = message if ".*" in message else message.replace("?", "[?]").replace("[list/", r"\[list/")
    with pytest.raises(NoEdition, match=pattern) as refused:
        select(catalog, query)
    assert refused.value.condition == condition


def test_a_book_without_months_has_no_edition():
    with pytest.raises(NoEdition, match="no chapter is in the book"):
        select(Catalog("Empty"), Query())
    with pytest.raises(NoEdition, match="2022-08 has no edition; there is none yet"):
        select(Catalog("Empty"), Query(AUGUST, AUGUST))


def test_long_messages_and_names_are_cut_and_names_stay_apart(catalog):
    many = {f"s{i:02d}": Subject(f"s{i:02d}", "S", 1) for i in range(14)}
    with pytest.raises(NoEdition, match=r"s10, s11 and 2 more$"):
        select(Catalog("Many", many), Query(subjects=("economy",)))
    names = {select(catalog, Query(chapters=listed("economy/rate", name="नोट" * 40 + end))).name for end in ("a", "b")}
    assert len(names) == 2
    assert all(len(name.encode()) <= 200 for name in names)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2022-08", AUGUST, AUGUST), ("2022", *YEAR), ("2022-07..2022-09", JULY, Month(2022, 9))],
)
def test_a_period_is_read_as_it_is_written(text, first, last):
    assert Period.parse(text) == Period(first, last)
    assert Period(first, last).written == text
    assert str(Period(first, last)) == text.replace("..", "--")


def test_years_are_ends_of_a_period_too():
    assert Period.parse("2021..2022") == Period(Month(2021, 1), Month(2022, 12))
    with pytest.raises(ValueError, match=r"^2022-09 is after 2022-08; exchange them$"):
        Period.parse("2022-09..2022-08")


@pytest.mark.parametrize(
    "text", ["2022-13", "22", "20222", "2022-07--2022-08", "2022-07..", "2022..2023..2024", "२०२२", ""]
)
def test_what_is_no_period(text):
    with pytest.raises(ValueError, match="YYYY-MM or YYYY"):
        Period.parse(text)
