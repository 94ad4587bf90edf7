"""What a chapter has for practice: questions with options, questions to write on, and facts to keep.

All texts are markup, as fragments have it: whoever shows them decides only where the answer stands.
"""

from __future__ import annotations

from dataclasses import dataclass

LETTERS = "abcdefghij"  # the names of options, by place
LEVELS = ("easy", "medium", "hard")

# What a question to write on asks for, in the words of the examination.
DIRECTIVES = (
    "account for", "analyse", "argue", "assess", "bring out", "comment", "compare", "contrast", "critically analyse",
    "critically comment", "critically evaluate", "critically examine", "define", "describe", "differentiate", "discuss",
    "distinguish", "elaborate", "elucidate", "enumerate", "evaluate", "examine", "explain", "highlight", "identify",
    "illustrate", "interpret", "justify", "outline", "review", "substantiate", "suggest", "summarise", "trace",
)  # fmt: skip


@dataclass(frozen=True)
class Mcq:
    """A question of which one option is right: `answer` is its place, from 0.

    `id` is unique over the book and stays when questions are added behind it, `number` counts the questions of the
    chapter from 1, those to write on too. `level` is empty where the author gave none.
    """

    id: str
    chapter: str
    number: int
    stem: str
    options: tuple[str, ...]
    answer: int
    explanation: str = ""
    level: str = ""

    @property
    def letter(self) -> str:
        """The name of the right option: a, b, …"""
        return LETTERS[self.answer]


@dataclass(frozen=True)
class Mains:
    """A question to write an answer to; `outline` is what a good answer has.

    `marks` and `words` are 0, `directive` (discuss, examine, …) is empty where the author gave none.
    """

    id: str
    chapter: str
    number: int
    question: str
    outline: str = ""
    marks: int = 0
    words: int = 0
    directive: str = ""


@dataclass(frozen=True)
class KeyFact:
    """A fact of a chapter's box: `label` is what is asked, plain text; empty where the fact has none."""

    id: str
    chapter: str
    label: str
    text: str


Question = Mcq | Mains
