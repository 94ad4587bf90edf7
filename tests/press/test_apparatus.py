"""Key facts, arguments and timelines in print: read in their order, in columns where there is room, whole on a page."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from book.press.fragment import Fragment
from book.press.printed import Printed
from book.press.profile import BOOKLET, ECONOMY, LARGE_PRINT, READING, SCREEN, Profile
from tests.press.conftest import Case, article, long_text, print_with, term
from tests.press.structure import Node, faults, outline, structure

PACT = "peace-glossary--term-pact"


def items(*texts: str) -> str:
    return "".join(f"<li><p>{text}</p></li>" for text in texts)


def box(facts: int) -> str:
    listed = items(*(f"<strong>Label{n}:</strong> xfact{n}" for n in range(facts)))
    return f'<div class="key-facts"><p class="key-facts-title">Key facts</p><ul>{listed}</ul></div>'


def sides(first: int, second: int) -> str:
    pact = term("peace/two", 1, "pact", PACT, "A promise between states.")
    left = items(*(f"xfor{n} a reason that takes more than one line of a narrow column" for n in range(first)), pact)
    right = items(*(f"xagainst{n} a reason" for n in range(second)))
    return (
        f'<dl class="for-and-against"><div><dt><strong>Xfor</strong></dt><dd><ul>{left}</ul></dd></div>'
        f"<div><dt><strong>Xagainst</strong></dt><dd><ul>{right}</ul></dd></div></dl>"
    )


def timeline(events: int) -> str:
    dated = '<strong class="timeline-date"><time datetime="{0}">{0}</time></strong> xevent{0} happened.'
    return f'<ol class="timeline">{items(*(dated.format(1900 + n) for n in range(events)))}</ol>'


def printed(case: Case, body: str, profile: Profile = READING) -> Printed:
    """The edition, with this text in the chapter Two."""
    Fragment("peace/two", "Two", article("peace/two", "Two", f"<p>Begin.</p>{body}<p>End.</p>")).write(
        case.press.fragments
    )
    return print_with(case, profile)


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def pages_with(pdf: bytes, word: str) -> list[int]:
    return [number for number, text in enumerate(texts(pdf)) if word in text]


def lines(pdf: bytes, word: str) -> list[str]:
    """The lines of the page that has a word."""
    return texts(pdf)[pages_with(pdf, word)[0]].splitlines()


def place(pdf: bytes, word: str) -> tuple[float, float]:
    """Left and bottom of a word, from the left and lower edges of its page."""
    page = pypdfium2.PdfDocument(pdf)[pages_with(pdf, word)[0]]
    text = page.get_textpage()
    index, _ = text.search(word, match_case=True).get_next()
    left, bottom, *_ = text.get_charbox(index)
    return left, bottom


def element(pdf: pikepdf.Pdf, role: str, begins: str) -> Node:
    """The first element of a role that is made up so."""
    return next(node for node in structure(pdf).walk() if node.role == role and outline(node).startswith(begins))


def test_the_structure_says_what_is_shown(case: Case) -> None:
    pdf = printed(case, box(3) + sides(2, 1) + timeline(2)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert faults(opened) == []
        item = "LI(Lbl LBody(P))"
        assert outline(element(opened, "Div", "Div(P L")) == f"Div(P L({item} {item} {item}))"
        both = element(opened, "L", "L(LI(Lbl LBody(L")
        assert outline(both) == (
            f"L(LI(Lbl LBody(L({item} {item} LI(Lbl LBody(P(Link Note(Lbl))))))) LI(Lbl LBody(L({item}))))"
        )
        assert outline(element(opened, "L", "L(LI(LBody(P))")) == "L(LI(LBody(P)) LI(LBody(P)))"


@pytest.mark.parametrize("profile", [READING, BOOKLET, ECONOMY, LARGE_PRINT, SCREEN], ids=lambda profile: profile.name)
def test_one_side_is_read_before_the_other_and_nothing_is_lost(case: Case, profile: Profile) -> None:
    text = "".join(texts(printed(case, sides(4, 3), profile).pdf))
    words = ["Xfor", *(f"xfor{n}" for n in range(4)), "Xagainst", *(f"xagainst{n}" for n in range(3)), "End."]
    places = [text.index(word) for word in words]
    assert places == sorted(places)


@pytest.mark.parametrize("profile", [ECONOMY, SCREEN], ids=lambda profile: profile.name)
def test_sides_below_each_other_are_as_wide_as_the_column(case: Case, profile: Profile) -> None:
    pdf = printed(case, sides(1, 1), profile).pdf
    [first] = [line for line in lines(pdf, "xfor0") if "xfor0" in line]
    assert "more than one line" in first


@pytest.mark.parametrize(("profile", "beside"), [(READING, True), (ECONOMY, False), (LARGE_PRINT, False)])
def test_sides_stand_beside_each_other_where_there_is_room(case: Case, profile: Profile, beside: bool) -> None:
    pdf = printed(case, sides(2, 2), profile).pdf
    first, second = place(pdf, "Xfor"), place(pdf, "Xagainst")
    assert (abs(first[1] - second[1]) < 1) == beside
    assert (second[0] - first[0] > 100) == beside


def test_long_sides_run_over_pages_as_one_list(case: Case) -> None:
    pdf = printed(case, long_text(3) + sides(40, 30)).pdf
    assert len({pages_with(pdf, f"xfor{n} ")[0] for n in range(40)}) > 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert faults(opened) == []
        both = element(opened, "L", "L(LI(Lbl LBody(L")
        assert [len(side.kids[1].kids[0].kids) for side in both.kids] == [41, 30]


@pytest.mark.parametrize("before", range(8))
def test_a_short_box_is_not_broken_and_a_long_one_is(case: Case, before: int) -> None:
    lead = long_text(3) + "<p>Line.</p>" * before * 4
    pdf = printed(case, lead + box(6)).pdf
    assert pages_with(pdf, "Key facts") == pages_with(pdf, "xfact5")
    if before == 0:
        pdf = printed(case, lead + box(200)).pdf
        assert len(pages_with(pdf, "xfact1")) > 1


def test_a_timeline_runs_over_pages_between_its_events(case: Case) -> None:
    pdf = printed(case, long_text(4) + timeline(99)).pdf
    first, *more = pages_with(pdf, "xevent")
    assert more
    assert texts(pdf)[first].count("xevent") > 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert faults(opened) == []
        assert len(element(opened, "L", "L(LI(LBody(P))").kids) == 99
