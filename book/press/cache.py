"""What was made before - parts, subsets of fonts - one file each, found by what it was made from."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

LIMIT = 400_000_000  # bytes: some 8,000 chapters
ABANDONED = 3600  # seconds after which a file that was never finished is nobody's


@dataclass
class Cache:
    """A folder of files, each headed by its hash: a damaged one counts as absent. Two builds may write at once.

    Nothing that is wrong with the folder stops a build, which only takes longer: `trouble` is why something could
    not be kept.
    """

    folder: Path
    trouble: OSError | None = None

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where it is not there, not whole, or not to be read."""
        path = self._path(key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest().encode() != digest:
            return None
        with suppress(OSError):  # another's file can be used all the same
            os.utime(path)  # so that `trim` knows what is in use
        return data

    def put(self, key: str, data: bytes) -> None:
        """Store it whole or not at all."""
        path = self._path(key)
        staged = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            staged.replace(path)
        except OSError as error:
            self.trouble = error
            with suppress(OSError):
                staged.unlink(missing_ok=True)

    def trim(self, limit: int = LIMIT) -> None:
        """Remove what was not used for longest until no more than `limit` bytes are left, and unfinished files."""
        found = []
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
            except OSError:  # another build trims too
                continue
            if not S_ISREG(facts.st_mode):
                continue
            if path.suffix == ".kept":
                found.append((facts.st_mtime_ns, facts.st_size, path))
            elif time.time() - facts.st_mtime > ABANDONED:
                _remove(path)
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= limit:
                break
            _remove(path)
            total -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.kept"


def _remove(path: Path) -> None:
    """Remove a file that another build may have removed before, or that is not ours to remove."""
    with suppress(OSError):
        path.unlink()
