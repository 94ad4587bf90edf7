"""Where parts are laid out: in processes of this machine, or on a cluster of machines.

An executor takes jobs and gives their parts back in the same order. Everything travels as bytes, no file names.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from traceback import extract_tb
from typing import Protocol

from book.press.failure import Fault, LayoutFailed, PressLost
from book.press.part import Part
from book.press.setup import Setup
from book.press.typesetter import Job, Typesetter

Result = Part | LayoutFailed


class Executor(Protocol):
    """Lays out parts; `close` when no more are to come."""

    def start(self) -> None:
        """Get ready while there is something else to do."""

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The part of each job in order, or why it cannot be printed; PressLost where a worker is lost."""

    def close(self, *, at_once: bool = False) -> None:
        """Let the workers go: when they have done what they are at, or at once."""


_typesetters: dict[str, Typesetter] = {}  # of this process: one a set-up, for it takes a second to make
_one_at_a_time = Lock()  # WeasyPrint's log, where faults are read, is one for all threads: a cluster has several


def lay_out(setup: Setup, job: Job) -> Result:
    """One job, in this process. OSError where the machine is at fault; what WeasyPrint stumbles over is the part's."""
    with _one_at_a_time:
        try:
            return _typesetter(setup).lay_out(job)
        except LayoutFailed as failure:
            return failure
        except OSError:
            raise
        except Exception as error:
            return LayoutFailed(job.manuscript.name, (_stumbled(error),))


def _stumbled(error: Exception) -> Fault:
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = f"its layout ended in an error ({type(error).__name__}: {error}; {where})"
    return Fault(reason, "write what is unusual in it in a simpler way, and report the error")


def _typesetter(setup: Setup) -> Typesetter:
    if setup.key not in _typesetters:
        _typesetters[setup.key] = Typesetter(setup)
    return _typesetters[setup.key]


_setup: Setup | None = None  # of a worker process


def _begin(setup: Setup) -> None:
    global _setup
    _setup = setup
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(LayoutFailed, OSError):  # it happens to the first job again, which can say so
        _typesetter(setup)


def _end_with_parent() -> None:
    """Leave no worker behind whose parent was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _lay_out_here(job: Job) -> Result:
    assert _setup is not None
    return lay_out(_setup, job)


def _nothing() -> None:
    """What a worker does that is only to get ready."""


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile never hear of Ctrl-C, which is for their parent; it does, a moment later."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


class ProcessExecutor:
    """Processes of this machine. WeasyPrint is loaded there alone: the book is bound without it."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        # spawn: the parent runs threads (progress bar), which a fork would copy half-way
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, context, _begin, (setup,))

    def start(self) -> None:
        """Start one process; the others come when there is work for them."""
        with _deaf_to_interrupts():
            self._pool.submit(_nothing)

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        try:
            with _deaf_to_interrupts():
                results = self._pool.map(_lay_out_here, jobs)
            yield from results
        except BrokenProcessPool as error:
            raise PressLost("a worker process was killed, for want of memory perhaps", "try --jobs 1") from error

    def close(self, *, at_once: bool = False) -> None:
        # what terminate_workers() does, which came with Python 3.14
        for process in list((self._pool._processes or {}).values()) if at_once else []:
            process.terminate()
        self._pool.shutdown(cancel_futures=True)


def executor_of(setup: Setup, jobs: int, address: str | None = None) -> Executor:
    """Processes of this machine, or the cluster at an address; PressLost where none answers."""
    if address is None:
        return ProcessExecutor(setup, jobs)
    from book.press.cluster import DaskExecutor  # an optional extra

    return DaskExecutor(setup, address)
