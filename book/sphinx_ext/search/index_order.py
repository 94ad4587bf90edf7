"""The files of a search index in an order: Pagefind writes parts of them in that of a hash table, never the same."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path

from book.sphinx_ext.search import cbor
from book.sphinx_ext.search.pagefind import PagefindFailed, files_below

MARK = b"pagefind_dcd"  # before the content of each of its files


def settle(folder: Path, name: str) -> None:
    """Put into order what Pagefind writes in that of a hash table, and remove what no reader loads.

    The meta file lists version, pages, words' chunks, filters and so on; a filter has its name, then values with
    the numbers of their pages. Until https://github.com/CloudCannon/pagefind, `index/mod.rs`, sorts its filters.
    """
    path = folder / "pagefind-entry.json"
    entry = json.loads(path.read_bytes())
    language = entry["languages"][name]
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
    return sha256(data).hexdigest()[:10]


def _read(path: Path) -> cbor.Value:
    try:
        return cbor.decode(gzip.decompress(path.read_bytes()).removeprefix(MARK))
    except (OSError, ValueError) as error:
        raise PagefindFailed(f"{path.name} cannot be read ({error})") from error


def _write(path: Path, data: bytes) -> None:
    if not path.exists():  # its name is that of its content
        path.write_bytes(gzip.compress(MARK + data, mtime=0))
