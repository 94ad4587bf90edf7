"""The `book` command: options, progress, exit codes. What is done is decided in the other rooms.

Exit codes: 0 all is well, 1 problems in chapters or on the way to paper, 2 wrong usage. The other rooms are imported
by the commands that need them, when they run: `book --help` is there at once.
"""

from __future__ import annotations

import click

from book import __version__
from book.cli.building import html
from book.cli.checking import check, schema
from book.cli.coverage import coverage
from book.cli.epub import epub
from book.cli.moving import mv
from book.cli.printing import pdf
from book.cli.serving import serve
from book.cli.studying import anki
from book.cli.terms import terms
from book.cli.upkeep import clean


@click.group()
@click.version_option(__version__, prog_name="book")
def main() -> None:
    """Chapters in Markdown become an HTML study book and printed editions."""


for command in (check, terms, coverage, schema, html, pdf, epub, anki, serve, mv, clean):
    main.add_command(command)
