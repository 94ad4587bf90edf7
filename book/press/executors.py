"""Where parts are laid out: in processes of this machine, or on a cluster of machines.

An executor takes jobs and gives their parts back in the same order. Everything travels as bytes, no file names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from book.press.processes import ProcessExecutor
from book.press.setup import Setup
from book.press.typesetter import Job, Result


class Executor(Protocol):
    """Lays out parts; `close` when no more are to come."""

    def start(self) -> None:
        """Get ready while there is something else to do."""

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The part of each job in order, or why it cannot be printed; PressLost where a worker is lost."""

    def close(self) -> None:
        """Let the workers go, whatever they are at."""


def executor_of(setup: Setup, jobs: int, address: str | None = None) -> Executor:
    """Processes of this machine, or the cluster at an address; PressLost where none answers."""
    if address is None:
        return ProcessExecutor(setup, jobs)
    from book.press.cluster import DaskExecutor  # an optional extra

    return DaskExecutor(setup, address)
