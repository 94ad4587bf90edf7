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
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import IO, Any

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


def write_index(program: Path, documents: Iterable[Document], folder: Path, language: str) -> None:
    """Have the index of the documents written into a folder; a file that is there under its name stays.

    Names are digests of contents, but those of filters and what lists them differ at each run. PagefindFailed where
    that cannot be done.
    """
    known = files_below(folder)
    config = {"force_language": language, "keep_index_url": True}
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": config}]
    requests += [
        {"type": "AddFile", "index_id": 0, "url": document.url, "file_contents": document.markup, "file_path": None}
        for document in documents
    ]
    requests.append({"type": "WriteFiles", "index_id": 0, "output_path": str(folder.resolve())})
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=quiet)
    except OSError as error:
        raise PagefindFailed(f"it does not start ({error.strerror})") from error
    assert process.stdin is not None
    assert process.stdout is not None
    sender = Thread(target=_send, args=(requests, process.stdin), daemon=True)
    sender.start()
    try:
        answers = sum(1 for _ in zip(requests, _answers(process.stdout), strict=False))
        if answers < len(requests):
            raise PagefindFailed("it ended before it was done")
        _wait_until_written(folder, known)  # the service has answered before its files are on the disk
    finally:
        process.kill()
        process.wait()
        sender.join()
        process.stdout.close()
        with suppress(BrokenPipeError):  # what it did not read is still to be sent
            process.stdin.close()


def _send(requests: list[dict[str, Any]], stream: IO[bytes]) -> None:
    with suppress(OSError):  # it has ended: the reader sees it
        for number, request in enumerate(requests):
            stream.write(b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b",")
        stream.flush()


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    rest = b""
    while data := stream.read1(1 << 16):  # type: ignore[attr-defined]  # a BufferedReader
        *whole, rest = (rest + data).split(b",")
        for message in whole:
            payload: dict[str, Any] = json.loads(b64decode(message))["payload"]
            if payload["type"] == "Error":
                raise PagefindFailed(str(payload["message"]))
            yield payload


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
