"""Formulas: what is drawn, what is refused, and that nothing but shapes comes out of either."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.source.formula import EM, Formula, draw_formula
from book.source.markdown import scan
from book.source.shapes import ForeignShape, outlines
from book.source.tex import COMMANDS, MAX_TEX, FormulaRefused, plain_tex

ROOT = Path(__file__).parent.parent.parent

PATH = re.compile(r'<path d="(?:[mlqhvz][0-9 -]*)+"(?: fill="none" stroke="currentColor" stroke-width="[0-9]+")?/>')

# Everything that a hostile formula could be made of.
PIECES = [
    *"ab1 +-=<>&\"'_^{}()[]|/\\%#$~;:,.!",
    *[f"\\{name} " for name in sorted(COMMANDS)],
    *[
        f"\\{name}{{"
        for name in ("frac", "sqrt", "text", "mathrm", "href", "color", "unicode", "def", "class", "style")
    ],
    *(
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\begin{aligned}",
        "\\end{aligned}",
        "\\\\",
        "\\left(",
        "\\right)",
        "&#x41;",
    ),
    *("&lt;", "<script>", "<mi href='x'>", "</mi>", "<!--", "<![CDATA[", "<!DOCTYPE", "र", "₹", "\u202e", "\\alpha"),
]


def draw(tex: str, *, display: bool = False) -> Formula:
    return draw_formula(plain_tex(tex), display=display)


def boxes(formula: Formula) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each outline, as a reader of SVG sees them (control points included)."""
    found = []
    for d in re.findall(r'd="([^"]*)"', formula.paths):
        x = y = start_x = start_y = 0
        xs, ys = [], []
        for command, text in re.findall(r"([mlqhvz])([0-9 -]*)", d):
            numbers = [int(number) for number in re.findall(r"-?[0-9]+", text)]
            if command == "h":
                x += numbers[0]
            elif command == "v":
                y += numbers[0]
            elif command == "z":
                x, y = start_x, start_y
            else:
                size = 4 if command == "q" else 2
                for i in range(0, len(numbers), size):
                    x, y = x + numbers[i + size - 2], y + numbers[i + size - 1]
            if command == "m":
                start_x, start_y = x, y
            xs.append(x)
            ys.append(y)
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


@pytest.mark.parametrize("display", [False, True])
@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a}{b}",
        r"\sum_{i=1}^n x_i",
        r"x_i^2",
        r"\text{GDP deflator} = \frac{\text{nominal GDP}}{\text{real GDP}} \times 100\%",
        r"\sqrt[3]{\left(\frac{x}{2}\right)}",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{cases} 1 & x < 0 \\ 0 & \text{else} \end{cases}",
        r"\boxed{\alpha} \leq \cancel{\beta}",
        r"\mathbf{\alpha}, \overline{AB}, \hat{x}, \max_x f, \lim_{x \to 0}, ₹ 5, \$ 5, a' \neq b''",
    ],
)
def test_outlines_stand_within_their_box(tex: str, display: bool) -> None:
    formula = draw(tex, display=display)
    assert PATH.sub("", formula.paths) == ""
    right, bottom = formula.left + formula.width, formula.top + formula.height
    for box in boxes(formula):
        assert formula.left <= box[0] <= box[2] <= right
        assert formula.top <= box[1] <= box[3] <= bottom
    ElementTree.fromstring(formula.svg)


def test_a_fraction_is_a_above_a_bar_above_b() -> None:
    formula = draw(r"\frac{a}{b}")
    above, below, bar = boxes(formula)
    assert above[3] <= bar[1] < bar[3] <= below[1]
    assert formula.top < 0 < formula.depth


def test_a_subscript_is_lower_and_smaller() -> None:
    base, index = boxes(draw("x_x"))
    assert index[3] > base[3]
    assert index[3] - index[1] < base[3] - base[1]


