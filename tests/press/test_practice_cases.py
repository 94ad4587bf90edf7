"""Practice in editions with few questions, or many, or strange ones; and what stays when something moves."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from book.press.failure import PressFailed
from book.press.fragment import read_fragment
from book.press.practice import CHUNK, Practice, lettered, row
from book.press.profile import ECONOMY, READING, SCREEN, UnknownForm
from tests.press.conftest import long_text, print_with
from tests.press.questions import NEW_PAGE, ONE, THREE, TWO, ask, mains, mcq, of, pages
from tests.press.structure import faults

# --- what there is nothing of ---


def test_without_questions_there_is_no_practice(case):
    printed = print_with(case)
    words = " ".join(pages(printed).values())
    assert not re.search("Practice test|Mains questions|Answer key", words)
    assert printed.report["questions"] == {
        "mcqs": 0,
        "mains": 0,
        "practice_page": None,
        "mains_page": None,
        "answers_page": None,
    }


def test_questions_to_write_on_without_outlines_need_no_key(case):
    ask(case, TWO, mains(TWO, 1, outline=""))
    printed = print_with(case, ECONOMY)
    words = " ".join(pages(printed).values())
    assert "Mains questions" in words
    assert not re.search("Practice test|Answer key|outline", words)


def test_only_the_questions_of_the_edition(case):
    ask(case, ONE, mcq(ONE, 1))
    ask(case, THREE, mcq(THREE, 1))
    peace = replace(case, edition=replace(case.edition, sections=case.edition.sections[:1]))
    printed = print_with(peace, ECONOMY)
    assert re.findall(r"Stem (\w+)\?", " ".join(pages(printed).values())) == ["one1"]


# --- lengths and numbers ---


def test_a_chapter_and_its_numbers_of_three_figures(case):
    text = read_fragment(case.press.fragments, ONE).html
    ask(case, ONE, mcq(ONE, 1), html=text.replace("</article>", NEW_PAGE * 99 + "</article>"))
    ask(case, THREE, *(mcq(THREE, number) for number in range(1, 102)))
    printed = print_with(case)
    key = printed.report["questions"]["answers_page"]
    assert key > 104
    shown = pages(printed)
    test = of(printed, "practice")
    assert re.findall(r"(\d+) Stem three(\d+)\?", test)[-1] == ("102", "101")
    turns = re.findall(r"Stem (\w+)\?.*?text \(p. (\d+)\), answer \(p. (\d+)\)", test)
    third = printed.report["chapters"][2]["first_page"]
    assert [name for name, text, answer in turns if f"Because {name}." not in shown[answer]] == []
    assert {text for name, text, _ in turns} == {"2", str(third)}
    assert "102 questions · 125 minutes · 204 marks · answers (p. " in test
    last = turns[-1][2]
    assert int(last) > key
    assert re.search(r"Answers of Three: key \(p. \d{3}\)\.", " ".join(shown.values()))


def test_more_numbers_on_the_pages_of_a_part_than_the_book_has_figures_for(case):
    ask(case, THREE, *(mcq(THREE, number) for number in range(1, 62)))
    printed = print_with(case, ECONOMY)
    shown = pages(printed)
    turns = re.findall(r"Stem (\w+)\?.*?text \(p. (\d+)\), answer \(p. (\d+)\)", of(printed, "practice"))
    assert len(turns) == 61
    assert [name for name, _, answer in turns if f"Because {name}." not in shown[answer]] == []


@pytest.mark.parametrize("profile", [READING, ECONOMY, SCREEN], ids=lambda profile: profile.name)
def test_a_question_longer_than_a_page_is_broken_and_loses_nothing(case, profile):
    stem = "".join(f"<p>Line {number} of it. {'It goes on and on. ' * 20}</p>" for number in range(60))
    why = "".join(f"<p>Reason {number} of it. {'So it is, and so on. ' * 20}</p>" for number in range(60))
    ask(case, ONE, mcq(ONE, 1), mcq(ONE, 2, stem=stem, explanation=why), mcq(ONE, 3))
    printed = print_with(case, profile)
    test, key = of(printed, "practice"), of(printed, "answers")
    assert re.findall(r"Line (\d+) of it", test) == [str(number) for number in range(60)]
    assert re.findall(r"Reason (\d+) of it", key) == [str(number) for number in range(60)]
    assert re.findall(r"Option ([w-z]) of one2", test) == list("wxyz")
    assert "Because one3." in key


def test_a_question_that_fits_stands_on_one_page(case):
    ask(case, THREE, *(mcq(THREE, number) for number in range(1, 50)))
    for words in pages(print_with(case, SCREEN)).values():
        assert set(re.findall(r"Stem three(\d+)\?", words)) >= set(re.findall(r"Option w of three(\d+)", words))
        assert set(re.findall(r"Option z of three(\d+)", words)) == set(re.findall(r"Option w of three(\d+)", words))


def test_long_sets_are_several_parts_and_a_chapter_is_in_one(case):
    ask(case, ONE, *(mcq(ONE, number) for number in range(1, CHUNK + 10)), mains(ONE, CHUNK + 10))
    ask(case, THREE, mcq(THREE, 1), mcq(THREE, 2))
    fragments = {docname: read_fragment(case.press.fragments, docname) for docname in (ONE, TWO, THREE)}
    practice = Practice(case.edition, fragments)
    assert [name for name, _, _ in practice.parts] == ["practice:1", "practice:2", "answers:1", "answers:2"]
    assert [len(chunk.exercises[0].questions) for _, _, chunk in practice.parts] == [CHUNK + 9, 2] * 2
    assert [len(chunk.mains) for _, _, chunk in practice.parts] == [0, 1] * 2
    assert [number for number, _ in practice.mcqs] == list(range(1, CHUNK + 12))
    printed = print_with(case, ECONOMY)
    key = of(printed, "answers")
    assert key.count("Explanations") == 2
    assert f"{CHUNK + 11} b" in key.partition("Explanations")[0]
    assert of(printed, "practice").count("Answer sheet") == 1


@pytest.mark.parametrize(("questions", "minutes"), [(1, 5), (4, 5), (5, 10), (42, 55), (100, 120), (101, 125)])
def test_the_time_is_that_of_the_examination(case, questions, minutes):
    ask(case, ONE, *(mcq(ONE, number) for number in range(1, questions + 1)))
    assert Practice(case.edition, {ONE: read_fragment(case.press.fragments, ONE)}).minutes == minutes


# --- what an author may write ---


def test_hostile_text_is_text(case):
    hostile = "<script>alert(1)</script> {{ 7*7 }} &amp;"
    fragment = read_fragment(case.press.fragments, ONE)
    replace(fragment, title=hostile).write(case.press.fragments)
    options = (
        "<p>&lt;b&gt;bold&lt;/b&gt; {{ 6*7 }}</p>",
        "<p>(p. 1)</p>",
        '<p><a href="https://un.example/">UN</a></p>',
    )
    ask(case, ONE, mcq(ONE, 1, 0, stem="<p>&lt;/li&gt;&lt;img src=x&gt; {% raw %}</p>", options=options), mains(ONE, 2))
    printed = print_with(case)
    test, key = of(printed, "practice"), of(printed, "answers")
    assert "</li><img src=x> {% raw %}" in test
    assert "(a) <b>bold</b> {{ 6*7 }}" in test
    assert "(b) (p. 1)" in test
    assert hostile in key
    assert hostile in of(printed, "mains")


def test_what_looks_like_a_number_of_the_press_is_said_with_its_chapter(case, tmp_path):
    ask(case, ONE, mcq(ONE, 1, explanation="<p>It is <strong>(p.\u20091)</strong> so.</p>"))
    source = tmp_path / "chapters/peace/one.md"
    source.parent.mkdir(parents=True)
    source.write_text("# One\n\n:::{explanation}\nIt is **(p.&thinsp;1)** so.\n:::\n", "utf-8")
    with pytest.raises(PressFailed) as failed:
        print_with(case)
    (problem,) = failed.value.problems(tmp_path / "chapters")
    assert (problem.path, problem.line) == (source.as_posix(), 4)


def test_devanagari_a_formula_a_list_and_a_table_in_a_question(case, tmp_path):
    images = tmp_path / "fragments/images"
    images.mkdir()
    (images / "half.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="12"><path d="M2 2h20v8z"/></svg>'
    )
    formula = '<img class="math" src="images/half.svg" alt="\\frac{a}{b}">'
    table = "<table><tbody><tr><th><p>Pair</p></th><td><p>Place</p></td></tr></tbody></table>"
    options = (
        "<p>सत्यमेव जयते</p>",
        f"<p>{formula}</p>",
        "<p>Both</p><ul><li><p>one of a list</p></li></ul>",
        "<em>none</em>",
    )
    question = mcq(ONE, 1, 1, stem=f"<p>Which?</p><ol><li><p>first</p></li><li><p>second</p></li></ol>{table}")
    ask(case, ONE, replace(question, options=options), images=["images/half.svg"])
    printed = print_with(case)
    test = of(printed, "practice")
    assert "सत्य" in test
    assert re.search(r"Which\? .*first .*second .*Pair Place .*\(a\)", test)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert faults(pdf) == []
        formulas = [kid for kid in pdf.objects if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Formula"]
        assert [str(kid.Alt) for kid in formulas] == ["\\frac{a}{b}"] * 2  # in the test, and in the key: it is right


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("One", "<p>Two</p>", "Three", "&lt;None&gt;"), "quarters"),
        (("1 only", "2 only", "Both 1 and 2", "Neither 1 nor 2"), "halves"),
        (("<p>Short</p>", "<p>The forty-four states of its annex</p>"), ""),
        (("1", '<img class="math" src="x" alt="\\sum_{i=1}^{n} i^2 + \\frac{a}{b}">'), ""),
    ],
)
def test_short_options_stand_beside_each_other(options, expected):
    question = mcq(ONE, 1, options=options)
    assert row(question) == expected
    assert [letter for letter, _ in lettered(question)] == list("abcd"[: len(options)])


# --- lines to write on ---


def test_lines_take_their_room_on_paper_alone(case):
    ask(case, ONE, *(mains(ONE, number) for number in range(1, 9)))
    few, many = (print_with(case, ECONOMY.on(lines=lines)) for lines in (0, 20))
    taken = [p.report["questions"]["answers_page"] - p.report["questions"]["mains_page"] for p in (few, many)]
    assert taken[0] == 1
    assert taken[1] in (5, 6, 7)  # eight times 20 lines, 8 mm each, on pages with room for 265 mm
    with pytest.raises(UnknownForm, match="screen is not for paper"):
        SCREEN.on(lines=3)


# --- what stays when something moves ---


def test_chapter_and_key_stay_when_only_their_pages_change(case, tmp_path):
    text = read_fragment(case.press.fragments, ONE).html
    ask(case, ONE, mcq(ONE, 1), html=text.replace("</article>", NEW_PAGE * 9 + "</article>"))
    ask(case, THREE, mcq(THREE, 1), mains(THREE, 2))
    before = print_with(case)
    made = set((tmp_path / "parts").rglob("*.kept"))
    fragment = read_fragment(case.press.fragments, TWO)
    html = fragment.html.replace("</article>", long_text(9) + "</article>")
    replace(fragment, html=html).write(case.press.fragments)
    after = print_with(case)
    assert after.report["questions"]["answers_page"] > before.report["questions"]["answers_page"]
    turns = re.findall(r"Stem (\w+)\?.*?answer \(p. (\d+)\)", of(after, "practice"))
    assert len(turns) == 2
    assert all(f"Because {name}." in pages(after)[answer] for name, answer in turns)
    new = [path.read_bytes() for path in set((tmp_path / "parts").rglob("*.kept")) - made]
    for id in ("peace-one--:end", "trade-three--:end", "practice--peace-one--q1", "answers--peace-one--q1"):
        assert not [data for data in new if f'"{id}"'.encode() in data]


def test_the_same_bytes_with_more_jobs_and_another_build_when_an_answer_changes(case, tmp_path):
    ask(case, ONE, mcq(ONE, 1), mains(ONE, 2))
    one = print_with(case, ECONOMY)
    for part in (tmp_path / "parts").rglob("*.kept"):
        part.unlink()
    assert print_with(case, ECONOMY, jobs=2).pdf == one.pdf
    ask(case, ONE, mcq(ONE, 1, explanation="<p>Another reason.</p>"), mains(ONE, 2))
    builds = [re.search("Build ([0-9a-f]+)", " ".join(pages(p).values())) for p in (one, print_with(case, ECONOMY))]
    assert all(builds)
    assert len({build[1] for build in builds if build}) == 2
