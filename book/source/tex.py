"""The TeX that a formula may be written in: what is not listed here is refused before anything is drawn.

The list is not TeX's. A command that the drawing does not know would be drawn as its name, and some of what it knows
has no place in a stranger's text: macros, colours, links, spaces of any width.
"""

from __future__ import annotations

import re

from book.source.problems import did_you_mean, quoted

MAX_TEX = 500  # characters: more than a line of print holds

FUNCTIONS = (
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "csc", "deg", "det", "dim", "exp", "gcd", "inf", "lim",
    "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
)  # fmt: skip
_ACCENTS = (
    "acute", "bar", "breve", "check", "ddot", "dot", "grave", "hat", "mathring", "overline", "tilde",
    "underline", "vec", "widehat", "widetilde",
)  # fmt: skip
_ALPHABETS = (
    "boldsymbol", "mathbb", "mathbf", "mathcal", "mathfrak", "mathit", "mathrm", "mathscr", "mathsf", "mathtt",
)  # fmt: skip
_TEXTS = ("operatorname", "text", "textbf", "textit", "textnormal", "textrm")
_LAYOUT = (
    "begin", "binom", "boxed", "cancel", "cfrac", "dbinom", "dfrac", "displaystyle", "end", "frac", "left",
    "limits", "middle", "nolimits", "overbrace", "overset", "phantom", "pmod", "quad", "qquad", "right", "sqrt",
    "stackrel", "tbinom", "textstyle", "tfrac", "underbrace", "underset",
)  # fmt: skip
_SIZES = [f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")]
COMMANDS = frozenset([*FUNCTIONS, *_ACCENTS, *_ALPHABETS, *_TEXTS, *_LAYOUT, *_SIZES])
SIGNS = frozenset("{}|%$&#_,;:! \\")  # what may stand behind a backslash

ENVIRONMENTS = ("aligned", "bmatrix", "Bmatrix", "cases", "matrix", "pmatrix", "smallmatrix", "vmatrix", "Vmatrix")

_COMMAND = re.compile(r"\\([A-Za-z]+|.|$)", re.DOTALL)
_WORDS = re.compile(rf"\\(?:{'|'.join(_TEXTS)})\s*\{{([^{{}}]*)\}}")
_LETTERS = re.compile(rf"\\(?:{'|'.join(_ALPHABETS)})\s*\{{[^{{}}]*\}}")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*(?:\{([^{}]*)\})?")
# Two words, or a number and a word: a sentence between two signs of money.
_SENTENCE = re.compile(r"(?:[A-Za-z]{2,}|^[0-9][0-9.,]*)\s+[A-Za-z]{2,}")


class FormulaRefused(Exception):
    """A formula that the book does not draw: why, and what to write instead."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason, self.remedy = reason, remedy


def plain_tex(written: str) -> str:
    """A formula's TeX on one line, as it is drawn and read aloud."""
    return " ".join(written.split())


def commands_of(tex: str) -> tuple[str, ...]:
    """The names of the commands in a formula, in its order."""
    return tuple(name for name in _COMMAND.findall(tex) if name.isalpha())


def refuse(tex: str) -> None:
    """FormulaRefused where the rules say so; commands outside of `COMMANDS` must be symbols, and are not looked up."""
    if not tex:
        raise FormulaRefused("there is no formula", "write one between the signs, or `\\$` for the sign of money")
    if len(tex) > MAX_TEX:
        reason = f"the formula has {len(tex)} characters"
        raise FormulaRefused(reason, f"make several formulas of it, each of {MAX_TEX} characters at most")
    _refuse_signs(tex)
    _refuse_pairs(tex)


def _refuse_signs(tex: str) -> None:
    for sign in _COMMAND.findall(tex):
        if not sign.isalpha() and sign not in SIGNS:
            raise FormulaRefused(f"{quoted(chr(92) + sign)} is not used in formulas here", "leave out the backslash")
    without_words = _WORDS.sub("", tex)
    if any(set(words) & set("<>&\\") for words in _WORDS.findall(tex)) or set(_TEXTS).intersection(
        commands_of(without_words)
    ):
        remedy = "put letters, digits and plain signs between the braces of `\\text{}`, and `%` without a backslash"
        raise FormulaRefused("the words in a formula have a command, a brace or a `<`, `>` or `&` in them", remedy)
    bare = _COMMAND.sub("", _LETTERS.sub("", _ENVIRONMENT.sub("", without_words)))
    if _SENTENCE.search(bare):
        remedy = "write `\\$` for the sign of money, and `\\text{words}` for words in a formula"
        raise FormulaRefused(f"{quoted(tex)} is read as a formula and looks like a sentence", remedy)
    if "%" in bare:
        raise FormulaRefused("what stands behind `%` would be a comment of TeX", "write `\\%`")
    if "#" in bare or "~" in bare or "$" in bare:
        raise FormulaRefused(
            "`#`, `$` and `~` mean something else in TeX", "write `\\#` and `\\$`, and a blank for `~`"
        )


def _refuse_pairs(tex: str) -> None:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            break
    if depth:
        missing, present = ("}", "{") if depth > 0 else ("{", "}")
        raise FormulaRefused(
            f"a `{present}` has no `{missing}`", "close what is open, or write `\\{` for the sign itself"
        )
    if len(re.findall(r"\\left(?![A-Za-z])", tex)) != len(re.findall(r"\\right(?![A-Za-z])", tex)):
        raise FormulaRefused(
            "each `\\left` needs a `\\right`", "write `\\left.` or `\\right.` for a side without a sign"
        )
    opened: list[str] = []
    for word, name in _ENVIRONMENT.findall(tex):
        if name not in ENVIRONMENTS:
            remedy = did_you_mean(name, ENVIRONMENTS, f"use one of {', '.join(ENVIRONMENTS)}")
            raise FormulaRefused(f"{quoted(f'{chr(92)}{word}{{{name}}}')} is not used in formulas here", remedy)
        if word == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            raise FormulaRefused(f"{quoted(f'{chr(92)}end{{{name}}}')} closes nothing", "put its `\\begin` before it")
    if opened:
        raise FormulaRefused(f"`\\begin{{{opened[-1]}}}` is not closed", f"write `\\end{{{opened[-1]}}}`")


def unknown_command(name: str) -> FormulaRefused:
    """The refusal of a command that is neither in `COMMANDS` nor a symbol."""
    remedy = did_you_mean(name, COMMANDS, "see CONTRIBUTING.md for what is, or write `\\text{words}` for words")
    return FormulaRefused(
        f"{quoted(chr(92) + name)} is not used in formulas here", remedy.replace("mean `", "mean `\\")
    )
