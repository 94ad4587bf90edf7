"""The `book` command as a process; also `python -m book.cli`, of this checkout wherever another one is installed."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from book.cli import main


def run() -> NoReturn:
    """The command, then the end at once: to take a book of a thousand chapters apart again costs a second."""
    status: object = 1
    try:
        main(prog_name="book")
    except SystemExit as end:
        status = end.code
    if not isinstance(status, int | None):
        sys.exit(str(status))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or 0)


if __name__ == "__main__":  # worker processes may import this file under another name
    run()
