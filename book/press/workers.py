"""Laying out many parts: from the cache where they are known, else by an executor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from book.press.cache import Cache
from book.press.executors import Executor
from book.press.failure import LayoutFailed, PressFailed
from book.press.part import Manuscript, Part
from book.press.setup import Setup
from book.press.typesetter import Job

Advance = Callable[[int, int], None]  # parts laid out, of how many


@dataclass
class Workers:
    """Lays out parts; images are below a folder, under the names that manuscripts have for them."""

    setup: Setup
    executor: Executor
    cache: Cache
    images: Path
    advance: Advance = lambda _done, _total: None

    def lay_out(self, manuscripts: Sequence[Manuscript]) -> dict[str, Part]:
        """A part for each manuscript, by name; PressFailed, with all of them, where some cannot be laid out."""
        keys = {m.name: m.key(self.setup.key) for m in manuscripts}
        known = {name: data for name, key in keys.items() if (data := self.cache.get(key))}
        parts = {name: Part.from_bytes(data) for name, data in known.items()}
        todo = [m for m in manuscripts if m.name not in parts]
        failures = []
        for manuscript, result in zip(todo, self.executor.lay_out([self._job(m) for m in todo]), strict=True):
            if isinstance(result, LayoutFailed):
                failures.append(result)
                continue
            self.cache.put(keys[manuscript.name], result.to_bytes())
            parts[manuscript.name] = result
            self.advance(len(parts), len(manuscripts))
        if failures:
            raise PressFailed(failures)
        return parts

    def _job(self, manuscript: Manuscript) -> Job:
        return Job(manuscript, {name: (self.images / name).read_bytes() for name in manuscript.images})

    def __enter__(self) -> Workers:
        self.executor.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.executor.close()
        self.cache.trim()
