"""Which names stand under which letter of the glossary from A to Z."""

from __future__ import annotations

from book.sphinx_ext.terms.domain import Entry
from book.sphinx_ext.terms.index_page import letters_of


def entry(*names: str) -> Entry:
    return Entry("economy/glossary", f"term-{names[0]}", names, ())


def test_every_name_stands_under_one_letter() -> None:
    letters = letters_of([entry("repo rate", "policy rate"), entry("लोक सभा"), entry("5G", "।G"), entry("Élan")])
    found = [(letter.letter, [row.name for row in letter.rows]) for letter in letters if letter.rows]
    assert found == [
        ("0–9", ["5G", "।G"]),
        ("E", ["Élan"]),
        ("P", ["policy rate"]),
        ("R", ["repo rate"]),
        ("ल", ["लोक सभा"]),
    ]
    assert [letter.letter for letter in letters] == ["0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ल"]


def test_two_entries_of_one_name_both_stand() -> None:
    one, other = Entry("a/glossary", "term-x", ("x",), ()), Entry("b/glossary", "term-x", ("X",), ())
    rows = [row for letter in letters_of([other, one]) for row in letter.rows]
    assert [row.id for row in rows] == ["b.term-x", "a.term-x"]
