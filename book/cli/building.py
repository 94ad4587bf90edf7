"""Building with Sphinx: the HTML book, and the fragments that are printed."""

from __future__ import annotations

import runpy
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from book.cli.options import BUILD, ROOT, chapters_option, jobs_option, quiet_option
from book.cli.reporting import count, fail, progress, report

if TYPE_CHECKING:
    from book.source import Reading
    from book.sphinx_ext.search.index import Search


@click.command()
@chapters_option
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=BUILD / "html")
@click.option(
    "--pdfs",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of PDFs and their reports, as `book pdf` writes them, that the book offers.",
)
@jobs_option
@quiet_option
@click.option("--no-search", is_flag=True, help="Leave the search index out: faster in a book of a thousand chapters.")
def html(chapters: Path, output: Path, pdfs: Path | None, jobs: int, quiet: bool, no_search: bool) -> None:
    """Build the HTML book."""
    from book.sphinx_ext.search.index import missing_search

    start = time.monotonic()
    reading = checked(chapters)
    sphinx("html", reading, chapters, output, jobs, quiet, pdfs, "none" if no_search else "new")
    if not no_search and (why := missing_search()):
        click.echo(why, err=True)
    if not quiet:
        took = time.monotonic() - start
        click.echo(f"{output / 'index.html'}: {count(len(reading.catalog.chapters), 'chapter')}, {took:.1f} s")


def checked(chapters: Path) -> Reading:
    """The book, or its problems and exit code 1 before anything is built."""
    from book.source import read_book

    reading = read_book(chapters, BUILD / "check")
    if reading.errors:
        fail(reading.problems)
    return reading


def readable(chapters: Path, hidden: str) -> Reading:
    """As much of the book as can be read; what its problems may hide is said. Exit code 1 where there is no page."""
    from book.source import read_book

    reading = read_book(chapters, BUILD / "check")
    if not reading.pages:
        report(reading.problems)
        sys.exit(1)
    if reading.errors:
        found = count(len(reading.errors), "problem")
        click.echo(f"{found} in the chapters may hide {hidden}: book check lists them", err=True)
    return reading


def published_at() -> str:
    """The address of the published book, as conf.py has it; empty where it is not known."""
    site: str = runpy.run_path(str(ROOT / "conf.py"))["html_baseurl"]
    return site


def sphinx(
    builder: Literal["html", "fragments"],
    reading: Reading,
    chapters: Path,
    output: Path,
    jobs: int,
    quiet: bool,
    pdfs: Path | None = None,
    search: Search = "none",
) -> None:
    """Pages or fragments of the book in `output`, or their problems and exit code 1."""
    from book.sphinx_ext.run import BuildFailed, build

    try:
        with progress(quiet) as show:
            build(
                builder,
                reading=reading,
                chapters=chapters,
                config=ROOT,
                out=output,
                doctrees=BUILD / "sphinx" / "doctrees",
                jobs=jobs,
                pdfs=pdfs,
                search=search,
                progress=lambda what, done, total: show({"read": "Reading", "write": "Writing"}[what], done, total),
            )
    except BuildFailed as failed:
        fail(failed.problems)