def test_a_sum_is_larger_in_a_block() -> None:
    assert draw(r"\sum_i x", display=True).height > draw(r"\sum_i x").height


def test_the_same_tex_gives_the_same_picture_in_any_order_and_process() -> None:
    code = (
        "from book.source.formula import draw_formula\n"
        r"print(*[draw_formula(tex, display=True).file_name for tex in (r'\sqrt{x}', r'\frac{a}{b}')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    draw_formula.cache_clear()
    assert [draw(tex, display=True).file_name for tex in (r"\frac{a}{b}", r"\sqrt{x}")] == found[::-1]


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\color{red} x",
        r"\textcolor{url(x)}{x}",
        r"\class{x}{y}",
        r"\style{color:red}{y}",
        r"\unicode{x41}",
        r"\rule{9cm}{9cm}",
        r"\hspace{9999cm} x",
        r"\def\a{\a\a}\a",
        r"\newcommand{\x}{y}",
        r"\tag{1} x",
        r"\Huge x",
        r"\verb|x|",
        r"\input{/etc/passwd}",
        r"\text{<mi href='x'>y</mi>}",
        r"\text{&lt;script&gt;}",
        r"&lt;script&gt;",
        r"&#x41;",
        r"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "x" * (MAX_TEX + 1),
        "x" * (MAX_TEX - 1),
        r"\phantom{x}",
        r"\text{रेपो}",
        "日本",
    ],
)
def test_what_is_refused(tex: str) -> None:
    with pytest.raises(FormulaRefused) as refused:
        draw(tex)
    assert refused.value.reason
    assert refused.value.remedy


@pytest.mark.parametrize(
    "opening", ["{", r"\frac{1}{", r"\left(", r"\sqrt{", "x^{", r"\begin{matrix}", r"\underbrace{"]
)
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    closing = {r"\left(": r"\right)", r"\begin{matrix}": r"\end{matrix}"}.get(opening, "}")
    draw("y")  # the library is loaded
    depth = MAX_TEX // (len(opening) + len(closing)) - 1
    start = time.perf_counter()
    with pytest.raises(FormulaRefused, match="too deep"):
        draw(opening * depth + "x" + closing * depth)
    assert time.perf_counter() - start < 20  # drawn, it would take longer than the universe has


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.booleans())
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_only_shapes_come_out(tex: str, display: bool) -> None:
    try:
        formula = draw(tex, display=display)
    except FormulaRefused:
        return
    assert PATH.sub("", formula.paths) == ""


@pytest.mark.parametrize(
    "svg",
    [
        "<script>x</script>",
        "<path d='M 0 0'><animate/></path>",
        "<path d='M 0 0 url(x)'/>",
        "<path d='A 1 1 0 0 0 1 1'/>",
        "<path d='M 1'/>",
        "<path d='M 1 2' stroke='x' stroke-width='url(x)'/>",
        "<rect x='1' y='2' width='calc(1)' height='1'/>",
        "<image href='file:///etc/passwd'/>",
    ],
)
def test_other_shapes_are_not_let_through(svg: str) -> None:
    with pytest.raises(ForeignShape):
        outlines(ElementTree.fromstring(f"<svg>{svg}</svg>"), EM)


def test_attributes_of_colour_do_not_get_out() -> None:
    svg = ElementTree.fromstring("<svg><path d='M 0 0 L 24 0 Z' fill='url(x)' style='x' id='y' onclick='z'/></svg>")
    assert outlines(svg, 24) == '<path d="m0 0l1000 0z"/>'


def test_a_check_without_formulas_does_not_load_the_library(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# The Book\n\nIt costs $5 and $10.\n")
    code = "import sys, pathlib, book.source as s; s.read_book(pathlib.Path('.')); print('ziamath' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_a_page_has_so_many_formulas_and_no_more() -> None:
    assert scan("$x$ " * 100).problems == ()
    assert [found.rule for found in scan("$x$ " * 102).problems] == ["formula/many"]
