"""A small book, built and served on localhost."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from book.sphinx_ext.search_index import update_index

ROOT = Path(__file__).parent.parent.parent
BOOK = Path(__file__).parent / "book"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


def build(builder: str, out: Path, *settings: str, book: Path = BOOK) -> Path:
    """The folder that a builder fills with the small book; any warning fails."""
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", builder, "-c", ROOT, *settings, book, out / builder]
    command += ["-d", out / "doctrees"]
    finished = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT)
    assert finished.returncode == 0, finished.stderr
    return out / builder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with its search index."""
    folder = build("html", tmp_path_factory.mktemp("site"))
    update_index(folder, "new")
    return folder


@pytest.fixture(scope="session")
def fragments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("fragments", tmp_path_factory.mktemp("fragments"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from _page(browser, address, 390, 844)


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    yield from _page(browser, address, 1280, 900)


def _page(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    """A page in a context of its own; any error of a script fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height}, color_scheme="light")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
