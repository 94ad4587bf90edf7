from __future__ import annotations

import pytest

from book.press.glossary import sort_key
from book.press.numbering import roman
from book.press.pagination import Pagination, ranges


@pytest.mark.parametrize(("number", "figures"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")])
def test_roman(number, figures):
    assert roman(number) == figures


def test_pagination_follows_lengths():
    pages = Pagination.of([("opener", 1), ("one", 3), ("two", 2)])
    assert pages.first == {"opener": 1, "one": 2, "two": 5}
    assert pages.last("one") == 4
    assert pages.end == 7


def test_ranges_join_neighbours_and_count_each_folio_once():
    found = ranges([(16, "b"), (14, "a"), (17, "c"), (17, "d"), (18, "e"), (21, "f")])
    assert [str(r) for r in found] == ["14", "16–18", "21"]
    assert [r.target for r in found] == ["a", "b", "f"]


def test_glossary_sorts_as_a_dictionary_does():
    names = ["Quad", "the Hague", "balance-of-payments", "balance of power", "Éclair", "eclipse"]
    assert sorted(names, key=sort_key) == [
        "balance-of-payments", "balance of power", "Éclair", "eclipse", "the Hague", "Quad",
    ]  # fmt: skip
