"""What lies in the chapters folder: which file is which kind of page, and what does not belong there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from book.model import Month, Problem
from book.source.markup import IMAGE_TYPES
from book.source.names import EDITIONS, NAME, RESERVED, SITE_FOLDERS, better_name
from book.source.page import Kind
from book.source.problems import problem, quoted

SYLLABUS = "syllabus.yml"
IMAGES = "images"


@dataclass
class Folder:
    """The files by their path below the folder, and problems as pairs of path and problem."""

    pages: dict[str, Kind] = field(default_factory=dict)
    images: set[str] = field(default_factory=set)
    symlinks: set[str] = field(default_factory=set)
    has_syllabus: bool = False
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    def report(self, path: str, kind: str, message: str, remedy: str) -> None:
        self.problems.append((path, problem(0, kind, message, remedy)))


def survey(root: Path) -> Folder:
    """Everything below `root`; symbolic links and whatever is not a plain file are reported, never opened."""
    folder = Folder()
    names: Counter[tuple[str, str]] = Counter()
    for path, kind in _walk(root, folder):
        where = PurePosixPath(path)
        names[str(where.parent), where.name.casefold()] += 1
        if names[str(where.parent), where.name.casefold()] == 2:
            folder.report(
                path, "name/case", "another name here differs only in capital letters", "rename one of the two"
            )
        if kind == "symlink":
            folder.symlinks.add(path)
            folder.report(path, "file/symlink", "this is a symbolic link", "put the file itself here")
        elif kind == "other" or (kind == "folder" and where.suffix == ".md"):
            folder.report(path, "file/plain", "this is not a plain file", "put a text file here, or delete it")
        elif kind == "folder":
            _check_name(where, where.name, folder)
        else:
            _sort_in(where, folder)
    _missing(folder)
    return folder


def _walk(root: Path, folder: Folder) -> Iterator[tuple[str, str]]:
    """Each path below the folder with what it is, in the order of names."""
    waiting = [""]
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(root / parent) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            folder.report(
                parent, "file/unreadable", f"the folder cannot be read ({error.strerror})", "check its rights"
            )
            continue
        for entry in entries:
            path = f"{parent}/{entry.name}" if parent else entry.name
            if entry.is_symlink():
                yield path, "symlink"
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                yield path, "folder"
            else:
                yield path, "file" if entry.is_file(follow_symlinks=False) else "other"


def _sort_in(path: PurePosixPath, folder: Folder) -> None:
    suffix = path.suffix.lower().removeprefix(".")
    if f"/{IMAGES}/src/" in f"/{path}":  # what images are drawn from: anything
        return
    if str(path) == SYLLABUS:
        folder.has_syllabus = True
    elif suffix == "md":
        _check_name(path, path.stem, folder)
        kind = _page_kind(path, folder)
        if kind:
            folder.pages[str(path)] = kind
    elif suffix in IMAGE_TYPES:
        _check_name(path, path.stem, folder)
        folder.images.add(str(path))
    else:
        types = ", ".join(IMAGE_TYPES)
        remedy = (
            f"the book is made of .md files, images ({types}) and {SYLLABUS}; delete it, or move it to {IMAGES}/src/"
        )
        found = problem(0, "file/type", f"{quoted(path.name)} is no part of the book", remedy, "warning")
        folder.problems.append((str(path), found))


def _page_kind(path: PurePosixPath, folder: Folder) -> Kind | None:
    *parents, name = path.parts
    if not parents and name == "index.md":
        return "landing"
    if len(parents) != 1 or IMAGES in parents:
        remedy = "move it to the folder of its subject: subject/chapter.md"
        folder.report(str(path), "place/page", "no page belongs in this place", remedy)
        return None
    if parents[0] != EDITIONS:
        return "subject" if name == "index.md" else "glossary" if name == "glossary.md" else "chapter"
    try:
        Month.parse(path.stem)
    except ValueError:
        remedy = "name it by its month, YYYY-MM.md, or move a chapter to the folder of its subject"
        folder.report(str(path), "edition/name", f"{quoted(path.stem)} is no month", remedy)
        return None
    return "edition"


def _check_name(path: PurePosixPath, stem: str, folder: Folder) -> None:
    suffix = path.name[len(stem) :]
    if not NAME.fullmatch(stem) or suffix != suffix.lower():
        better = better_name(stem)
        remedy = f"rename it to {quoted(better + suffix.lower())}" if better else "rename it in English"
        folder.report(str(path), "name/letters", "a name here has only a-z, 0-9 and single hyphens", remedy)
    elif stem in RESERVED or str(path) in SITE_FOLDERS:
        folder.report(str(path), "name/reserved", f"the name {quoted(stem)} is taken", "add a word to it")


def _missing(folder: Folder) -> None:
    if "index.md" not in folder.pages:
        folder.report(
            "index.md", "place/landing", "the book has no landing page", "create it with `# Title of the book`"
        )
    if not folder.has_syllabus:
        folder.report(SYLLABUS, "syllabus/none", "the book has no syllabus", "create it: `CODE: {title: Its title}`")
    subjects = {path.split("/")[0] for path, kind in folder.pages.items() if kind in ("chapter", "glossary")}
    for subject in sorted(subjects):
        if f"{subject}/index.md" not in folder.pages:
            title = subject.replace("-", " ").capitalize()
            remedy = f"create it with front matter `order: 1` (its place among the subjects) and `# {title}`"
            folder.report(
                f"{subject}/index.md", "place/subject", f"the subject {quoted(subject)} has no introduction", remedy
            )
    _same_ids(folder)


def _same_ids(folder: Folder) -> None:
    """A page's id in print is its path with hyphens: `a/b-c` and `a-b/c` would be one."""
    taken: dict[str, str] = {}
    for path in sorted(folder.pages):
        other = taken.setdefault(path.replace("/", "-"), path)
        if other != path:
            message = f"with hyphens for slashes this is the same name as {quoted(other)}"
            folder.report(path, "name/id", message, "rename one of the two")
