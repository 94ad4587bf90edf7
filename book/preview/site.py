"""The built site as the preview serves it: the files of `make html`, each page with a mark of its own in its head."""

from __future__ import annotations

import os
import time
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from book.preview.view import stamp_of

SHELL = "/-/read"  # what shows a page and its printed pages, followed by the page's own path
SWAP = 0.02  # seconds in which finished output takes the place of the last one, amply
HEAD = "</head>"


class Site(StaticFiles):
    """Serves the files of one folder, which may not be there yet, and is exchanged as a whole while this runs.

    The mark in a page's head, see `stamp_of`, tells `preview.js` whether the page that it shows is the newest.
    """

    def __init__(self, html: Path) -> None:
        super().__init__(directory=html, check_dir=False)

    async def check_config(self) -> None:
        """No complaint about a folder that comes with the first build."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; a page that somebody opened by its own address is shown in the frame, its printed pages beside it."""
        if scope["path"] == "/":
            return RedirectResponse(f"{SHELL}/index.html")
        if path.endswith(".html") and Headers(scope=scope).get("sec-fetch-dest") == "document":
            return RedirectResponse(SHELL + scope["path"])
        return await super().get_response(path, scope)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """As Starlette does it, once more where a folder was just being exchanged."""
        found = super().lookup_path(path)
        if found[1] is None:
            time.sleep(SWAP)  # in a thread of its own
            found = super().lookup_path(path)
        return found

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A file, which browsers may keep but not use unasked; a page with its mark."""
        path = Path(full_path)
        if path.suffix != ".html":
            response = super().file_response(full_path, stat_result, scope, status_code)
        else:
            mark = f'<meta name="preview" content="{stamp_of(stat_result)}">\n'
            text = path.read_text(encoding="utf-8")
            response = HTMLResponse(text.replace(HEAD, mark + HEAD, 1), status_code)
        response.headers["cache-control"] = "no-cache"
        return response
