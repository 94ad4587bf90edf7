"""Learning: the command that turns a query into flashcards, or into a table of them."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from datetime import time as clock
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.building import checked, published_at, sphinx
from book.cli.options import BUILD, chapters_option, jobs_option, quiet_option
from book.cli.queries import edition_of, query_options

if TYPE_CHECKING:
    from book.model import Catalog, Edition
    from book.study.notes import Notes

NAMES = {
    "term": ("term", "terms"),
    "fact": ("key fact", "key facts"),
    "mcq": ("question with options", "questions with options"),
    "mains": ("question to write on", "questions to write on"),
}


@click.command()
@query_options
@chapters_option
@click.option("--csv", "as_csv", is_flag=True, help="A table for spreadsheets instead of a deck.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@jobs_option
@quiet_option
def anki(chapters: Path, as_csv: bool, output: Path | None, jobs: int, quiet: bool, **conditions: Any) -> None:
    """Make a deck of flashcards for Anki.

    WHEN and the conditions are those of `book pdf`. A deck has the terms, key facts and questions of its chapters;
    importing a newer one updates the cards that are there, and keeps what Anki knows of your progress.
    """
    from book.press.files import write_whole
    from book.study.notes import read_notes
    from book.study.sheet import write_sheet

    start = time.monotonic()
    kind = "csv" if as_csv else "apkg"
    if output and output.suffix != f".{kind}":
        raise click.BadParameter(f"the name of the file must end with .{kind}", param_hint="-o")
    reading = checked(chapters)
    edition = edition_of(reading.catalog, chapters, **conditions)
    sphinx("fragments", reading, chapters, BUILD / "fragments", jobs, quiet)
    notes = read_notes(BUILD / "fragments", edition, reading.catalog)
    if not notes.notes:
        raise click.ClickException(f"{edition.title} has no terms, key facts or questions; nothing was written")
    path = output or BUILD / "study" / f"{edition.name}.{kind}"
    try:
        write_whole({path: write_sheet(notes) if as_csv else _deck(notes, reading.catalog, chapters)})
    except OSError as error:
        raise click.ClickException(f"{error.strerror or error} ({error.filename}); nothing was written") from error
    if not quiet:
        counts = ", ".join(f"{number} {NAMES[kind][number != 1]}" for kind, number in notes.counts.items())
        click.echo(f"{path}: {counts}, {time.monotonic() - start:.1f} s")


def _deck(notes: Notes, catalog: Catalog, chapters: Path) -> bytes:
    from book.press.elsewhere import addresses
    from book.study.deck import Media, write_deck

    media = Media.read(BUILD / "fragments", notes.images)
    return write_deck(notes, media, addresses(published_at(), catalog), _moment(notes.edition, chapters))


def _moment(edition: Edition, chapters: Path) -> int:
    """When the chapters were last changed, in seconds, by the same clock for everybody.

    It is SOURCE_DATE_EPOCH, or the last commit of the chapters, or, where there is neither, the end of the edition.
    """
    from book.sphinx_ext.screen.history import last_commit

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return int(given)
    committed = last_commit(chapters)
    end = datetime.combine(edition.last_day, clock.min, UTC)
    return int(end.timestamp()) if committed is None else committed
