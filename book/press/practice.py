"""Practice: the questions of an edition as a test, questions to write on, and the key to both.

The parts of practice follow the text and are numbered with it. Whatever page they name, their own pages too, is named
in a slot (see `references.py`): so the text can move without them, and they without the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import groupby

from book.model import Edition, Mains, Mcq, Question
from book.model.question import LETTERS
from book.press.fragment import ANSWERS, Fragment, answers_id

TEST, MAINS = "practice", "mains"  # with ANSWERS the ids of the heads, and what the ids below them begin with
TITLES = {TEST: "Practice test", MAINS: "Mains questions", ANSWERS: "Answer key"}
CHUNK = 120  # questions: some ten pages, after which the next chapter's begin a page

MARKS = 2  # for a question of the preliminary examination: 100 questions in 120 minutes

TAG = re.compile("<[^>]*>")
PICTURE = re.compile('<img[^>]* alt="([^"]*)"')
ROWS = {"quarters": 7, "halves": 20}  # how many letters an option has at most that shares its line with others


@dataclass(frozen=True)
class Exercise:
    """Questions of one kind in one chapter, each with its number in the edition; both names are docnames.

    `leads`: the chapter's answers begin with those to these questions.
    """

    chapter: str
    subject: str
    questions: tuple[tuple[int, Question], ...]
    leads: bool

    @property
    def has_options(self) -> bool:
        """Whether it is part of the test; else these are questions to write on."""
        return isinstance(self.questions[0][1], Mcq)

    @property
    def answers_id(self) -> str:
        """The id of the place in the key where the chapter's answers begin."""
        return answers_id(self.chapter)

    @property
    def answered(self) -> tuple[tuple[int, Question], ...]:
        """The questions that the key has something to say about."""
        return tuple((number, question) for number, question in self.questions if is_answered(question))

    @property
    def ids(self) -> Iterator[str]:
        """The ids that practice has because of these questions."""
        section = TEST if self.has_options else MAINS
        yield from (f"{section}--{question.id}" for _, question in self.questions)
        yield from (f"{ANSWERS}--{question.id}" for _, question in self.answered)
        yield from [section, *([ANSWERS, self.answers_id] if self.answered else [])]


@dataclass(frozen=True)
class Chunk:
    """What one part has of the questions, or of the key to them."""

    number: int
    exercises: Sequence[Exercise]

    @property
    def test(self) -> list[tuple[str, list[Exercise]]]:
        """Its share of the test, by the docname of the subject."""
        return _by_subject(e for e in self.exercises if e.has_options)

    @property
    def mains(self) -> list[tuple[str, list[Exercise]]]:
        """Its share of the questions to write on, by the docname of the subject."""
        return _by_subject(e for e in self.exercises if not e.has_options)


@dataclass(frozen=True)
class Practice:
    """The questions of an edition, in the order of the book; of a chapter whose fragment is not there, none."""

    edition: Edition
    fragments: Mapping[str, Fragment]

    @cached_property
    def test(self) -> tuple[Exercise, ...]:
        """The questions with options, numbered through."""
        return tuple(self._exercises("mcqs"))

    @cached_property
    def mains(self) -> tuple[Exercise, ...]:
        """The questions to write on, with numbers of their own."""
        return tuple(self._exercises("mains"))

    @cached_property
    def mcqs(self) -> tuple[tuple[int, Mcq], ...]:
        """All questions of the test with their numbers."""
        numbered = (pair for exercise in self.test for pair in exercise.questions)
        return tuple((number, question) for number, question in numbered if isinstance(question, Mcq))

    @cached_property
    def written(self) -> tuple[tuple[int, Mains], ...]:
        """All questions to write on with their numbers."""
        numbered = (pair for exercise in self.mains for pair in exercise.questions)
        return tuple((number, question) for number, question in numbered if isinstance(question, Mains))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that the parts of practice have, those of their heads too."""
        return frozenset(id for exercise in (*self.test, *self.mains) for id in exercise.ids)

    @property
    def minutes(self) -> int:
        """The time for the test, in steps of five minutes upwards."""
        return -(-len(self.mcqs) * 6 // 25) * 5

    @property
    def marks(self) -> int:
        """What the whole test is worth."""
        return len(self.mcqs) * MARKS

    @property
    def heads(self) -> list[tuple[str, str]]:
        """The title and the id of each piece that there is, in order."""
        return [(title, id) for id, title in TITLES.items() if id in self.ids]

    def chunks(self, piece: str) -> list[Chunk]:
        """The parts of the questions, or of the key (`ANSWERS`); each chapter's are in one part."""
        exercises = (*self.test, *self.mains)
        return _chunks(exercises if piece != ANSWERS else (e for e in exercises if e.answered))

    @property
    def parts(self) -> list[tuple[str, str, Chunk]]:
        """The name, the piece and the questions of each part, in the order of the book."""
        return [(f"{piece}:{c.number}", piece, c) for piece in (TEST, ANSWERS) for c in self.chunks(piece)]

    def _exercises(self, kind: str) -> Iterator[Exercise]:
        number = 1
        for section in self.edition.sections:
            for chapter in section.chapters:
                fragment = self.fragments.get(chapter.docname)
                questions = getattr(fragment, kind, ())
                if fragment and questions:
                    leads = kind == "mcqs" or not fragment.mcqs
                    numbered = tuple(enumerate(questions, number))
                    yield Exercise(chapter.docname, section.subject.docname, numbered, leads)
                    number += len(questions)


def _chunks(exercises: Iterable[Exercise]) -> list[Chunk]:
    found: list[list[Exercise]] = []
    size = CHUNK
    for exercise in exercises:
        if size >= CHUNK:
            found.append([])
            size = 0
        found[-1].append(exercise)
        size += len(exercise.questions)
    return [Chunk(number, those) for number, those in enumerate(found, 1)]


def _by_subject(exercises: Iterable[Exercise]) -> list[tuple[str, list[Exercise]]]:
    return [(subject, list(those)) for subject, those in groupby(exercises, key=lambda e: e.subject)]


def is_answered(question: Question) -> bool:
    """Whether there is an answer to print: a question to write on may have none."""
    return isinstance(question, Mcq) or bool(question.outline)


def row(mcq: Mcq) -> str:
    """How options stand: four short ones or two in a line; empty where each has lines of its own."""
    longest = max(map(_letters, mcq.options))
    return next((name for name, letters in ROWS.items() if longest <= letters), "")


def _letters(option: str) -> int:
    """How much room a text takes; a formula is about as wide as its TeX has letters."""
    pictures = sum(map(len, PICTURE.findall(option)))
    return len(unescape(TAG.sub("", option)).strip()) + pictures


def lettered(mcq: Mcq) -> list[tuple[str, str]]:
    """The options, each with its letter."""
    return list(zip(LETTERS, mcq.options, strict=False))
