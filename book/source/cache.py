"""What is kept between two checks: pages, and the terms that each of them uses, by the hashes of the pages' content.

The first line of each file names what it was made by; a file that was made by something else, a line that is damaged
and whatever else does not fit is ignored, and what it held is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_CHECKSUM = 8  # characters
_ROOMS = (Path(__file__).parent, Path(__file__).parents[1] / "terms")


def load_pages(folder: Path) -> dict[str, Page]:
    """The pages kept in a folder, by their keys; none where there is no file, or a foreign one."""
    adapter = _pages()
    pages = {}
    for line in _load(folder / FILE, code_version()):
        tab = line.find(b"\t")
        if line[:_CHECKSUM] == _checksum(memoryview(line)[_CHECKSUM:]):
            with contextlib.suppress(ValidationError):
                page = adapter.validate_json(line[_CHECKSUM:tab])
                pages[page.key] = page
                # `replace` would make page and scan anew, which takes half as long as reading them
                object.__setattr__(page.scan, "packed", line[tab + 1 : -1])
    return pages


def store_pages(folder: Path, pages: Mapping[str, Page]) -> None:
    """Replace what is kept by these pages, whole or not at all; a folder that cannot be written stays as it is."""
    _store(folder / FILE, code_version(), (_page_line(pages[key]) for key in sorted(pages)))


def _page_line(page: Page) -> bytes:
    """A checksum, the facts of a page, a tab, its prose."""
    kept = _pages().dump_json(page, exclude={"scan": {"packed"}}) + b"\t" + page.scan.packed + b"\n"
    return _checksum(kept) + kept


def _checksum(data: bytes | memoryview) -> bytes:
    return b"%08x" % zlib.crc32(data)


def load_uses(folder: Path, terms: Sequence[Term]) -> dict[str, Sequence[str]]:
    """The main names of the terms that each page uses, by the page's key, as long as these are all terms."""
    found: dict[str, Sequence[str]] = {}
    for line in _load(folder / USES, _terms_version(terms)):
        with contextlib.suppress(ValidationError):
            found.update(_uses().validate_json(line))
    return found


def store_uses(folder: Path, terms: Sequence[Term], uses: Mapping[str, Sequence[str]]) -> None:
    """Replace what is kept of the uses of these terms."""
    _store(folder / USES, _terms_version(terms), [_uses().dump_json(dict(sorted(uses.items()))) + b"\n"])


def _load(file: Path, made_by: str) -> Iterator[bytes]:
    """The lines below the first, which says what made them; none where that is something else."""
    with contextlib.suppress(OSError), file.open("rb") as lines:
        if next(lines, b"") == made_by.encode() + b"\n":
            yield from lines


def _store(path: Path, made_by: str, lines: Iterable[bytes]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            file.write(made_by.encode() + b"\n")
            file.writelines(lines)
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
