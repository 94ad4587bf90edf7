"""Which chapters to print: options that become an edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from book.model import Catalog, Edition, Month, Period


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


QUERY = (
    click.argument("when", required=False, type=period),
    click.option("--from", "first", type=month, help="The first month.  [default: the oldest]"),
    click.option("--to", "last", type=month, help="The last month.  [default: the newest]"),
    click.option("--subject", "subjects", multiple=True, metavar="FOLDER", help="Only this subject; may be repeated."),
    click.option("--syllabus", multiple=True, metavar="CODE", help="Only this part of the syllabus; may be repeated."),
    click.option(
        "--chapters-list",
        "listing",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Only the chapters of this file, in its order: a path on each line, comments after #.",
    ),
)


def query_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and options of a query, which a command gets as `**conditions`."""
    for option in reversed(QUERY):
        command = option(command)
    return command


def edition_of(
    catalog: Catalog, chapters: Path, *, when: Period | None, listing: Path | None, **conditions: Any
) -> Edition:
    """What the conditions ask for; wrong usage, at the option that cannot be met, where there is none."""
    from book.model import NoEdition, Query, select
    from book.source import read_chapter_list

    if when and (conditions["first"] or conditions["last"]):
        raise click.UsageError("give WHEN, or --from and --to, not both")
    if when:
        conditions.update(first=when.first, last=when.last)
    try:
        listed = read_chapter_list(listing, chapters) if listing else None
        return select(catalog, Query(**conditions, chapters=listed))
    except NoEdition as error:
        if error.condition is None:
            raise click.UsageError(str(error)) from error
        hints = {"subjects": "--subject", "syllabus": "--syllabus", "chapters": "--chapters-list"}
        hint = hints.get(error.condition, "WHEN" if when else "--from/--to")
        raise click.BadParameter(str(error), param_hint=hint) from error
