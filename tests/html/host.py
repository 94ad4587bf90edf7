"""A site whose host can be exchanged, be slow, or be gone, as the tests without a network need it."""

from __future__ import annotations

import http.server
import itertools
import shutil
import threading
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import PATIENCE

STORED = """async () => {
  const { held, pending } = await navigator.locks.query();
  return held.length + pending.length === 0;
}"""  # nothing is being stored


def until(page: Page, condition: str) -> None:
    """Wait for a promise to give true: Playwright's own `wait_for_function` takes a promise itself for true."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


class Handler(http.server.SimpleHTTPRequestHandler):
    """What `host` has: nothing while it is `gone`, and pages below `held` when it lets them go."""

    host: Host

    def do_GET(self) -> None:
        if self.host.gone:
            return
        if self.path.endswith(".html") and self.path.startswith(self.host.held):
            self.host.let_go.wait()
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("cache-control", "no-cache")  # what the browser keeps by itself would pass for the network
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


class Host:
    """A site in a folder of its own, which can be exchanged, be slow, or be gone."""

    def __init__(self, site: Path, folders: Path) -> None:
        self._folders = (folders / str(number) for number in itertools.count())
        self.gone = False
        self.held: tuple[str, ...] = ()
        self.let_go = threading.Event()
        self.publish(site)
        handler = type("OwnHandler", (Handler,), {"host": self})
        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *request: handler(*request, directory=self.folder)
        )
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def publish(self, site: Path, **instead: bytes) -> None:
        """Have another site at once, with some other files; a browser looks for a new one whenever it likes."""
        folder = next(self._folders)
        shutil.copytree(site, folder)
        for name, content in instead.items():
            (folder / name).write_bytes(content)
        self.folder = folder

    def leave(self, page: Page) -> None:
        """No network, and a browser that knows it, as soon as it has stored what it has fetched."""
        until(page, STORED)
        self.gone = True
        page.context.set_offline(True)

    def come_back(self, page: Page) -> None:
        self.gone = False
        page.context.set_offline(False)

    def hold(self, *folders: str) -> None:
        """Let requests for the pages of these folders, or for all, wait."""
        self.let_go.clear()
        self.held = tuple(f"/{folder}" for folder in folders) or ("/",)

    def release(self) -> None:
        """Answer what waits, and from now on everything."""
        self.held = ()
        self.let_go.set()

    def close(self) -> None:
        self.release()
        self.server.shutdown()
        self.server.server_close()
