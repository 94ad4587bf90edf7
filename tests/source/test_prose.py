"""The prose of a page: which of its text is read for names of terms, and at which line each character stands."""

from __future__ import annotations

import pytest

from book.source.facts import Mark, Prose
from book.source.markdown import scan
from book.terms import BORDER, MASK

READ = {
    "a paragraph": ("One\ntwo.", ["One\ntwo."]),
    "lists": ("- One\n  1. two\n- > three", ["One", "two", "three"]),
    "emphasis": ("A *b* **c**d.", ["A *b* *c*d."]),
    "links": ("[a *b*](u) <https://e.org> [](u) ![cd](e.png)", ["##### ############# # ##"]),
    "a link over lines": ("[a b\nc](u\n'd e') f", ["##### f"]),
    "code, formulas and roles": ("`ab` $x^2$ {sub}`c` {term}`d <e>` f", ["## ### # # f"]),
    "line breaks": ("a  \nb\\\nc\nd", ["a\nb\nc\nd"]),
    "escapes and entities": (r"\*a\* &amp; b&nbsp;c&#10;d &lt;e&gt;", ["*a* & b\u00a0c d <e>"]),
    "HTML, which is refused": ("<b>a</b> <c\nd>", ["<b>a</b> <c\nd>"]),
    "footnotes come last": (
        "A[^b] c.\n\n[^b]: One\n    more.\n\nD[^1].\n\n[^1]: Two.",
        ["A* c.", "D*.", "Two.", "One\nmore."],
    ),
    "headings are not read": ("# A\n\nB\n-\n\nc", ["c"]),
    "the head of a table is not read": ("| a | b |\n|---|---|\n| c | *d* |\n| `e` | |", ["c", "*d*", "#"]),
    "the head of a list-table is not read": (
        ":::{list-table} A\n:header-rows: 2\n\n* - b\n    - c\n* - :::{note}\n    d\n    :::\n* - e\n    - f\n:::",
        ["e", "f"],
    ),
    "the words that are defined are not read": ("A\n: b\n\n  c", ["b", "c"]),
    "boxes and captions": ("::::{note} a\nb\n\n:::{figure} c.png\n:alt: d\n\ne\n\nf\n:::\n::::", ["a\nb", "e", "f"]),
    "titles of tables are not read": (":::{table} a\n\n| b |\n|---|\n| c |\n:::", ["c"]),
    "blocks of code and comments": ("```\na\n```\n\n    b\n\n% c\n\n$$\nd\n$$\n\ne", ["e"]),
    "questions come behind the text, and options are not read": (
        "::::{mcq}\na\n\n- b\n\nc\n\n- d\n- > e\n\n:::{explanation}\n- f\n:::\n::::\n\ng[^1]\n\n[^1]: h",
        ["g*", "a", "b", "c", "f", "h"],
    ),
    "a definition in a glossary": ("```{glossary}\na\nb\n  c *d*\n\n  e\n```", ["c *d*", "e"]),
}


def visible(prose: Prose) -> str:
    return prose.text.replace(BORDER, "*").replace(MASK, "#")


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [visible(prose) for prose in scan(text).prose] == expected


def test_a_reader_sees_what_is_masked() -> None:
    [prose] = scan("See [the *rate*](u), `code` and {term}`rates <rate>` ![of a chart](c.png).").prose
    assert prose.shown.replace(BORDER, "") == "See the rate, code and rates of a chart."
    assert len(prose.text) == len(prose.shown)


def test_marks_know_their_place_and_what_they_point_to() -> None:
    [prose] = scan("A {term}`b\nc <d>` and [{explains}`e`](u); {sub}`f`.").prose
    assert [prose.shown[mark.start : mark.end] for mark in prose.marks] == ["b\nc", "e"]
    assert [(mark.name, mark.explains) for mark in prose.marks] == [("d", False), ("e", True)]


@pytest.mark.parametrize(
    "text",
    [
        "| {term}`a` |\n|---|\n| |",
        "{term}`a`\n: {sub}`b`",
        ":::{list-table}\n:header-rows: 1\n\n* - {term}`a`\n* -\n:::",
        ":::{mcq}\n- {term}`a`\n:::",
    ],
)
def test_a_mark_counts_where_nothing_is_read(text: str) -> None:
    prose = scan(text).prose[0]
    assert prose.marks == (Mark(0, 1, "a", False),)
    assert visible(prose) == "#"


@pytest.mark.parametrize("text", ["# {term}`a`", ":::{table} {explains}`a`\n\n| |\n|---|\n| |\n:::"])
def test_no_mark_is_in_a_title(text: str) -> None:
    assert [prose.marks for prose in scan(text).prose] == []


OVER_LINES = {
    "a link": "[one\ntwo](u) here",
    "a link's address": "[one](u\n'a title') here",
    "a link's address and title": "[one two](\nu\n'a title') here",
    "a link by reference": "[one\ntwo] here\n\n[one two]: u",
    "a link to a reference over lines": "[one][two\nthree] here\n\n[two three]: u",
    "an image": "![one\ntwo](u.png\n'a\ntitle') here",
    "code": "`one\ntwo` here",
    "code of blanks": "` one\ntwo\n` here",
    "code and half of it": "` one\n `two\nthree` here",
    "a formula": "$x\ny$ here",
    "a role": "{term}`one\ntwo <three\nfour>` here",
    "a role without a blank": "{sub}`one\n` here",
    "a role in a link in bold": "**[one\n{term}`two\nthree`](u\n't')** here",
    "breaks": "one\\\ntwo  \nthree\nhere",
    "an entity for a break": "one&#10;two\nhere",
    "a footnote": "one[^1]\ntwo here\n\n[^1]: three",
    "a quotation": "> one `two\n> three` here",
    "a lazy quotation": "> one `two\nthree` here",
    "a list": "- one\n  - two [three\n    four](u) here",
    "a box": "````{note} one\n```{tip}\n\ntwo [three\nfour](u) here\n```\n````",
    "a box with options": ":::{figure} u.png\n:alt: one\n:width: 50%\n\ntwo `three\nfour` here\n:::",
    "a definition": "one\n: two `three\n  four` here",
    "a caption": ":::{figure} u.png\none `two\nthree` here\n:::",
    "a cell": "| one |\n|---|\n| `two` here |",
    "a note": "one[^1]\n\n[^1]: two\n    three `four\n    five` here",
}


@pytest.mark.parametrize("text", OVER_LINES.values(), ids=OVER_LINES)
def test_what_stands_behind_a_line_break_is_at_its_line(text: str) -> None:
    expected = next(number for number, line in enumerate(text.split("\n"), start=1) if "here" in line)
    found = [prose.line_at(prose.text.index("here")) for prose in scan(text).prose if "here" in prose.text]
    assert found == [expected]
