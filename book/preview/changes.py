"""What a set of changed files means: which pages were saved, whether the book or only its paper must be made anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Hidden files, and what editors and downloads leave for a moment beside the file itself; `4913` is Vim's.
PASSING = re.compile(r"\..*|#.*#|.*~|4913|.*\.(?:bak|crdownload|part|sw[a-z]|tmp)")


@dataclass(frozen=True)
class Changes:
    """`saved` are the docnames of changed pages. `book`: other pages or fragments; `press`: printed in another way."""

    saved: tuple[str, ...] = ()
    book: bool = False
    press: bool = False

    def __or__(self, other: Changes) -> Changes:
        """Both together; what was saved last is last."""
        earlier = tuple(name for name in self.saved if name not in other.saved)
        return Changes(earlier + other.saved, self.book or other.book, self.press or other.press)

    def __bool__(self) -> bool:
        return self.book or self.press


def meaning(paths: Iterable[Path], chapters: Path, static: Path) -> Changes:
    """What it means that these files came, went or changed; both folders are as the paths have them."""
    found = Changes()
    for path in sorted(paths):
        if path.is_relative_to(chapters):
            found |= _in_chapters(path.relative_to(chapters))
        elif path.is_relative_to(static):
            found |= _in_static(path.relative_to(static))
    return found


def _in_chapters(path: Path) -> Changes:
    if _passing(path) or "images/src/" in path.as_posix():
        return Changes()
    return Changes((path.with_suffix("").as_posix(),) if path.suffix == ".md" else (), book=True)


def _in_static(path: Path) -> Changes:
    if _passing(path):
        return Changes()
    for_print = path.parts[:1] in (("print",), ("fonts",))
    return Changes(book=not for_print, press=for_print)


def _passing(path: Path) -> bool:
    return any(PASSING.fullmatch(part) for part in path.parts)
