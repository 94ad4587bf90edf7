"""Finished output takes the place of the last one as a whole, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def publish(stage: Path, target: Path) -> None:
    """Make `target` a copy of `stage` without what starts with a dot; a reader finds the old or the new one.

    Files that have not changed are linked from the old output, not copied. They are never linked from `stage`, where
    the next build writes into them. OSError where a file cannot be written: the old output is then as it was.
    """
    new, old = target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.old")
    recover(target)
    shutil.rmtree(new, ignore_errors=True)
    try:
        _copy(stage, target, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the old output back where a build was killed between the two renames."""
    old = target.with_name(f"{target.name}.old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _copy(stage: Path, current: Path, new: Path) -> None:
    new.mkdir(parents=True)
    for entry in sorted(os.scandir(stage), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            _copy(stage / entry.name, current / entry.name, new / entry.name)
        elif _is_same(entry, current / entry.name):
            os.link(current / entry.name, new / entry.name)
        else:
            shutil.copy2(entry.path, new / entry.name)


def _is_same(staged: os.DirEntry[str], published: Path) -> bool:
    """By size and time of change, which a copy keeps."""
    try:
        there, here = published.stat(), staged.stat()
    except OSError:
        return False
    return (there.st_size, there.st_mtime_ns) == (here.st_size, here.st_mtime_ns)
