"""The sentence around a use."""

from __future__ import annotations

import pytest

from book.terms import BORDER, sentence_around
from book.terms.sentence import LONGEST


def around(text: str) -> tuple[str, str, str]:
    """The sentence around what stands between brackets."""
    start, end = text.index("["), text.index("]") - 1
    return sentence_around(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. The [rate] rose! Three.", ("The ", "rate", " rose!")),
        ("The [rate] rose", ("The ", "rate", " rose")),
        ("Why? The\n[repo\nrate] rose.\nMore.", ("The ", "repo rate", " rose.")),
        ("Dr. A. Rao of the U.S. met [NATO] in May. He left.", ("Dr. A. Rao of the U.S. met ", "NATO", " in May.")),
        ("It fell by 5.4 points of [GDP], i.e. much. It rose.", ("It fell by 5.4 points of ", "GDP", ", i.e. much.")),
        ("“It ends.” “The [rate] falls.” Then.", ("“The ", "rate", " falls.”")),
        (f"A {BORDER}new{BORDER} [rate]{BORDER} is set.", ("A new ", "rate", " is set.")),
        ("पहला. यह [दर] है. और.", ("यह ", "दर", " है.")),
    ],
)  # fmt: skip
def test_it_ends_where_a_reader_ends_it(text: str, expected: tuple[str, str, str]) -> None:
    assert around(text) == expected


def test_a_long_one_is_cut_between_words_on_both_sides() -> None:
    before, shown, behind = around("word " * 100 + "[rate]" + " word" * 100)
    assert shown == "rate"
    assert before.startswith("… word ")
    assert before.endswith("word ")
    assert behind.startswith(" word ")
    assert behind.endswith("word …")
    assert LONGEST * 0.9 < len(before + shown + behind) < LONGEST * 1.1


def test_the_side_that_is_short_leaves_its_room_to_the_other() -> None:
    before, _shown, behind = around("The [rate]" + " word" * 100)
    assert before == "The "
    assert len(behind) > LONGEST * 0.9
