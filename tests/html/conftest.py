"""A small book, built and served on localhost."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from book.sphinx_ext.search.index import update_index

ROOT = Path(__file__).parent.parent.parent
BOOK = Path(__file__).parent / "book"
QUESTIONS = """
::::{mcq}
:answer: b
:level: hard

Which of these holds for $w = \\frac{W}{P}$, of the *real* wage?

1. It is paid.
2. It is counted.

- Only the first
- ![Both, as squares are](../polity/images/square.png)

:::{explanation}
It is [counted](wages.md) as well.
:::
::::

::::{mcq}
:answer: a

And this?

- Yes
- No
::::

::::{mains}
:marks: 10

Discuss.
::::
"""


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
    with served(site) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def term_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with one more glossary, a chapter of all markup, one full of terms, and twelve that use one.

    The last three of these have questions.
    """
    folder = tmp_path_factory.mktemp("terms")
    shutil.copytree(BOOK, folder / "chapters")
    shutil.copytree(BOOK.parent / "terms", folder / "chapters", dirs_exist_ok=True)
    wages = (BOOK / "economy/wages.md").read_text(encoding="utf-8")
    head = wages[: wages.index("# Wages")]
    for day in range(1, 13):
        text = f"# Day {day}\n\nThe repo rate was {day} per cent. It was low.\n"
        chapter = head.replace("2022-08-20", f"2022-08-{day:02}") + text + (QUESTIONS if day > 9 else "")
        (folder / f"chapters/economy/day-{day:02}.md").write_text(chapter, encoding="utf-8")
    site = build("html", folder, book=folder / "chapters")
    update_index(site, "new")
    return site


@pytest.fixture(scope="session")
def term_address(term_site: Path) -> Iterator[str]:
    with served(term_site) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, 390, 844) as page:
        yield page


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, 1280, 900) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str, width: int, height: int, **options: Any) -> Iterator[Page]:
    """A page in a context of its own; any error of a script fails the test."""
    options = {"viewport": {"width": width, "height": height}, "color_scheme": "light", **options}
    options.setdefault("service_workers", "block")  # test_offline.py has them
    errors: list[str] = []
    with browser.new_context(base_url=address, **options) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def follow(link: Locator) -> None:
    """Click a link and wait for where it leads: a click alone returns while the old page is still there."""
    with link.page.expect_navigation():
        link.click()


def drawn(page: Page) -> None:
    """Wait for what a browser does when it draws: scroll to a target, measure boxes, see what came into view."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
