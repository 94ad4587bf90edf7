"""What is kept between two checks: pages, and the terms that each of them uses, by the hashes of the pages' content.

The first line of each file names what it was made by; a file that was made by something else, a line that is damaged
and whatever else does not fit is ignored, and what it held is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from book.model import Term
from book.source.page import Page

FILE = "source-pages.jsonl"
USES = "source-uses.jsonl"
_LIBRARIES = (
    *("inflection", "latex2mathml", "markdown-it-py", "mdit-py-plugins", "pyahocorasick"),
    *("pydantic", "PyYAML", "ziafont", "ziamath"),
)
_ROOMS = (Path(__file__).parent, Path(__file__).parents[1] / "terms")


def load_pages(folder: Path) -> dict[str, Page]:
    """The pages kept in a folder, by their keys; none where there is no file, or a foreign one."""
    adapter = _pages()
    pages = {}
    for line in _load(folder / FILE, code_version()):
        with contextlib.suppress(ValidationError):
            page = adapter.validate_json(line)
            pages[page.key] = page
    return pages


def store_pages(folder: Path, pages: Mapping[str, Page]) -> None:
    """Replace what is kept by these pages, whole or not at all; a folder that cannot be written stays as it is."""
    _store(folder / FILE, code_version(), [_pages().dump_json(pages[key]) for key in sorted(pages)])


def load_uses(folder: Path, terms: Sequence[Term]) -> dict[str, Sequence[str]]:
    """The main names of the terms that each page uses, by the page's key, as long as these are all terms."""
    found: dict[str, Sequence[str]] = {}
    for line in _load(folder / USES, _terms_version(terms)):
        with contextlib.suppress(ValidationError):
            found.update(_uses().validate_json(line))
    return found


def store_uses(folder: Path, terms: Sequence[Term], uses: Mapping[str, Sequence[str]]) -> None:
    """Replace what is kept of the uses of these terms."""
    _store(folder / USES, _terms_version(terms), [_uses().dump_json(dict(sorted(uses.items())))])


def _load(file: Path, made_by: str) -> Iterator[bytes]:
    with contextlib.suppress(OSError):
        first, *lines = file.read_bytes().split(b"\n")
        if first.decode("ascii", "replace") == made_by:
            yield from lines


def _store(path: Path, made_by: str, lines: Sequence[bytes]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            file.write(b"\n".join([made_by.encode("ascii"), *lines]))
        try:
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)


@cache
def code_version() -> str:
    """A hash over the code that reads pages and finds terms, and its libraries: with other code all is made again."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for room in _ROOMS:
        for path in sorted(room.glob("*.py")):
            digest.update(f"{room.name}/{path.name}".encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _terms_version(terms: Sequence[Term]) -> str:
    return hashlib.sha256(f"{code_version()} {[term.names for term in terms]!r}".encode()).hexdigest()


@cache
def _pages() -> TypeAdapter[Page]:
    return TypeAdapter(Page)


@cache
def _uses() -> TypeAdapter[dict[str, Sequence[str]]]:
    return TypeAdapter(dict[str, Sequence[str]])
