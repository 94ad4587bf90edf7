"""Which notes an edition has."""

from __future__ import annotations

from pathlib import Path

from book.model import Month, Query
from tests.study.conftest import COURT, INFLATION, RATE, notes_of


def test_notes_stand_with_the_chapter_that_explains_or_first_uses_them(folder: Path) -> None:
    found = [(note.kind, note.id.rpartition("--")[2], note.chapter.docname) for note in notes_of(folder).notes]
    assert found == [
        ("term", "term-b", RATE),
        ("fact", "fact-1", RATE),
        ("mcq", "mcq-1", RATE),
        ("mains", "mains-1", RATE),
        ("term", "term-bank", COURT),
        ("term", "term-money", COURT),  # only the definition of another term uses it
        ("term", "term-repo-rate", COURT),
    ]


def test_a_year_has_each_term_once(folder: Path) -> None:
    notes = notes_of(folder, Query(Month(2022, 1), Month(2022, 12)))
    assert notes.counts == {"term": 4, "fact": 1, "mcq": 1, "mains": 1}
    assert {note.id: note.chapter.docname for note in notes.notes}["economy-glossary--term-money"] == INFLATION


def test_a_term_is_of_the_subject_of_its_glossary(folder: Path) -> None:
    money = next(note for note in notes_of(folder).notes if note.id.endswith("money"))
    assert (money.subject, money.subject_title, money.chapter_title) == ("economy", "Economy & Co", "A court")
