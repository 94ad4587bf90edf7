"""Who is answered: neither another site nor a name that leads here."""

from __future__ import annotations

import pytest

from book.preview.access import refusal

LOCAL, EVERYWHERE = "127.0.0.1", "0.0.0.0"
FROM_ANOTHER_SITE = {"host": "localhost:8000", "sec-fetch-site": "cross-site"}


@pytest.mark.parametrize(
    ("host", "bound"),
    [
        ("127.0.0.1:8000", LOCAL),
        ("localhost:8000", LOCAL),
        ("LOCALHOST", LOCAL),
        ("[::1]:8000", LOCAL),
        ("desk.example:8000", "desk.example"),
        ("192.168.1.7:8000", EVERYWHERE),
        ("[fe80::1]:8000", "::"),
    ],
)
def test_a_name_that_nobody_else_can_have_is_answered(host: str, bound: str) -> None:
    assert refusal({"host": host}, bound) == ""


@pytest.mark.parametrize(
    ("host", "bound"),
    [
        ("evil.example:8000", LOCAL),
        ("127.0.0.1.evil.example", LOCAL),
        ("localhost.evil.example:8000", LOCAL),
        ("192.168.1.7:8000", LOCAL),
        ("evil.example:8000", EVERYWHERE),
        ("evil.example", "::"),
        ("", LOCAL),
        ("", EVERYWHERE),
    ],
)
def test_a_name_of_somebody_else_is_refused(host: str, bound: str) -> None:
    assert host in refusal({"host": host}, bound) != ""


@pytest.mark.parametrize(
    "headers",
    [
        FROM_ANOTHER_SITE,
        FROM_ANOTHER_SITE | {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"host": "localhost:8000", "sec-fetch-site": "same-site"},
        {"host": "localhost:8000", "origin": "https://evil.example"},
        {"host": "localhost:8000", "origin": "http://localhost:3000"},
        {"host": "localhost:8000", "origin": "null"},
    ],
)
def test_another_site_may_not_read(headers: dict[str, str]) -> None:
    assert "another site" in refusal(headers, LOCAL)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8000", "sec-fetch-site": "same-origin"},
        {"host": "localhost:8000", "sec-fetch-site": "none"},
        {"host": "localhost:8000", "origin": "http://localhost:8000"},
        FROM_ANOTHER_SITE | {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},  # a link, followed
    ],
)
def test_its_own_pages_and_a_link_that_is_followed_are_answered(headers: dict[str, str]) -> None:
    assert refusal(headers, LOCAL) == ""
