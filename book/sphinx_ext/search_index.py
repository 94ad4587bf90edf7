"""The search index beside the pages: made again when a text has changed, with the same bytes for the same texts."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

from book.sphinx_ext import cbor
from book.sphinx_ext.pagefind import (
    Document,
    PagefindFailed,
    files_below,
    pagefind_program,
    pagefind_version,
    write_index,
)
from book.sphinx_ext.search import TEXTS
from book.sphinx_ext.versions import builder_digest

Search = Literal["new", "kept", "none"]  # an index of the texts as they are, the one that there is, or none

INDEX = "pagefind"  # in the output
DIGEST = ".search/digest"  # of what the index was made from
LANGUAGE = "en"  # its stemming; Pagefind knows no en-GB
MARK = b"pagefind_dcd"  # before the content of each of its files

WITHOUT = "Search is left out: there is no Pagefind for this kind of machine. All else is there."


def missing_search() -> str:
    """Why no index can be made on this machine; empty where one can."""
    return "" if pagefind_program() else WITHOUT


def update_index(stage: Path, search: Search) -> None:
    """Bring the index in a stage to what is asked for; PagefindFailed where that does not work."""
    program, folder = pagefind_program(), stage / INDEX
    if search == "kept":
        return
    if search == "none" or program is None:
        _forget(stage)
        return
    texts = list(_texts(stage))
    digest = sha256(f"{builder_digest()} {pagefind_version()}\n".encode())
    for text in texts:
        digest.update(sha256(text).digest())
    record = stage / DIGEST
    if record.is_file() and record.read_text("utf-8") == digest.hexdigest():
        return
    if not record.is_file():
        _forget(stage)  # of a run that did not end: what is there may be damaged
    record.unlink(missing_ok=True)
    documents = [Document(url, markup) for text in texts for url, markup in json.loads(text)]
    if documents:
        write_index(program, documents, folder, LANGUAGE)
        _settle(folder)
    record.write_text(digest.hexdigest(), "utf-8")


def _forget(stage: Path) -> None:
    shutil.rmtree(stage / INDEX, ignore_errors=True)
    (stage / DIGEST).unlink(missing_ok=True)


def _texts(stage: Path) -> Iterator[bytes]:
    """What can be found on each page, in the order of their names: pages are numbered in it."""
    for name in sorted(files_below(stage / TEXTS)):
        yield (stage / TEXTS / name).read_bytes()


def _settle(folder: Path) -> None:
    """Put into order what Pagefind writes in that of a hash table, and remove what no reader loads.

    The meta file lists version, pages, words' chunks, filters and so on; a filter has its name, then values with
    the numbers of their pages. Until https://github.com/CloudCannon/pagefind, `index/mod.rs`, sorts its filters.
    """
    path = folder / "pagefind-entry.json"
    entry = json.loads(path.read_bytes())
    language = entry["languages"][LANGUAGE]
    match _read(folder / f"pagefind.{language['hash']}.pf_meta"):
        case [str(_), list(pages), list(chunks), list(filters), *_] as meta:
            settled = {name: _settled_filter(folder, file) for name, file in sorted(map(_pair, filters))}
            meta[3] = [[name, file] for name, file in settled.items()]
        case other:
            raise PagefindFailed(f"its index is not of the form that is known here: {str(other)[:80]}")
    data = cbor.encode(meta)
    language["hash"] = _digest(data)
    meta_file = f"pagefind.{language['hash']}.pf_meta"
    _write(folder / meta_file, data)
    path.write_text(json.dumps(entry, sort_keys=True), "utf-8")
    kept = {path.name, meta_file, "pagefind.js", f"wasm.{language['wasm']}.pagefind"}
    kept |= {f"fragment/{page[0]}.pf_fragment" for page in pages if isinstance(page, list)}
    kept |= {f"index/{chunk[2]}.pf_index" for chunk in chunks if isinstance(chunk, list)}
    kept |= {f"filter/{file}.pf_filter" for file in settled.values()}
    for name in files_below(folder) - kept:
        (folder / name).unlink()


def _settled_filter(folder: Path, name: str) -> str:
    """The new name of a filter's file, which then has its values sorted."""
    match _read(folder / f"filter/{name}.pf_filter"):
        case [str(title), list(values)]:
            data = cbor.encode([title, sorted(values, key=str)])
        case other:
            raise PagefindFailed(f"its filter is not of the form that is known here: {str(other)[:80]}")
    _write(folder / f"filter/{_digest(data)}.pf_filter", data)
    return _digest(data)


def _pair(value: cbor.Value) -> tuple[str, str]:
    match value:
        case [str(first), str(second)]:
            return first, second
    raise PagefindFailed(f"a pair of texts was looked for, not {str(value)[:80]}")


def _digest(data: bytes) -> str:
    return f"{LANGUAGE}_{sha256(data).hexdigest()[:10]}"


def _read(path: Path) -> cbor.Value:
    try:
        return cbor.decode(gzip.decompress(path.read_bytes()).removeprefix(MARK))
    except (OSError, ValueError) as error:
        raise PagefindFailed(f"{path.name} cannot be read ({error})") from error


def _write(path: Path, data: bytes) -> None:
    if not path.exists():  # its name is that of its content
        path.write_bytes(gzip.compress(MARK + data, mtime=0))
