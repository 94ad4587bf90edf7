"""Laying out in processes of this machine, with no thread in this one: Sphinx forks it, and forks copy no thread."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread

from book.press.failure import LayoutFailed, PressLost
from book.press.setup import Setup
from book.press.typesetter import Job, Result, lay_out, typesetter_of


def _work(connection: Connection, setup: Setup) -> None:
    """What a worker process does: lay out what comes, until nothing more comes."""
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(LayoutFailed, OSError):  # it happens to the first job again, which can say so
        typesetter_of(setup)
    # what was loaded stays: no need to go through it again whenever a layout has left garbage behind
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        while (job := connection.recv()) is not None:
            connection.send(lay_out(setup, job))


def _end_with_parent() -> None:
    """Leave no worker at work whose parent was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile never hear of Ctrl-C, which is for their parent; it does, a moment later."""
    resource_tracker.ensure_running()  # when it starts, which a process does first, it lifts the ban
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


class ProcessExecutor:
    """At most `jobs` processes. WeasyPrint is loaded there alone: the book is bound without it."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = setup
        self._jobs = jobs
        self._workers: dict[Connection, BaseProcess] = {}

    def start(self) -> None:
        """Start one process, which loads what it needs meanwhile; the others come when there is work for them."""
        self._hire(1)

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The part of each job in order, or why it cannot be printed; PressLost where a worker is lost."""
        self._hire(min(self._jobs, len(jobs)))
        waiting = iter(range(len(jobs)))
        at_work: dict[Connection, int] = {}
        done: dict[int, Result] = {}
        due = 0
        try:
            for connection, index in zip(list(self._workers), waiting, strict=False):
                at_work[connection] = index
                connection.send(jobs[index])
            while at_work:
                for ready in wait(list(at_work)):
                    assert isinstance(ready, Connection)
                    done[at_work.pop(ready)] = ready.recv()
                    if (index := next(waiting, -1)) >= 0:
                        at_work[ready] = index
                        ready.send(jobs[index])
                while due in done:
                    yield done.pop(due)
                    due += 1
        except (EOFError, ConnectionError) as error:
            raise PressLost("a worker process was killed, for want of memory perhaps", "try --jobs 1") from error
        finally:
            if due < len(jobs):  # stopped in the middle: nobody waits for what is at work
                self.close()

    def _hire(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would have WeasyPrint's libraries half-way
        while len(self._workers) < count:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, self._setup), daemon=True)
            with deaf_to_interrupts():
                process.start()
            theirs.close()  # or it would not be seen here when the worker is gone
            self._workers[ours] = process

    def close(self) -> None:
        """Let the workers go at once: what they made has been received, or is not wanted."""
        for connection, process in self._workers.items():
            process.terminate()
            process.join()
            connection.close()
        self._workers.clear()
