"""What terms cost: `terms.py [--chapters N] [--terms N]` builds a made-up book in one process and prints a table.

Each row is the processor's time for one step, within the build itself, and its share of the whole build.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from corpus import write

from book.source import read_book
from book.sphinx_ext.run import build
from book.sphinx_ext.terms import glossary, links, matching
from book.terms import Matcher

ROOT = Path(__file__).parent.parent
spent: dict[str, float] = {}


def timed(what: str, owner: Any, name: str) -> None:
    """Have the time spent in a function added up."""
    function: Callable[..., Any] = getattr(owner, name)

    def wrapper(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[what] = spent.get(what, 0.0) + time.process_time() - start

    setattr(owner, name, wrapper)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=1000)
    parser.add_argument("--terms", type=int, default=2000)
    arguments = parser.parse_args()
    timed("making the matcher", Matcher, "__init__")
    timed("matching", Matcher, "find")
    timed("reading: finding, numbering and recording uses", glossary, "collect_terms")
    timed("writing: links and definitions", links, "link_terms")
    timed("before reading: which pages a new term concerns", matching, "find_affected")
    folder = Path(tempfile.mkdtemp())
    write(folder / "chapters", arguments.chapters, 12, arguments.terms)
    start = time.process_time()
    build(
        "html",
        reading=read_book(folder / "chapters"),
        chapters=folder / "chapters",
        config=ROOT,
        out=folder / "html",
        doctrees=folder / "doctrees",
        jobs=1,
    )
    whole = time.process_time() - start
    print(f"| {arguments.chapters} chapters, {arguments.terms} terms, one process | seconds | share |\n|---|---:|---:|")
    for what, seconds in spent.items():
        print(f"| {what} | {seconds:.2f} | {seconds / whole:.1%} |")
    print(f"| the whole build | {whole:.1f} | |\n")
    print(f"matching a chapter: {spent['matching'] / arguments.chapters * 1000:.2f} ms")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
