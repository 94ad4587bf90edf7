"""What was made before - parts, subsets of fonts - one file each, found by what it was made from."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

LIMIT = 400_000_000  # bytes: some 8,000 chapters
ABANDONED = 3600  # seconds after which a file that was never finished is nobody's


@dataclass(frozen=True)
class Cache:
    """A folder of files, each headed by its hash: a damaged one counts as absent. Two builds may write at once."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where it is not there or not whole."""
        path = self._path(key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() != digest:
                path.unlink()
                return None
            os.utime(path)  # so that `trim` knows what is in use
        except FileNotFoundError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Store it whole or not at all."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_suffix(f".{os.getpid()}")
        staged.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        staged.replace(path)

    def trim(self, limit: int = LIMIT) -> None:
        """Remove what was not used for longest until no more than `limit` bytes are left, and unfinished files."""
        found = []
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:  # another build trims too
                continue
            if path.suffix == ".kept":
                found.append((facts.st_mtime, facts.st_size, path))
            elif time.time() - facts.st_mtime > ABANDONED:
                path.unlink(missing_ok=True)
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= limit:
                break
            path.unlink(missing_ok=True)
            total -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.kept"
