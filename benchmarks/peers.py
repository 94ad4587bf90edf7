"""The same made-up chapters built by others: `peers.py --python PATH [--only NAME ...]` prints a table.

PATH is the Python of an environment of its own with what is compared:
`pip install sphinx myst-parser sphinx-book-theme furo zensical`. Each is used as its own documentation says, with
a table of contents of all chapters and no setting for speed. Compare rows of one run only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import write
from measure import BOOK, edit, row

TOCTREE = "\n```{toctree}\n:glob:\n\n*/index\n*/glossary\n*/chapter-*\n```\n"
PEERS = {"this book": 1000, "alabaster": 1000, "zensical": 1000, "furo": 250, "sphinx_book_theme": 250}  # chapters


def set_up_sphinx(folder: Path, theme: str) -> None:
    """What `sphinx-quickstart` asks for, and MyST."""
    settings = f"project = 'A book'\nextensions = ['myst_parser']\nhtml_theme = {theme!r}\nmyst_heading_anchors = 4\n"
    (folder / "chapters" / "conf.py").write_text(settings)
    index = folder / "chapters" / "index.md"
    index.write_text(index.read_text() + TOCTREE)


def set_up_zensical(folder: Path) -> None:
    """The least that its configuration needs."""
    (folder / "zensical.toml").write_text('[project]\nsite_name = "A book"\ndocs_dir = "chapters"\nsite_dir = "html"\n')


def command_of(peer: str, python: str, folder: Path) -> list[str]:
    """The command that builds into `html`, after whatever is needed has been written."""
    if peer == "this book":
        return [*BOOK, "html", "-o", "html"]
    if peer == "zensical":
        set_up_zensical(folder)
        return [str(Path(python).with_name("zensical")), "build"]
    set_up_sphinx(folder, peer)
    return [python, "-m", "sphinx", "-q", "-j", str(os.cpu_count()), "chapters", "html"]


def size_of(folder: Path) -> float:
    """MB of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(peer: str, chapters: int, command: Callable[[Path], list[str]]) -> None:
    """Two rows: from nothing, and after one edit."""
    folder = Path(tempfile.mkdtemp())
    write(folder / "chapters", chapters, 48)
    arguments = command(folder)
    row(f"{peer}, {chapters} chapters, cold", arguments, folder)
    print(f"| {peer}: output {size_of(folder / 'html'):.0f} MB | | |")
    edit(folder, 7)
    row(f"{peer}, {chapters} chapters, one edited", arguments, folder)
    shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True)
    parser.add_argument("--only", nargs="*", choices=PEERS, default=PEERS)
    arguments = parser.parse_args()
    print("| what | seconds | MB, largest process |\n|---|---:|---:|")
    for peer in arguments.only:
        measure(peer, PEERS[peer], lambda folder, peer=peer: command_of(peer, arguments.python, folder))


if __name__ == "__main__":
    main()
