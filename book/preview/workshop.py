"""The process in which chapters are read and Sphinx builds: the server answers meanwhile, whatever a chapter does."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from book.model import Catalog, Problem
from book.press.processes import deaf_to_interrupts
from book.source import Reading, read_book

if TYPE_CHECKING:
    from book.sphinx_ext.search.index import Search

Builder = Literal["html", "fragments"]
Order = Literal["read", "html", "fragments"]
Answer = Reading | tuple[Problem, ...]


@dataclass(frozen=True)
class Folders:
    """Where the book is and where it is built: `config` is the folder of conf.py, and has `_static`."""

    chapters: Path
    config: Path
    out: Path

    @property
    def html(self) -> Path:
        return self.out / "html"

    @property
    def fragments(self) -> Path:
        return self.out / "fragments"

    @property
    def static(self) -> Path:
        return self.config / "_static"


class Workshop:
    """One process that reads and builds, one thing after the other; its methods wait until it is done."""

    def __init__(self, folders: Folders, jobs: int) -> None:
        self.folders, self._jobs = folders, jobs
        self._connection: Connection | None = None
        self._process: BaseProcess | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process, None where none was started."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process, which loads Sphinx meanwhile."""
        context = multiprocessing.get_context("spawn")  # the parent has threads
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self.folders, self._jobs))
        with deaf_to_interrupts():
            self._process.start()
        theirs.close()  # or it would not be seen here when the process is gone

    def read(self) -> Reading:
        """The book as its files are now, which the next builds are of. ProcessLost where the process has ended."""
        answer = self._ask("read")
        assert isinstance(answer, Reading)
        return answer

    def build(self, builder: Builder) -> tuple[Problem, ...]:
        """Build what was read; its problems, none where all is well. ProcessLost where the process has ended."""
        answer = self._ask(builder)
        assert isinstance(answer, tuple)
        return answer

    def close(self) -> None:
        """End the process at once, with those that it forked; whoever waits for it gets ProcessLost."""
        if self._process is None or self.pid is None:
            return
        with suppress(ProcessLookupError):  # it is gone, or it has not made its group yet
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()

    def _ask(self, order: Order) -> Answer:
        if self._process is None or not self._process.is_alive():
            self.start()
        assert self._connection is not None
        try:
            self._connection.send(order)
            answer: Answer = self._connection.recv()
        except (EOFError, OSError) as error:
            self.close()  # it may look alive for a moment longer
            raise ProcessLost from error
        return answer


class ProcessLost(Exception):
    """The process was killed, for want of memory perhaps; the next order starts another one."""


def _work(connection: Connection, folders: Folders, jobs: int) -> None:
    """What the process does: carry out orders until no more come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C it is the parent that stops
    os.setpgrp()  # so that it can be ended together with those that Sphinx forks
    import book.sphinx_ext.run  # noqa: F401  # takes a second, in which nothing has been asked for yet

    reading = Reading(Catalog(""), ())
    search: Search = "new"
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        while True:
            order: Order = connection.recv()
            if order == "read":
                reading = read_book(folders.chapters, folders.out / "check")
                connection.send(reading)
            else:
                problems = _build(order, reading, folders, jobs, search)
                if order == "html" and not problems:
                    search = "kept"  # a new one would hold up each save in a book of a thousand chapters
                connection.send(problems)


def _build(builder: Builder, reading: Reading, folders: Folders, jobs: int, search: Search) -> tuple[Problem, ...]:
    """The problems of a build: of chapters, of the disk, or of conf.py, in which anything may go wrong."""
    from book.sphinx_ext.run import BuildFailed, build

    try:
        build(
            builder,
            reading=reading,
            chapters=folders.chapters,
            config=folders.config,
            out=folders.out / builder,
            doctrees=folders.out / "sphinx" / "doctrees",
            jobs=jobs,
            search=search,
        )
    except BuildFailed as failed:
        return failed.problems
    except OSError as error:
        where = str(error.filename or folders.out)
        return (
            Problem(where, 0, "preview/files", error.strerror or str(error), "look for room on the disk, and rights"),
        )
    except Exception as error:
        return (Problem("conf.py", 0, "preview/failed", f"{type(error).__name__}: {error}", ""),)
    return ()
