"""What is served, and what is not; the application asked as a server asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from book.preview.impressions import Impressions
from book.preview.routes import application
from book.preview.session import Session
from book.preview.workshop import Folders, Workshop
from tests.preview.conftest import run_alone
from tests.preview.test_view import galley

PAGE = "<html><head><title>One</title></head><body>A page.</body></html>"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


Get = Callable[..., Answer]


@pytest.fixture
def impressions() -> Impressions:
    return Impressions()


@pytest.fixture
def get(tmp_path: Path, impressions: Impressions) -> Get:
    """Asks for a path, as a browser on this machine does."""
    out = tmp_path / "out"
    (out / "html" / "peace").mkdir(parents=True)
    (out / "html" / "peace" / "one.html").write_text(PAGE, "utf-8")
    (out / "html" / "book.js").write_text("1", "utf-8")
    (out / "html" / "link.html").symlink_to(tmp_path / "secret.html")
    for secret in (tmp_path / "secret.html", out / "secret.html"):
        secret.write_text("secret", "utf-8")
    session = Session(Workshop(Folders(tmp_path / "chapters", tmp_path, out), 1), None, None, "no press")
    app = application(session, impressions, out / "html", "127.0.0.1")

    def ask(path: str, method: str = "GET", **headers: str) -> Answer:
        return run_alone(_ask(app, path, method, {"host": "127.0.0.1:8000"} | headers))

    return ask


async def _ask(app: Any, path: str, method: str, headers: dict[str, str]) -> Answer:
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()  # there is no body, and the browser stays
        return {}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], answered, body.decode("latin-1"))


def test_a_page_is_served_with_a_mark_that_its_file_has_not(get: Get, tmp_path: Path) -> None:
    answer = get("/peace/one.html")
    assert answer.status == 200
    assert '<meta name="preview" content="' in answer.body.partition("</head>")[0]
    assert "A page." in answer.body
    assert (tmp_path / "out/html/peace/one.html").read_text("utf-8") == PAGE


def test_other_files_are_served_as_they_are(get: Get) -> None:
    assert get("/book.js").body == "1"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/peace/../../secret.html",
        "//etc/passwd",
        "/link.html",
        "/peace",
        "/.env",
        "/none.html",
        "/-/preview.html",
        "/-/../server.py",
        "/-/printed/0123456789abcdef/0.png",
        "/-/printed/0123456789abcdef.pdf",
        "/chapters/peace/one.md",
    ],
)
def test_nothing_else_is_served(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status == 404
    assert "secret" not in answer.body


@pytest.mark.parametrize("path", ["/peace/one.html", "/-/events", "/-/preview.js"])
def test_nothing_can_be_sent(get: Get, path: str) -> None:
    assert get(path, "POST").status == 405


@pytest.mark.parametrize("path", ["/peace/one.html", "/-/events", "/-/read/peace/one.html", "/-/preview.js", "/none"])
def test_another_site_gets_nothing(get: Get, path: str) -> None:
    assert get(path, host="evil.example").status == 403
    assert get(path, origin="https://evil.example").status == 403


@pytest.mark.parametrize("path", ["/peace/one.html", "/book.js", "/-/read/peace/one.html", "/none.html"])
def test_every_answer_has_the_policy(get: Get, path: str) -> None:
    headers = get(path).headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_a_page_opened_by_its_own_address_is_shown_with_its_printed_pages(get: Get) -> None:
    assert get("/").headers["location"] == "/-/read/index.html"
    assert get("/peace/one.html", sec_fetch_dest="document").headers["location"] == "/-/read/peace/one.html"
    assert get("/peace/one.html", sec_fetch_dest="iframe").status == 200


def test_printed_pages_are_served_while_they_are_known(get: Get, impressions: Impressions) -> None:
    key = impressions.take(galley(50), None).key
    assert get(f"/-/printed/{key}/1.png").headers["content-type"] == "image/png"
    assert get(f"/-/printed/{key}.pdf").headers["content-type"] == "application/pdf"
    assert get(f"/-/printed/{key}/2.png").status == 404
