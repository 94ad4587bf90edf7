"""The search index beside the pages: made again when a text has changed, with the same bytes for the same texts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from book.sphinx_ext.search.index_order import settle
from book.sphinx_ext.search.pagefind import Document, Pagefind, files_below, pagefind_program, pagefind_version
from book.sphinx_ext.search.texts import TEXTS
from book.sphinx_ext.versions import builder_digest

Search = Literal["new", "kept", "none"]  # an index of the texts as they are, the one that there is, or none

INDEX = "pagefind"  # in the output
DIGEST = ".search/digest"  # of what the index was made from
LANGUAGE = "en"  # its stemming; Pagefind knows no en-GB

WITHOUT = "Search is left out: there is no Pagefind for this kind of machine. All else is there."


def missing_search() -> str:
    """Why no index can be made on this machine; empty where one can."""
    return "" if pagefind_program() else WITHOUT


class Indexing:
    """The index of a stage while pages are written: `begin` before, `finish` after; both raise PagefindFailed.

    Of a thousand chapters Pagefind takes longer to read the texts than to write the index. So it may read those of
    the last build while Sphinx works, and then only those again that have changed.
    """

    def __init__(self, stage: Path, search: Search) -> None:
        self._stage, self._record, self._folder = stage, stage / DIGEST, stage / INDEX
        self._search, self._program = search, pagefind_program()
        self._pagefind: Pagefind | None = None
        self._read: list[Document] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pagefind:
            self._pagefind.close()

    def begin(self, chapters: Path) -> None:
        """Have the texts of the last build read, where some file of the chapters is newer than its index."""
        if self._search == "new" and self._record.is_file() and _is_newer(chapters, self._record):
            self._send(_documents(_texts(self._stage)))

    def finish(self) -> None:
        """Bring the index to what is asked for."""
        if self._search == "kept":
            return
        if self._search == "none" or self._program is None:
            self._forget()
            return
        texts = list(_texts(self._stage))
        digest = _digest(texts)
        if self._record.is_file() and self._record.read_text("utf-8") == digest:
            self._record.touch()
            return
        if not self._record.is_file():
            self._forget()  # of a run that did not end: what is there may be damaged
        self._record.unlink(missing_ok=True)
        self._write(_documents(texts))
        self._record.write_text(digest, "utf-8")

    def _write(self, documents: list[Document]) -> None:
        if not documents:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        if [document.url for document in documents] == [document.url for document in self._read]:
            self._send([now for now, then in zip(documents, self._read, strict=True) if now != then])
        else:  # pages are numbered in the order in which they are read first
            self._send(documents, anew=True)
        assert self._pagefind is not None
        self._pagefind.write(self._folder)
        settle(self._folder, LANGUAGE)

    def _send(self, documents: list[Document], *, anew: bool = False) -> None:
        if self._pagefind and anew:
            self._pagefind.close()
            self._pagefind = None
        if self._pagefind is None and self._program:
            self._pagefind = Pagefind(self._program, LANGUAGE)
            self._read = documents
        if self._pagefind:
            self._pagefind.read(documents)

    def _forget(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._record.unlink(missing_ok=True)


def update_index(stage: Path, search: Search) -> None:
    """Bring the index of a stage to what is asked for, its pages being written; PagefindFailed as above."""
    with Indexing(stage, search) as indexing:
        indexing.finish()


def _texts(stage: Path) -> Iterator[bytes]:
    """What can be found on each page, in the order of their names."""
    for name in sorted(files_below(stage / TEXTS)):
        yield (stage / TEXTS / name).read_bytes()


def _documents(texts: Iterator[bytes] | list[bytes]) -> list[Document]:
    return [Document(url, markup) for text in texts for url, markup in json.loads(text)]


def _digest(texts: list[bytes]) -> str:
    digest = sha256(f"{builder_digest()} {pagefind_version()}\n".encode())
    for text in texts:
        digest.update(sha256(text).digest())
    return digest.hexdigest()


def _is_newer(folder: Path, record: Path) -> bool:
    """Whether any file of a folder is newer than the record; it is only a guess at whether a text has changed."""
    then = record.stat().st_mtime_ns
    return any(Path(place, name).lstat().st_mtime_ns > then for place, _, names in os.walk(folder) for name in names)
