"""The addresses of the preview: the built site, and below `/-/`, which no page can be called, what is its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from book.preview.access import Doorkeeper
from book.preview.impressions import Impressions
from book.preview.session import Session
from book.preview.site import SHELL, Site

ASSETS = Path(__file__).parent / "assets"
KEPT = "max-age=3600, immutable"  # an impression is called by its content
BREATH = 15  # seconds after which a silent stream says that it is still there, or sees that nobody listens

NOTHING_THERE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>No such page</title><link rel="stylesheet" href="/-/preview.css"></head>
<body class="nothing"><p>There is no such page in the book, or not yet.</p></body></html>
"""


def application(session: Session, impressions: Impressions, html: Path, bound: str) -> Starlette:
    """The preview as an ASGI application; `html` is the folder of the built site, `bound` the address to listen at."""

    async def shell(_: Request) -> Response:
        return FileResponse(ASSETS / "preview.html", headers={"cache-control": "no-cache"})

    async def events(request: Request) -> Response:
        stream = _events(session, request.query_params.get("page", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def page(request: Request) -> Response:
        key, index = request.path_params["key"], request.path_params["index"]
        return await _impression(lambda: impressions.page(key, index), "image/png")

    async def pdf(request: Request) -> Response:
        key = request.path_params["key"]
        return await _impression(lambda: impressions.pdf(key), "application/pdf")

    def asset(name: str) -> Route:
        async def send(_: Request) -> Response:
            return FileResponse(ASSETS / name, headers={"cache-control": "no-cache"})

        return Route(f"/-/{name}", send)

    routes = [
        Route(f"{SHELL}/{{page:path}}", shell),
        Route("/-/events", events),
        Route("/-/printed/{key}/{index:int}.png", page),
        Route("/-/printed/{key}.pdf", pdf),
        asset("preview.css"),
        asset("preview.js"),
        Mount("/", Site(html)),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Doorkeeper, bound=bound)],
        exception_handlers={404: _nothing_there},
    )


async def _events(session: Session, page: str) -> AsyncIterator[str]:
    """Server-sent events: what there is of a page, again whenever it changes."""
    viewer, last = session.join(page), ""
    try:
        while not session.closed:
            viewer.woken.clear()
            now = session.view(page).json()
            if now != last:
                yield f"data: {now}\n\n"
                last = now
            try:
                await asyncio.wait_for(viewer.woken.wait(), BREATH)
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        session.leave(viewer)


async def _impression(made: Callable[[], bytes], kind: str) -> Response:
    try:
        data = await asyncio.to_thread(made)
    except KeyError as error:
        raise HTTPException(404) from error
    return Response(data, media_type=kind, headers={"cache-control": KEPT})


async def _nothing_there(_request: Request, _error: Exception) -> Response:
    return HTMLResponse(NOTHING_THERE, 404)
