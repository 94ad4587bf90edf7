"""Where parts are laid out: in this process, in processes of this machine, on a cluster of machines.

An executor takes jobs and gives their parts back in the same order. Everything travels as bytes, no file names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from book.press.failure import Fault, LayoutFailed, PressFailed
from book.press.processes import ProcessExecutor
from book.press.setup import Setup
from book.press.typesetter import Job, Result, lay_out


class Executor(Protocol):
    """Lays out parts; `close` when no more are to come."""

    def start(self) -> None:
        """Get ready while there is something else to do."""

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The part of each job in order, or why it cannot be printed; PressFailed where a worker is lost."""

    def close(self) -> None:
        """Let the workers go."""


class DaskExecutor:
    """A Dask cluster: `dask://HOST:PORT` is the address of its scheduler, whose workers need this package."""

    def __init__(self, setup: Setup, address: str) -> None:
        from distributed import Client

        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call]  # distributed is typed in part
                address.replace("dask://", "tcp://", 1), timeout="10s", set_as_default=False
            )
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
