"""Parts that were laid out before, one file each, found by what they were made from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from book.press.part import Part


@dataclass(frozen=True)
class PartCache:
    """A folder of parts. A damaged file counts as absent; two builds may write at once."""

    folder: Path

    def get(self, key: str) -> Part | None:
        path = self._path(key)
        try:
            return Part.from_bytes(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            path.unlink(missing_ok=True)
            return None

    def put(self, key: str, part: Part) -> None:
        """Store a part whole or not at all."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_suffix(f".{os.getpid()}")
        staged.write_bytes(part.to_bytes())
        staged.replace(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.part"
