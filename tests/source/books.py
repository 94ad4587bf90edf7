"""Small books in one text file: `=== path` begins a file, `=== problems` what the reading must find.

Every book starts as `base.txt`; a section replaces the file of that path. `=== path ->` takes a file away,
`=== path -> target` is a symbolic link, `=== path/` a folder, and in `=== path (escaped)` the text's
backslash escapes stand for bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

from book.model import Problem

HERE = Path(__file__).parent
HEAD = re.compile(r"^=== (.+)\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    _, *parts = HEAD.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def write_book(text: str, folder: Path) -> list[str]:
    """Write the book into the folder; the lines of its section of problems come back."""
    files = sections((HERE / "base.txt").read_text("utf-8")) | sections(text)
    problems = files.pop("problems", "")
    for head, content in files.items():
        path, arrow, target = head.partition(" ->")
        file = folder / path.removesuffix(" (escaped)")
        file.parent.mkdir(parents=True, exist_ok=True)
        if arrow:
            file.unlink(missing_ok=True)
            if target:
                file.symlink_to(target.strip())
        elif path.endswith("/"):
            file.mkdir(parents=True)
        elif path.endswith(" (escaped)"):
            file.write_bytes(content.encode("ascii").decode("unicode_escape").encode("latin-1"))
        else:
            file.write_text(content, "utf-8")
    return problems.splitlines()


def shown(problems: tuple[Problem, ...]) -> list[str]:
    return [f"warning: {found}" if found.severity == "warning" else str(found) for found in problems]
