"""The preview's server: listens, watches files, builds and prints, until it is told to stop."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from watchfiles import awatch

from book.preview.access import EVERYWHERE
from book.preview.changes import meaning
from book.preview.impressions import Impressions
from book.preview.printer import Paper, Printer
from book.preview.routes import application
from book.preview.session import Session, Teller
from book.preview.workshop import Folders, Workshop

QUIET = 40  # milliseconds without another change after which what an editor does to save is over
PATIENCE = 2  # seconds for answers under way when the preview stops


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address, port 0 being any that is free; OSError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def address(listening: socket.socket, host: str) -> str:
    """What to open in a browser on this machine."""
    name = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{listening.getsockname()[1]}/"


@dataclass(frozen=True)
class Plan:
    """What is previewed, with how many processes for a large build. Without paper, `reason` says why."""

    folders: Folders
    paper: Paper | None
    jobs: int
    host: str
    reason: str = ""


def serve(plan: Plan, listening: socket.socket, teller: Teller) -> None:
    """Serve until interrupted or terminated; nothing that was started is left then."""
    impressions = Impressions()
    workshop = Workshop(plan.folders, plan.jobs)
    printer = Printer(plan.paper, plan.folders.chapters, impressions) if plan.paper else None
    workshop.start()
    if printer:
        printer.start()
    try:
        session = Session(workshop, printer, teller, plan.reason)
        app = application(session, impressions, plan.folders.html, plan.host)
        asyncio.run(_run(session, workshop, _server(app), listening))
    finally:
        workshop.close()
        if printer:
            printer.close()


class _Server(uvicorn.Server):
    """Leaves signals to `_run`: streams of events have to end first, or it would wait for them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _server(app: object) -> _Server:
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # Starlette's and uvicorn's types of an application differ
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=PATIENCE,
    )
    return _Server(config)


async def _run(session: Session, workshop: Workshop, server: _Server, listening: socket.socket) -> None:
    stopped = asyncio.Event()

    def stop() -> None:
        session.close()
        stopped.set()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    tasks = [
        asyncio.create_task(work)
        for work in (session.keep_built(), session.keep_printed(), _watch(workshop.folders, session, stopped))
    ]
    for task in tasks:
        task.add_done_callback(lambda _: stop())  # none of them ends of itself
    try:
        await server.serve([listening])
    finally:
        stop()
        workshop.close()  # threads wait for processes; when these have ended, they have nothing to wait for
        for child in multiprocessing.active_children():
            child.terminate()
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result


async def _watch(folders: Folders, session: Session, stopped: asyncio.Event) -> None:
    """Tell the session of every change that means something."""
    chapters, static = folders.chapters.resolve(), folders.static.resolve()
    changed = awatch(chapters, static, watch_filter=None, step=QUIET, stop_event=stopped, ignore_permission_denied=True)
    async for found in changed:
        if changes := meaning((Path(path) for _, path in found), chapters, static):
            session.note(changes)
