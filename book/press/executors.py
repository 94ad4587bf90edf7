"""Where parts are laid out: in this process, in processes of this machine, on a cluster of machines.

An executor takes jobs and gives their parts back in the same order. Everything travels as bytes, no file names.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from book.press.failure import Fault, LayoutFailed, PressFailed
from book.press.part import Part
from book.press.setup import Setup
from book.press.typesetter import Job, Typesetter

Result = Part | LayoutFailed


class Executor(Protocol):
    """Lays out parts; `close` when no more are to come."""

    def start(self) -> None:
        """Get ready while there is something else to do."""

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The part of each job in order, or why it cannot be printed; PressFailed where a worker is lost."""

    def close(self) -> None:
        """Let the workers go."""


_typesetters: dict[str, Typesetter] = {}  # of this process: one a set-up, for it takes a second to make


def lay_out(setup: Setup, job: Job) -> Result:
    """One job, in this process."""
    try:
        if setup.key not in _typesetters:
            _typesetters[setup.key] = Typesetter(setup)
        return _typesetters[setup.key].lay_out(job)
    except LayoutFailed as failure:
        return failure


_setup: Setup | None = None  # of a worker process


def _begin(setup: Setup) -> None:
    global _setup
    _setup = setup
    _typesetters[setup.key] = Typesetter(setup)


def _lay_out_here(job: Job) -> Result:
    assert _setup is not None
    return lay_out(_setup, job)


def _nothing() -> None:
    """What a worker does that is only to get ready."""


class ProcessExecutor:
    """Processes of this machine. WeasyPrint is loaded there alone: the book is bound without it."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        # spawn: the parent runs threads (progress bar), which a fork would copy half-way
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, context, _begin, (setup,))

    def start(self) -> None:
        """Start one process; the others come when there is work for them."""
        self._pool.submit(_nothing)

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        try:
            yield from self._pool.map(_lay_out_here, jobs)
        except BrokenProcessPool as error:
            reason = "a worker process of the press was killed, for want of memory perhaps"
            raise PressFailed([LayoutFailed("press", (Fault(reason, "try --jobs 1"),))]) from error

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class DaskExecutor:
    """A Dask cluster: `dask://HOST:PORT` is the address of its scheduler, whose workers need this package."""

    def __init__(self, setup: Setup, address: str) -> None:
        from distributed import Client

        try:
            self._client: Any = Client(address.replace("dask://", "tcp://", 1), timeout="10s", set_as_default=False)
        except (OSError, TimeoutError) as error:
            reason = f"no Dask scheduler answers at {address}"
            raise PressFailed(
                [LayoutFailed("press", (Fault(reason, "start one, or leave --executor out"),))]
            ) from error
        self._setup = setup

    def start(self) -> None:
        """A cluster is there already."""

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        setup = self._client.scatter(self._setup, broadcast=True, hash=False)
        yield from self._client.gather([self._client.submit(lay_out, setup, job, pure=False) for job in jobs])

    def close(self) -> None:
        self._client.close()


def executor_of(setup: Setup, jobs: int, address: str | None = None) -> Executor:
    """Processes of this machine, or the cluster at an address; PressFailed where none answers."""
    return ProcessExecutor(setup, jobs) if address is None else DaskExecutor(setup, address)
