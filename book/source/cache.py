"""Pages kept between two checks, by the hash of their content: one file of JSON lines.

The first line names the code that made the pages; a file that another code made, a line that is damaged and
whatever else does not fit is ignored, and those pages are made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from book.source.page import Kind, Page

FILE = "source-pages.jsonl"
_LIBRARIES = ("latex2mathml", "markdown-it-py", "mdit-py-plugins", "pydantic", "PyYAML", "ziafont", "ziamath")


def page_key(kind: Kind, data: bytes) -> str:
    """The name of a page in the cache: nothing else than these two decides what it is."""
    return hashlib.sha256(kind.encode() + b"\0" + data).hexdigest()


def load_pages(folder: Path) -> dict[str, Page]:
    """The pages kept in a folder; none where there is no file, or a foreign one."""
    try:
        first, *lines = (folder / FILE).read_bytes().split(b"\n")
    except OSError:
        return {}
    if first.decode("ascii", "replace") != code_version():
        return {}
    adapter = _adapter()
    pages = {}
    for line in lines:
        with contextlib.suppress(ValidationError):
            key, page = adapter.validate_json(line)
            pages[key] = page
    return pages


def store_pages(folder: Path, pages: Mapping[str, Page]) -> None:
    """Replace what is kept by these pages, whole or not at all; a folder that cannot be written stays as it is."""
    lines = [code_version().encode("ascii"), *(_adapter().dump_json((key, pages[key])) for key in sorted(pages))]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=FILE, delete=False) as file:
            file.write(b"\n".join(lines))
        try:
            Path(file.name).replace(folder / FILE)
        except OSError:
            Path(file.name).unlink(missing_ok=True)


@cache
def code_version() -> str:
    """A hash over this room's code and the libraries it reads with: other code may read the same file otherwise."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _adapter() -> TypeAdapter[tuple[str, Page]]:
    return TypeAdapter(tuple[str, Page])
