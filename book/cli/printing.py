"""Printing: the command that turns a query into a PDF."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.building import checked, sphinx
from book.cli.options import BUILD, ROOT, chapters_option, jobs_option, quiet_option
from book.cli.reporting import fail, progress

if TYPE_CHECKING:
    from book.model import Catalog, Edition, Month, Period
    from book.press.edition import Printed
    from book.press.profile import Profile


def month(text: str) -> Month:
    """The month of an option; wrong usage where it is none."""
    from book.model import Month

    try:
        return Month.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def period(text: str) -> Period:
    """The month or year of an argument; wrong usage where it is neither."""
    from book.model import Period

    try:
        return Period.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def named_profile(name: str) -> Profile:
    """The profile of that name; wrong usage where there is none."""
    from book.press.profile import PROFILES

    if name not in PROFILES:
        raise click.BadParameter(f"{name!r} is none; choose from {', '.join(PROFILES)}")
    return PROFILES[name]


@click.command()
@click.argument("when", required=False, type=period)
@click.option("--from", "first", type=month, help="The first month.  [default: the oldest]")
@click.option("--to", "last", type=month, help="The last month.  [default: the newest]")
@click.option("--subject", "subjects", multiple=True, metavar="FOLDER", help="Only this subject; may be repeated.")
@click.option("--syllabus", multiple=True, metavar="CODE", help="Only this part of the syllabus; may be repeated.")
@click.option(
    "--chapters-list",
    "listing",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Only the chapters of this file, in its order: a path on each line, comments after #.",
)
@chapters_option
@click.option(
    "--profile", type=named_profile, metavar="NAME", default="a4", show_default=True, help="The printed form."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write.")
@jobs_option
@quiet_option
def pdf(
    when: Period | None,
    chapters: Path,
    profile: Profile,
    output: Path | None,
    jobs: int,
    quiet: bool,
    **conditions: Any,
) -> None:
    """Print a month, a year, a subject, a part of the syllabus.

    WHEN is a month such as 2022-08, or a year. Conditions hold all at once: `2022 --subject economy` prints the
    economy of that year. Without any condition the newest month is printed.
    """
    start = time.monotonic()
    if when and (conditions["first"] or conditions["last"]):
        raise click.UsageError("give WHEN, or --from and --to, not both")
    if when:
        conditions.update(first=when.first, last=when.last)
    reading = checked(chapters)
    edition = _edition(reading.catalog, chapters, "WHEN" if when else "--from/--to", **conditions)
    _require_pango()
    sphinx("fragments", reading, chapters, BUILD / "fragments", jobs, quiet)
    printed = _printed(edition, reading.catalog, profile, chapters, jobs, quiet)
    output = output or BUILD / "pdf" / f"{edition.name}.{profile.name}.pdf"
    printed.write(output)
    if not quiet:
        pages, sheets = printed.report["pages"], printed.report["sheets"]
        click.echo(f"{output}: {pages} pages on {sheets} sheets, {time.monotonic() - start:.1f} s")


def _edition(catalog: Catalog, chapters: Path, months_hint: str, listing: Path | None, **conditions: Any) -> Edition:
    """What the conditions ask for; wrong usage, at the option that cannot be met, where there is none."""
    from book.model import NoEdition, Query, select
    from book.source import read_chapter_list

    try:
        listed = read_chapter_list(listing, chapters) if listing else None
        return select(catalog, Query(**conditions, chapters=listed))
    except NoEdition as error:
        if error.condition is None:
            raise click.UsageError(str(error)) from error
        hints = {"subjects": "--subject", "syllabus": "--syllabus", "chapters": "--chapters-list"}
        raise click.BadParameter(str(error), param_hint=hints.get(error.condition, months_hint)) from error


def _printed(edition: Edition, catalog: Catalog, profile: Profile, chapters: Path, jobs: int, quiet: bool) -> Printed:
    """The printed edition, or the problems of its parts and exit code 1."""
    from book.press.edition import Press, print_edition
    from book.press.workers import PressFailed

    press = Press(ROOT / "_static" / "print", ROOT / "_static" / "fonts", BUILD / "fragments", BUILD / "parts")
    try:
        with progress(quiet) as show:
            return print_edition(press, edition, catalog, profile, jobs, partial(show, "Laying out"))
    except PressFailed as failed:
        fail([problem for failure in failed.failures for problem in failure.problems(chapters)])


def _require_pango() -> None:
    from book.press.libraries import missing_libraries

    if missing := missing_libraries():
        raise click.ClickException(f"{missing}. The HTML book does not need them: book html")
