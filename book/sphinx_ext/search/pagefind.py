"""Pagefind, the program that makes the index: https://pagefind.app.

Its command reads a folder in the order in which the disk has it, which gives other bytes on another disk, and its
Python package waits a tenth of a second for each answer. So this speaks with its service itself: messages in and
out are JSON in Base64 with a comma behind.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

KEPT = (".pf_meta", ".pf_filter", ".pf_fragment", ".pf_index")  # files that it does not write where they are
COMPRESSED = (*KEPT, ".pagefind")
PATIENCE = 20.0  # seconds for files to reach the disk


class PagefindFailed(Exception):
    """Pagefind gave up; `str()` says why in its words."""


@dataclass(frozen=True)
class Document:
    """What a search can find: its address from the root of the book, and its text as markup for Pagefind."""

    url: str
    markup: str


def pagefind_program() -> Path | None:
    """The program; None where there is none for this kind of machine."""
    try:
        from pagefind_bin import get_executable

        program: Path = get_executable()
    except (ImportError, FileNotFoundError):
        return None
    return program


def pagefind_version() -> str:
    """The version of the program."""
    return version("pagefind-bin")


class Pagefind:
    """A running service with one index; its methods raise PagefindFailed.

    It takes any number of messages before it has answered, so nothing has to be read while they are sent.
    """

    def __init__(self, program: Path, language: str) -> None:
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=quiet)
        except OSError as error:
            raise PagefindFailed(f"it does not start ({error.strerror})") from error
        self._unanswered = 0
        self._send([{"type": "NewIndex", "config": {"force_language": language, "keep_index_url": True}}])

    def read(self, documents: Iterable[Document]) -> None:
        """Have documents read, without waiting for it; one takes the place of an earlier one of its address."""
        self._send(
            {"type": "AddFile", "index_id": 0, "url": document.url, "file_contents": document.markup, "file_path": None}
            for document in documents
        )

    def write(self, folder: Path) -> None:
        """Have the index written into a folder; a file that is there under its name stays.

        Names are digests of contents, but those of filters and of what lists them differ at each run.
        """
        known = files_below(folder)
        self._send([{"type": "WriteFiles", "index_id": 0, "output_path": str(folder.resolve())}])
        self._read_answers()
        _wait_until_written(folder, known)  # the service has answered before its files are on the disk

    def close(self) -> None:
        """End the service."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # what it has not read is still to be sent
                if stream:
                    stream.close()

    def _send(self, requests: Iterable[dict[str, Any]]) -> None:
        stream = self._process.stdin
        assert stream is not None
        with suppress(BrokenPipeError):  # it has ended: who waits for the answers is told
            for request in requests:
                self._unanswered += 1
                stream.write(b64encode(json.dumps({"message_id": 0, "payload": request}).encode()) + b",")
            stream.flush()  # processes that are forked later must not have any of it

    def _read_answers(self) -> None:
        stream, rest = self._process.stdout, b""
        assert stream is not None
        while self._unanswered:
            data = os.read(stream.fileno(), 1 << 16)
            if not data:
                raise PagefindFailed("it ended before it was done")
            *whole, rest = (rest + data).split(b",")
            for message in whole:
                self._unanswered -= 1
                payload = json.loads(b64decode(message))["payload"]
                if payload["type"] == "Error":
                    raise PagefindFailed(str(payload["message"]))


def files_below(folder: Path) -> set[str]:
    """The files of an index, as paths from its folder."""
    places = ((os.path.relpath(place, folder), names) for place, _, names in os.walk(folder))
    return {os.path.normpath(f"{place}/{name}").replace(os.sep, "/") for place, names in places for name in names}


def _wait_until_written(folder: Path, known: set[str]) -> None:
    """Go on when all files are whole but those that were known and are not written anew."""
    until = time.monotonic() + PATIENCE
    waiting = {name for name in files_below(folder) if not (name in known and name.endswith(KEPT))}
    while waiting := {name for name in waiting if not _is_whole(folder / name)}:
        if time.monotonic() > until:
            raise PagefindFailed("its files did not reach the disk")
        time.sleep(0.01)


def _is_whole(path: Path) -> bool:
    data = path.read_bytes()
    try:
        if path.suffix in COMPRESSED:
            gzip.decompress(data)
        elif path.suffix == ".json":
            json.loads(data)
    except (OSError, EOFError, ValueError, zlib.error):
        return False
    return path.name != "pagefind.js" or data.rstrip().endswith(b"};")  # its exports
