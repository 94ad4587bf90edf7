"""A reader's own list of chapters: one on each line, as a docname or as the path of its file."""

from __future__ import annotations

import os
import re
from pathlib import Path

from book.model import ChapterList, ListedChapter, NoEdition
from book.source.hygiene import decode
from book.source.problems import placed

_UNSAFE = re.compile(r'[\s\\:*?"<>|\x00-\x1f]+')  # in a file name, on one system or another


def read_chapter_list(path: Path, chapters: Path) -> ChapterList:
    """The list in the file `path`, of chapters of the folder `chapters`; NoEdition where the file is no clean text.

    What follows `#` is a comment. A path may be one from the working folder, or one below `chapters`.
    """
    text, problems = decode(path.read_bytes())
    if problems:
        raise NoEdition("\n".join(map(str, placed(path.as_posix(), problems))), "chapters")
    entries = ((number, line.partition("#")[0].strip()) for number, line in enumerate(text.split("\n"), start=1))
    listed = tuple(ListedChapter(number, docname_of(entry, chapters)) for number, entry in entries if entry)
    name = _UNSAFE.sub("-", path.stem).strip(".-") or "chapters"
    return ChapterList(path.as_posix(), name, listed)


def docname_of(entry: str, chapters: Path) -> str:
    """`economy/repo-rate`, whether it stands so or as `chapters/economy/repo-rate.md`."""
    for absolute in (os.path.abspath, os.path.realpath):  # as it is written, and where links lead
        below = Path(os.path.relpath(absolute(entry), absolute(chapters)))
        if ".." not in below.parts:
            break
    else:
        below = Path(os.path.normpath(entry))
    return below.as_posix().removesuffix(".md")
