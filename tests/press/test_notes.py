"""Notes in the margin: where they are put, which are left out, and that they harm nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from book.press.fragment import Fragment, GlossaryEntry, TermUse, read_fragment
from book.press.notes import REACH, Margin, Note, arrange
from book.press.profile import MM, PAPERS, READING
from book.press.typesetter import POINTS
from tests.press.conftest import WORDS, article, case_in, long_text, print_with, term
from tests.press.structure import faults, structure

MARGIN = Margin(top=0, foot=100, reach=30, gap=10)


@pytest.mark.parametrize(
    ("lines", "heights", "placed"),
    [
        ([10, 50], [20, 20], {0: 10, 1: 50}),  # room enough: beside their lines
        ([10, 15], [20, 20], {0: 10, 1: 40}),  # pushed down, a gap of 10 between
        ([10, 95], [20, 20], {0: 10, 1: 80}),  # up from the foot
        ([70, 95], [20, 20], {0: 50, 1: 80}),  # and the one above makes way
        ([69, 75, 80], [20, 20, 20], {0: 50, 2: 80}),  # no room for three in reach: without this two are nearest
        ([70, 70, 70], [20, 20, 20], {0: 50, 1: 80}),  # of equals the last goes
        ([0, 1, 2], [10, 40, 10], {0: 0, 2: 20}),  # the one that pushes the others farthest goes
        ([0, 10], [60, 60], {0: 0}),  # more than the margin holds
        ([5], [101], {}),  # higher than the margin
        ([], [], {}),
    ],
)
def test_notes_stand_near_their_lines_or_nowhere(lines, heights, placed):
    notes = [Note(line, height) for line, height in zip(lines, heights, strict=True)]
    assert arrange(notes, MARGIN) == placed


# --- a chapter in which terms stand wherever they can ---

COUNT = 30


def entry_id(number: int) -> str:
    return f"peace-glossary--term-{number:02}"


def use(number: int) -> str:
    gloss = f"begin{number:02} {WORDS} end{number:02}."
    return term("peace/two", number, f"thing{number:02}", entry_id(number), gloss)


BODY = f"""
<p>A {use(0)} and a {use(1)} in one line.</p>{long_text(3)}
<table><tbody><tr><td><p>{use(2)}</p></td><td><p>{WORDS} {use(3)}</p></td></tr>
<tr><td><p>row</p></td><td><p>{use(4)}</p></td></tr></tbody></table>
<div class="admonition note"><p class="admonition-title">Note</p><p>Boxed: {use(5)}.</p></div>
{long_text(2)}
<ul><li><p><strong>Listed.</strong> <em>Within {use(6)} em.</em></p><ul><li><p>{use(7)}</p></li></ul></li></ul>
{long_text(6)}<p>{" ".join(f"{use(number)} {WORDS}" for number in range(8, 28))}</p>{long_text(2)}
<blockquote><p>Quoted {use(28)}</p></blockquote>
<aside class="footnote" id="peace-two--note" role="doc-footnote"><span class="label">1</span>
<p>Said {use(29)}.</p></aside>
"""


@dataclass(frozen=True)
class Line:
    """A line of text: points from the left and lower edge of its page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@pytest.fixture(scope="module", params=["a4", "letter"])
def printed(request, tmp_path_factory) -> tuple[str, bytes]:
    case = case_in(tmp_path_factory.mktemp(request.param))
    uses = tuple(TermUse(f"thing{n:02}", f"peace-two--term-use-{n}") for n in range(COUNT))
    known = read_fragment(case.press.fragments, "peace/glossary").entries
    entries = tuple(GlossaryEntry(entry_id(n), (f"thing{n:02}",), "<p>A thing.</p>") for n in range(COUNT))
    Fragment("peace/glossary", "Glossary", "", entries=(*known, *entries)).write(case.press.fragments)
    Fragment("peace/two", "Two", article("peace/two", "Two", BODY), uses).write(case.press.fragments)
    return request.param, print_with(case, READING.on(request.param)).pdf


def numbers(lines: list[Line], word: str) -> list[int]:
    return [int(number) for line in lines for number in re.findall(rf"{word}(\d\d)", line.text)]


def pages(pdf: bytes) -> Iterator[tuple[list[Line], list[Line]]]:
    """For each page with notes the lines of its column, and those in its margin, from the top."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        lines = [Line(*box, text.get_text_bounded(*box)) for box in boxes]
        inside = sorted((line for line in lines if line.top > 20 * MM), key=lambda line: -line.top)
        if numbers(inside, "begin"):
            body = [line for line in inside if line.top < max(other.top for other in inside) - 12]  # no running head
            yield [line for line in body if line.left < 141 * MM], [line for line in body if line.left >= 141 * MM]


def test_notes_are_whole_and_those_without_room_are_left_out(printed):
    shown = []
    for _, margin in pages(printed[1]):
        assert numbers(margin, "thing") == numbers(margin, "begin") == numbers(margin, "end")
        shown += numbers(margin, "thing")
    assert shown == sorted(set(shown))
    assert {0, 1, 2, 3, 4, 5, 6, 7} <= set(shown)
    assert 28 in shown
    assert 10 < len(shown) < COUNT


def test_notes_are_within_the_margin_and_apart_from_each_other(printed):
    paper, pdf = printed
    for _, margin in pages(pdf):
        assert min(line.left for line in margin) > PAPERS[paper].width - 63 * MM
        assert max(line.right for line in margin) < PAPERS[paper].width - 19 * MM
        assert max(line.top for line in margin) < PAPERS[paper].height - 21 * MM
        assert min(line.bottom for line in margin) > 19 * MM
        for above, below in pairwise(margin):
            assert above.top - below.top > (15 if "thing" in below.text else 9), below.text


def test_notes_are_in_reach_of_the_lines_that_call_for_them(printed):
    for column, margin in pages(printed[1]):
        lines = {number: line.top for line in column for number in numbers([line], "thing")}
        for note in margin:
            for number in numbers([note], "thing"):
                assert abs(lines[number] - note.top) < REACH * POINTS + 5


def test_a_note_left_out_leaves_its_link_and_no_tag(printed):
    shown = [number for _, margin in pages(printed[1]) for number in numbers(margin, "thing")]
    with pikepdf.open(io.BytesIO(printed[1])) as pdf:
        assert faults(pdf) == []
        notes = [node for node in structure(pdf).walk() if node.role == "Note"]
        assert len(notes) == len(shown) + 3  # two of the term "pact", and the footnote
        links = {str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", []) if "/Dest" in link}
        assert {entry_id(number) for number in range(COUNT)} <= links
