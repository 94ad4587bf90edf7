"""The catalog inside Sphinx: read once a build, before anything else, and never pickled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from book.source import Reading, read_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from book.model import Catalog


def catalog_of(app: Sphinx) -> Catalog:
    """The catalog of the book that this application builds; there is one from `config-inited` on."""
    catalog: Catalog = app.book_catalog  # type: ignore[attr-defined]  # set below
    return catalog


def setup(app: Sphinx) -> None:
    """Take the reading that `book_reading` brings, or read the book where there is none."""
    app.add_config_value("book_reading", None, "", types=(Reading,))
    # Before the environment is loaded: Sphinx compares the title there with that of the last build.
    app.connect("config-inited", _take_reading, priority=100)


def _take_reading(app: Sphinx, config: Config) -> None:
    reading = config.book_reading or read_book(_as_typed(Path(app.srcdir)))
    config.book_reading = None  # or it would be pickled into the environment
    if reading.errors:
        raise SystemExit("\n".join(map(str, reading.errors)))  # of any other exception Sphinx prints a traceback
    app.book_catalog = reading.catalog  # type: ignore[attr-defined]  # the application is what lives as long
    config.project = config.html_title = reading.catalog.title


def _as_typed(folder: Path) -> Path:
    """The folder as the shortest path from here, so that problems name files as a user would type them."""
    relative = os.path.relpath(folder)
    return folder if relative.startswith("..") else Path(relative)
