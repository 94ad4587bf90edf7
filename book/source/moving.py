"""A chapter moves: its file, its old address among `moved-from`, and every link that leads to it or from it.

All is decided before anything is written. Images stay where they are.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from book.model import Catalog
from book.model.likeness import PATHS_ALIKE
from book.source.cache import load_pages
from book.source.destinations import DestinationKind, retargeted
from book.source.folder import survey
from book.source.links import SCHEME
from book.source.moved import NoPlace, with_moved_from
from book.source.names import docname_fault
from book.source.page import Kind, Page, page_key, read_page
from book.source.problems import did_you_mean

_BOM = b"\xef\xbb\xbf"


class MoveRefused(Exception):
    """Why a chapter cannot move; `argument` is `OLD` or `NEW` where another one would do."""

    def __init__(self, message: str, argument: str | None = None) -> None:
        super().__init__(message)
        self.argument = argument


@dataclass(frozen=True)
class Move:
    """The move of a chapter from `old` to `new`, and the new content of each file that changes; all are paths below
    `chapters/`."""

    old: str
    new: str
    contents: Mapping[str, bytes]


@dataclass(frozen=True)
class _Shift:
    """How a destination on the page at `page` changes when the page at `old` moves to `new`."""

    page: str
    old: str
    new: str

    def retarget(self, target: str, kind: DestinationKind) -> str:
        """The destination as it has to be written after the move."""
        meant = leads_to(self.page, target, kind)
        if meant is None:
            return target
        shown = self.new if meant == self.old else meant
        folder = posixpath.dirname(self.new if self.page == self.old else self.page)
        if shown == meant and folder == posixpath.dirname(self.page):
            return target
        if kind == "doc" and target.startswith("/"):
            return f"/{shown.removesuffix('.md')}"
        path = posixpath.relpath(shown, folder or ".")
        if kind == "doc":
            return path.removesuffix(".md")
        _, mark, fragment = target.partition("#")
        return path + mark + fragment


def leads_to(page: str, target: str, kind: DestinationKind) -> str | None:
    """The file, below `chapters/`, that a destination on a page means; None for the web and the page itself."""
    if kind == "doc":
        folder = "" if target.startswith("/") else posixpath.dirname(page)
        return posixpath.normpath(posixpath.join(folder, target.lstrip("/"))) + ".md"
    file = unquote(target.partition("#")[0])
    if not file or SCHEME.match(target) or target.startswith(("/", "\\")):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), file))


def plan_move(chapters: Path, catalog: Catalog, old: str, new: str, cache: Path | None = None) -> Move:
    """What moves a chapter of a book without errors to another docname; MoveRefused where that cannot be."""
    _check(catalog, old, new)
    source, target = f"{old}.md", f"{new}.md"
    kept = load_pages(cache) if cache else {}
    contents = {}
    for path, kind in survey(chapters).pages.items():
        data = (chapters / path).read_bytes()
        page = kept.get(page_key(kind, data)) or read_page(kind, data)
        if path == source or source in _destinations(path, page):
            place = target if path == source else path
            contents[place] = _moved(page, kind, data, _Shift(path, source, target))
    return Move(source, target, contents)


def _check(catalog: Catalog, old: str, new: str) -> None:
    if old not in catalog.chapters:
        remedy = did_you_mean(old, catalog.chapters, "give one, such as economy/repo-rate", PATHS_ALIKE)
        raise MoveRefused(f"{old!r} is no chapter; {remedy}", "OLD")
    if fault := docname_fault(new):
        raise MoveRefused(f"{new!r} {fault[0]}; {fault[1]}", "NEW")
    subject = new.partition("/")[0]
    if subject not in catalog.subjects:
        known = ", ".join(sorted(catalog.subjects))
        raise MoveRefused(f"there is no subject {subject!r}; there is {known}", "NEW")
    if new in catalog.chapters:
        raise MoveRefused(f"{new!r} is a chapter already; give it another name", "NEW")
    for chapter in catalog.chapters.values():
        if new in chapter.moved_from and chapter.docname != old:
            raise MoveRefused(f"{new!r} is an old address of {chapter.docname!r}; give it another name", "NEW")
        if chapter.docname != old and chapter.docname.replace("/", "-") == new.replace("/", "-"):
            raise MoveRefused(f"with hyphens for slashes {new!r} is {chapter.docname!r}; give it another name", "NEW")


def _destinations(path: str, page: Page) -> list[str | None]:
    """What the links and images of a page lead to, in their order."""
    links = [leads_to(path, link.target, link.kind) for link in page.scan.links]
    return links + [leads_to(path, image.source, "link") for image in page.scan.images]


def _moved(page: Page, kind: Kind, data: bytes, shift: _Shift) -> bytes:
    """The bytes of a file after the move; MoveRefused where a link is written in a way that cannot be repaired."""
    text = data.decode("utf-8-sig")
    bom = _BOM if data.startswith(_BOM) else b""
    fields, place = dict(page.fields), shift.page
    try:
        changed = retargeted(text, kind, shift.retarget)
        if shift.page == shift.old:
            place, docname = shift.new, shift.new.removesuffix(".md")
            before = [*fields.get("moved-from", ()), shift.old.removesuffix(".md")]
            fields["moved-from"] = [old for old in before if old != docname]
            changed = with_moved_from(changed, fields["moved-from"])
    except NoPlace as error:
        raise MoveRefused(f"{shift.page}: {error}") from error
    moved = bom + changed.encode()
    after = read_page(kind, moved)
    wanted = [shift.new if target == shift.old else target for target in _destinations(shift.page, page)]
    if _destinations(place, after) != wanted or _fragments(after) != _fragments(page):
        raise MoveRefused(f"{shift.page}: a link cannot be repaired; write all of them as `[text](file.md)` first")
    if (after.fields, after.title) != (fields, page.title) or not after.complete:
        raise MoveRefused(f"{shift.page}: its front matter cannot be added to; write it as lines `key: value` first")
    return moved


def _fragments(page: Page) -> list[str]:
    return [unquote(link.target.partition("#")[2]) for link in page.scan.links if not SCHEME.match(link.target)]


def carry_out(chapters: Path, move: Move) -> None:
    """Write all that a move changes, or nothing; OSError where a file cannot be written."""
    before = {path: (chapters / path).read_bytes() for path in {*move.contents, move.old} - {move.new}}
    new = {path: chapters / f"{path}.new" for path in move.contents}
    try:
        for path, content in move.contents.items():
            new[path].write_bytes(content)
            shutil.copymode(chapters / (move.old if path == move.new else path), new[path])
        for path in move.contents:
            new[path].replace(chapters / path)
        (chapters / move.old).unlink()
    except BaseException:
        for file in new.values():
            file.unlink(missing_ok=True)
        for path, content in before.items():
            _restore(chapters / path, content)
        (chapters / move.new).unlink(missing_ok=True)
        raise


def _restore(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
