"""Addresses that the builder gives to links of its own."""

import pytest

from book.press.fetcher import PAGE_BASE
from book.press.fragment import LINK_BASE
from book.source.hosts import is_reserved


def test_the_addresses_of_the_press_are_reserved() -> None:
    assert is_reserved(LINK_BASE)
    assert is_reserved(PAGE_BASE)


@pytest.mark.parametrize(
    "url",
    [
        "https://book.invalid",
        "http://BOOK.INVALID:443/#x",
        "ftp://name:word@page.invalid/x",
        "mailto:desk@page.invalid",
        "https:book.invalid",
        "https:\\\\book.invalid\\x",
        "https://book.invalid\\@example.org",
        "https://book%2einvalid/",
        "https://ｂｏｏｋ。invalid",
        "https://book.invalid.:80?x",
        "https://a.book.invalid",
        "//book.invalid/",
    ],
)
def test_a_reserved_host_is_seen_however_it_is_written(url: str) -> None:
    assert is_reserved(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/book.invalid", "https://ebook.invalid", "https://book.invalid@example.org", "x.md"]
)
def test_other_hosts_are_not(url: str) -> None:
    assert not is_reserved(url)
