"""A formula: TeX to outlines of the glyphs of STIX Two Math, the same on screen and in print.

The drawing is ziamath's, which is imported only where there is a formula: it takes as long as a hundred chapters.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from book.source.problems import quoted
from book.source.shapes import UNITS, outlines
from book.source.tex import COMMANDS, FormulaRefused, commands_of, refuse, unknown_command

if TYPE_CHECKING:
    from types import ModuleType

EM = 24.0  # ziamath's own size of type, on which its smallest size depends
MAX_WORK = 2000  # steps of about a sixth of a millisecond
MAX_EMS = 100  # a column of print is 35 wide
# Elements that ziamath lays out as a row, and so twice: each one doubles the work for all that is in it.
_ROWS = frozenset(("math", "mrow", "mtd", "mtr", "mstyle", "mphantom", "mpadded", "menclose"))


@dataclass(frozen=True)
class Formula:
    """A drawn formula: paths and the box around them, in thousandths of an em, growing rightwards and downwards.

    The baseline is at 0, so `top` is negative where anything stands above it.
    """

    tex: str
    paths: str
    left: int
    top: int
    width: int
    height: int

    @property
    def view_box(self) -> str:
        return f"{self.left} {self.top} {self.width} {self.height}"

    @property
    def ems(self) -> tuple[float, float]:
        """Width and height in em."""
        return self.width / UNITS, self.height / UNITS

    @property
    def depth(self) -> float:
        """How far it reaches below the baseline, in em."""
        return (self.top + self.height) / UNITS

    @property
    def svg(self) -> str:
        """The picture as a file of its own."""
        width, height = self.ems
        size = f'width="{width:g}em" height="{height:g}em" viewBox="{self.view_box}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{self.paths}</svg>\n'

    @property
    def file_name(self) -> str:
        """The name of that file, by its content."""
        return sha256(self.svg.encode()).hexdigest()[:20] + ".svg"


@lru_cache(maxsize=1024)
def draw_formula(tex: str, *, display: bool) -> Formula:
    """The picture of a formula on one line (`plain_tex`), larger where it is displayed in a block of its own.

    FormulaRefused where it breaks a rule of `tex.py`, cannot be read, has a letter that the font has not, or
    takes too long. The same TeX gives the same picture, whatever was drawn before.
    """
    refuse(tex)
    for name in commands_of(tex):
        if name not in COMMANDS and not _is_symbol(name):
            raise unknown_command(name)
    mathml = _mathml(tex, display)
    if _work(mathml) > MAX_WORK:
        raise FormulaRefused("the formula is nested too deep", "make several formulas of it, or fewer levels")
    try:
        drawn = _ziamath().Math(mathml, size=EM)
        _refuse_missing(drawn.node)
        svg = drawn.svgxml()
        left, top, width, height = (round(float(number) * UNITS / EM) for number in svg.get("viewBox", "").split())
        formula = Formula(tex, outlines(svg, EM), left, top, width, height)
    except FormulaRefused:
        raise
    except Exception as error:  # of a library that draws what strangers write
        raise _unreadable(error) from error
    if not formula.paths or width <= 0 or height <= 0:
        raise FormulaRefused("the formula shows nothing", "write what it should show, or delete it")
    if max(formula.ems) > MAX_EMS:
        raise FormulaRefused(f"the formula is wider or higher than {MAX_EMS} letters", "make several formulas of it")
    return formula


@cache
def _ziamath() -> ModuleType:
    with warnings.catch_warnings():
        # ziamath 0.13 finds its font by importlib.resources.path, which Python 3.11 calls deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        import ziamath
    from ziamath.config import config

    config.svg2 = False  # its symbols would need ids, which are the page's
    return ziamath


def _mathml(tex: str, display: bool) -> Any:
    _ziamath()
    from ziamath.tex import tex2mml

    try:
        return ElementTree.fromstring(tex2mml(tex, inline=not display))
    except Exception as error:
        raise _unreadable(error) from error


@lru_cache(maxsize=1024)
def _is_symbol(name: str) -> bool:
    """Whether a command alone is one letter or sign."""
    try:
        texts = list(_mathml(f"\\{name}", False).itertext())
    except FormulaRefused:
        return False
    return len(texts) == 1 and len(texts[0]) == 1


def _work(element: Any) -> int:
    """How much ziamath has to lay out, all repetitions counted."""
    waiting, work = [(element, 1)], 0
    while waiting:
        node, times = waiting.pop()
        work += times
        if work > MAX_WORK:
            break
        waiting.extend((child, times * 2 if node.tag.rpartition("}")[2] in _ROWS else times) for child in node)
    return work


def _refuse_missing(node: Any) -> None:
    for char in _missing(node):
        remedy = "write it outside of the formula, where the book has letters for it"
        raise FormulaRefused(f"formulas have no letter {quoted(char)}", remedy)


def _missing(node: Any) -> Iterator[str]:
    """The characters that would be drawn as an empty box, which is glyph 0 of every font."""
    if getattr(getattr(node, "glyph", None), "index", None) == 0:
        yield node.char
    for child in node.nodes:
        yield from _missing(child)


def _unreadable(error: Exception) -> FormulaRefused:
    words = re.findall(r"[A-Z][a-z]+", type(error).__name__.removesuffix("Error"))
    reason = f"the formula is not TeX that can be read ({' '.join(words).lower()})"
    return FormulaRefused(reason, "see that each command has what it needs: `\\frac{a}{b}`, `x^{2}`, `\\sqrt{x}`")
