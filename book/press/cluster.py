"""Laying out parts on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from book.press.failure import PressLost
from book.press.setup import Setup
from book.press.typesetter import Job, Result, lay_out

ANSWER = 5  # seconds in which a scheduler answers, and a worker is there
PATIENCE = 10  # seconds after which it is asked whether there are workers still


class DaskExecutor:
    """A cluster whose scheduler is at `dask://HOST:PORT`; that and all workers have this package."""

    def __init__(self, setup: Setup, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            reason = "the package that talks to a Dask cluster is not installed"
            raise PressLost(reason, "pip install study-book[cluster]") from error
        connect: Any = Client  # has no types
        try:
            self._client = connect(address.replace("dask://", "tcp://", 1), timeout=ANSWER, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise PressLost(f"no Dask scheduler answers at {address}", "start one, or leave --executor out") from error
        self._address = address
        self._setup = setup
        self._sent: Any = None  # the set-up, where the workers are

    def start(self) -> None:
        """Send what all parts share to every worker; PressLost where there is none."""
        try:
            self._client.wait_for_workers(1, timeout=ANSWER)
            self._sent = self._client.scatter(self._setup, broadcast=True, hash=False)
        except Exception as error:
            self.close()
            raise self._lost("has no workers" if isinstance(error, TimeoutError) else _failed(error)) from error

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[Result]:
        futures = [self._client.submit(lay_out, self._sent, job, pure=False) for job in jobs]
        for future in futures:
            yield self._result(future)

    def _result(self, future: Any) -> Result:
        """What came of a job. Whatever it raises is the cluster's: of what is wrong with a part, `lay_out` tells."""
        while True:
            try:
                result: Result = future.result(timeout=PATIENCE)
            except TimeoutError as error:
                if not self._client.nthreads():
                    raise self._lost("has lost its workers") from error
            except Exception as error:
                raise self._lost(_failed(error)) from error
            else:
                return result

    def _lost(self, what: str) -> PressLost:
        remedy = "look at its log, and whether each worker has this package, or leave --executor out"
        return PressLost(f"the Dask cluster at {self._address} {what}", remedy)

    def close(self) -> None:
        self._client.close()


def _failed(error: Exception) -> str:
    first_line = str(error).partition("\n")[0]
    return f"failed ({type(error).__name__}: {first_line})"
