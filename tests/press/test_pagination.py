from __future__ import annotations

import pytest

from book.press.numbering import roman
from book.press.pagination import Pagination


@pytest.mark.parametrize(("number", "figures"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")])
def test_roman(number, figures):
    assert roman(number) == figures


def test_pagination_follows_lengths():
    pages = Pagination.of([("opener", 1), ("one", 3), ("two", 2)])
    assert pages.first == {"opener": 1, "one": 2, "two": 5}
    assert pages.last("one") == 4
    assert pages.end == 7
