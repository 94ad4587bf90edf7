"""E-books: the command that turns a query into an EPUB."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from book.cli.building import checked, published_at, sphinx
from book.cli.options import BUILD, ROOT, chapters_option, jobs_option, quiet_option
from book.cli.queries import edition_of, query_options
from book.cli.reporting import count


@click.command()
@query_options
@chapters_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The EPUB to write.")
@jobs_option
@quiet_option
def epub(chapters: Path, output: Path | None, jobs: int, quiet: bool, **conditions: Any) -> None:
    """Make an e-book of a month, a year, a subject, a part of the syllabus.

    WHEN and conditions are those of `book pdf`. Needs no Pango.
    """
    from book.epub.edition import Materials, make_epub
    from book.epub.publish import write_whole

    start = time.monotonic()
    reading = checked(chapters)
    edition = edition_of(reading.catalog, chapters, **conditions)
    fragments = BUILD / "fragments"
    sphinx("fragments", reading, chapters, fragments, jobs, quiet)
    static = ROOT / "_static"
    materials = Materials(static / "epub" / "style.css", static / "fonts", fragments, published_at())
    path = output or BUILD / "epub" / f"{edition.name}.epub"
    try:
        data = make_epub(materials, edition, reading.catalog)
        write_whole(path, data)
    except OSError as error:
        what = f"{error.strerror or error} ({error.filename})"
        raise click.ClickException(f"{what}; the last EPUB, if there was one, is as it was") from error
    if not quiet:
        took = time.monotonic() - start
        click.echo(f"{path}: {count(len(edition.chapters), 'chapter')}, {len(data) / 1e6:.2f} MB, {took:.1f} s")
