"""Laying out many parts: from the cache where they are known, else in a pool of processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from book.press.cache import PartCache
from book.press.part import Manuscript, Part
from book.press.typesetter import Fault, LayoutFailed, Setup, Typesetter

Advance = Callable[[int, int], None]  # parts laid out, of how many


class PressFailed(Exception):
    """The edition cannot be printed: for each part that fails, its name and its faults."""

    def __init__(self, failures: Sequence[LayoutFailed]) -> None:
        super().__init__([(failure.name, failure.faults) for failure in failures])
        self.failures = tuple(failures)


_typesetter: Typesetter | None = None


def _start(setup: Setup) -> None:
    global _typesetter
    _typesetter = Typesetter(setup)


def _lay_out(manuscript: Manuscript) -> Part | LayoutFailed:
    assert _typesetter is not None
    try:
        return _typesetter.lay_out(manuscript)
    except LayoutFailed as failure:
        return failure


@dataclass
class Workers:
    """Lays out parts with at most `jobs` processes; a single part is not worth a process of its own."""

    setup: Setup
    cache: PartCache
    jobs: int = 1
    advance: Advance = lambda _done, _total: None
    _typesetter: Typesetter | None = field(default=None, repr=False)

    def lay_out(self, manuscripts: Sequence[Manuscript]) -> dict[str, Part]:
        """A part for each manuscript, by name; PressFailed, with all of them, where some cannot be laid out."""
        parts: dict[str, Part] = {}
        todo = []
        for manuscript in manuscripts:
            part = self.cache.get(manuscript.key(self.setup.key))
            if part is None:
                todo.append(manuscript)
            else:
                parts[manuscript.name] = part
        failures = []
        for manuscript, result in zip(todo, self._made(todo), strict=True):
            if isinstance(result, LayoutFailed):
                failures.append(result)
                continue
            self.cache.put(manuscript.key(self.setup.key), result)
            parts[manuscript.name] = result
            self.advance(len(parts), len(manuscripts))
        if failures:
            raise PressFailed(failures)
        return parts

    def _made(self, todo: Sequence[Manuscript]) -> Iterator[Part | LayoutFailed]:
        jobs = min(self.jobs, len(todo))
        if jobs > 1:
            yield from self._in_pool(todo, jobs)
            return
        for manuscript in todo:
            if self._typesetter is None:
                self._typesetter = Typesetter(self.setup)
            try:
                yield self._typesetter.lay_out(manuscript)
            except LayoutFailed as failure:
                yield failure

    def _in_pool(self, todo: Sequence[Manuscript], jobs: int) -> Iterable[Part | LayoutFailed]:
        # spawn: the parent runs threads (progress bar), which a fork would copy half-way
        context = multiprocessing.get_context("spawn")
        try:
            with ProcessPoolExecutor(jobs, context, _start, (self.setup,)) as pool:
                yield from pool.map(_lay_out, todo)
        except BrokenProcessPool as error:
            reason = "a worker process of the press was killed, for want of memory perhaps"
            raise PressFailed([LayoutFailed("press", (Fault(reason, "try --jobs 1"),))]) from error
