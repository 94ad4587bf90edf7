"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files; what was there under their names stays until all are written. Folders are made.

    OSError where it cannot be written, a full disk for example; then nothing of it is left.
    """
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    try:
        for path, new in staged.items():
            new.write_bytes(files[path])
        for path, new in staged.items():
            new.replace(path)
    finally:
        for new in staged.values():
            new.unlink(missing_ok=True)
