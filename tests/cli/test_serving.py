"""`book serve` says kindly what keeps it from serving; what it serves is in tests/preview."""

from __future__ import annotations

import socket

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--profile", "vellum"], 2, "'vellum' is no profile; there is a4, economy, booklet"),
        (["--chapters", "none"], 2, "none is no folder; give the folder that holds the chapters"),
        (["--port", "70000"], 2, "'--port': 70000 is not in the range"),
        (["--host", "no.such.host.invalid"], 1, "cannot listen at 'no.such.host.invalid', port 8000"),
    ],
)
def test_what_cannot_be_served(book: Run, arguments: list[str], code: int, message: str) -> None:
    result = book("serve", *arguments)
    assert result.exit_code == code
    assert message in result.output


def test_a_port_that_is_taken(book: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = book("serve", "--port", str(port))
    assert result.exit_code == 1
    assert f"port {port} is taken, by another preview perhaps; --port 0" in result.output
