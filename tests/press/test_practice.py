"""Test, mains questions and answer key of a printed edition, read back: numbers, letters, pages both ways, links."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from book.press.galley import LastPrint
from book.press.printed import Printed
from book.press.profile import PROFILES, READING, SCREEN, Profile
from tests.press.conftest import print_with
from tests.press.questions import ONE, THREE, asked, of, pages
from tests.press.structure import faults


@pytest.fixture(scope="module")
def prints(tmp_path_factory) -> Callable[[Profile], Printed]:
    """The edition with questions in a profile, printed once for all tests that ask for it."""
    case = asked(tmp_path_factory.mktemp("asked"))
    kept: dict[str, Printed] = {}

    def printed(profile: Profile = READING) -> Printed:
        if profile.name not in kept:
            kept[profile.name] = print_with(case, profile)
        return kept[profile.name]

    return printed


@pytest.fixture(params=list(PROFILES.values()), ids=list(PROFILES))
def printed(request, prints) -> Printed:
    """The edition in each form; a booklet's pages before they are put on sheets."""
    return prints(replace(request.param, imposition=None))


def test_questions_are_numbered_through_in_the_order_of_the_book(printed):
    test = of(printed, "practice")
    numbered = re.findall(r"(\d+) Stem (\w+)\?", test)
    assert numbered == [("1", "one1"), ("2", "one2"), ("3", "three1"), ("4", "three2")]
    assert re.findall(r"\(([a-d])\) Option ([w-z]) of one2", test) == list(zip("abcd", "wxyz", strict=True))
    assert "4 questions · 5 minutes · 8 marks" in test
    assert re.findall(r"(\d+) Discuss (\w+)\.", of(printed, "mains")) == [("1", "one3"), ("2", "two1"), ("3", "three3")]
    assert "3 questions · 25 marks" in of(printed, "mains")


def test_the_key_has_the_letters_then_the_reasons(printed):
    key = of(printed, "answers")
    letters, _, reasons = key.partition("Explanations")
    assert re.findall(r"(\d+) ([a-d])\b", letters) == [("1", "b"), ("2", "d"), ("3", "a"), ("4", "c")]
    found = re.findall(r"(\d+) \(([a-d])\) Option ([w-z]) of (\w+) Because (\w+)\.", reasons)
    assert [f"{number}{letter}{option} {name}" for number, letter, option, name, _ in found] == [
        "1bx one1",
        "2dz one2",
        "3aw three1",
        "4cy three2",
    ]
    assert all(name == why for *_, name, why in found)
    outlines = re.findall(r"(\d+) question \(p. \d+\) (?:• )?Outlined (\w+)\.", reasons)
    assert outlines == [("1", "one3"), ("3", "three3")]


def test_no_answer_stands_before_the_key(printed):
    first = printed.report["questions"]["answers_page"]
    for label, words in pages(printed).items():
        if not label.isdecimal() or int(label) < first:
            assert "Because" not in words
            assert "Outlined" not in words
        else:
            assert "Stem" not in words


def test_pages_are_named_both_ways(printed):
    shown = pages(printed)
    chapters = {chapter["title"]: chapter for chapter in printed.report["chapters"]}
    turns = re.findall(r"Stem (\w+)\?.*?text \(p. (\d+)\), answer \(p. (\d+)\)", of(printed, "practice"))
    assert len(turns) == 4
    for name, text, answer in turns:
        assert int(text) == chapters[name[:-1].capitalize()]["first_page"]
        assert f"Because {name}." in shown[answer]
    key = of(printed, "answers")
    heads = re.findall(r"(One|Three) \(p. (\d+)\), questions \(p. (\d+)\)", key)
    assert [title for title, *_ in heads] == ["One", "Three"]
    for title, text, question in heads:
        assert int(text) == chapters[title]["first_page"]
        assert f"Stem {title.lower()}1?" in shown[question]
    written = re.findall(r"question \(p. (\d+)\) (?:• )?Outlined (\w+)\.", key)
    assert [f"Discuss {name}." in shown[page] for page, name in written] == [True, True]
    outlines = re.findall(r"Discuss (\w+)\..*?outline \(p. (\d+)\)", of(printed, "mains").replace("Discuss two1", ""))
    assert [f"Outlined {name}." in shown[page] for name, page in outlines] == [True, True]


def test_a_chapter_says_where_its_answers_are_if_it_has_any(printed):
    words = " ".join(pages(printed).values())
    chapters = {chapter["title"]: chapter for chapter in printed.report["chapters"]}
    for title, reason in (("One", "Because one1."), ("Three", "Because three1.")):
        page = chapters[title]["answers_page"]
        assert re.findall(rf"Answers of {title}: key\s+\(p. (\d+)\)\.", words) == [str(page)]
        assert reason in pages(printed)[str(page)]
    assert "Answers of Two: key." in words
    assert chapters["Two"]["answers_page"] is None


def test_numbers_and_pages_are_links(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(names[i]): names[i + 1][0].objgen for i in range(0, len(names), 2)}
        labels = {page.objgen: page.label for page in pdf.pages}
        links = [
            (page.label, str(link.Dest)) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link
        ]
    shown = pages(printed)
    for name, id in [("one1", "peace-one--q1"), ("three2", "trade-three--q2")]:
        answer, question = labels[places[f"answers--{id}"]], labels[places[f"practice--{id}"]]
        assert f"Because {name}." in shown[answer]
        assert f"Stem {name}?" in shown[question]
        assert links.count((question, f"answers--{id}")) == 2  # the number, and the word before the page
        assert (answer, f"practice--{id}") in links
        assert (str(printed.report["questions"]["answers_page"]), f"answers--{id}") in links  # among the letters
    assert (str(printed.report["questions"]["practice_page"]), "answers") in links
    assert [to for _, to in links].count("answers--peace-one") == 1  # at the end of the chapter


def test_practice_is_in_contents_and_outline_and_not_in_the_month_at_a_glance(printed):
    folios = printed.report["questions"]
    contents = " ".join(words for label, words in pages(printed).items() if "Contents" in words)
    for title, id in [("Practice test", "practice"), ("Mains questions", "mains"), ("Answer key", "answers")]:
        assert f"{title} {folios[f'{id}_page']}" in contents
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    place = titles.index("Trade") + 1
    assert titles[place : place + 4] == ["Practice test", "Mains questions", "Answer key", "By syllabus"]
    glance = next(words for words in pages(printed).values() if "August 2022 at a glance" in words)
    assert "Practice" not in glance


def test_the_file_is_sound(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert faults(pdf) == []
        assert pdf.check_pdf_syntax() == []


def test_the_report_counts(printed):
    counts = printed.report["questions"]
    assert (counts["mcqs"], counts["mains"]) == (4, 3)
    assert counts["practice_page"] <= counts["mains_page"] < counts["answers_page"]


def test_the_answer_sheet_has_a_circle_for_each_option_and_is_for_paper(prints):
    assert re.findall(r"(\d+) a b c d", of(prints(READING), "practice")) == ["1", "2", "3", "4"]
    assert "Answer sheet" not in of(prints(SCREEN), "practice")


def test_a_galley_knows_the_answers_page_of_the_last_print(prints, tmp_path):
    printed = prints(READING)
    printed.write(tmp_path / "2022-08.a4.pdf")
    last = LastPrint.read(tmp_path / "2022-08.a4.json")
    assert last.answers == {c["docname"]: c["answers_page"] for c in printed.report["chapters"] if c["answers_page"]}
    assert set(last.answers) == {ONE, THREE}
