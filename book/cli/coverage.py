"""The syllabus and the chapters: which of its parts have any, and which have none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.building import readable
from book.cli.options import chapters_option
from book.cli.queries import period
from book.cli.reporting import count, print_json, table

if TYPE_CHECKING:
    from book.model import Coverage, Covered, Period


@click.command()
@click.argument("when", nargs=-1, type=period)
@click.option("--empty", is_flag=True, help="Only the parts of the syllabus that have no chapter.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@chapters_option
def coverage(when: tuple[Period, ...], empty: bool, as_json: bool, chapters: Path) -> None:
    """Show which parts of the syllabus have chapters.

    WHEN is a month such as 2022-08, a year, or a span such as 2022-07..2022-09; several add up, and none stands for
    all. A chapter counts for each code that it names and for all codes above. Drafts do not count.
    """
    from book.model import coverage_of

    reading = readable(chapters, "some chapters")
    found = coverage_of(reading.catalog, when)
    parts = found.empty if empty else found.parts
    if as_json:
        print_json([_facts(part) for part in parts])
        return
    table(("code", "title", "own", "all", "months"), [_row(part) for part in parts])
    click.echo(f"\n{_sum(found)}" if parts else _sum(found))
    if found.gaps and not empty:
        click.echo(f"without any: {', '.join(found.gaps)}")


def _row(part: Covered) -> tuple[str, str, int, int, str]:
    """A line of the table; its last column says of an empty part that it is one."""
    from book.model import Period
    from book.source.problems import printable

    months = ", ".join(run.written for run in Period.runs(part.months))
    title = "  " * part.node.code.count(".") + printable(part.node.title)
    return part.node.code, title, part.own, part.total, months or "no chapter"


def _facts(part: Covered) -> dict[str, object]:
    return {
        "code": part.node.code,
        "title": part.node.title,
        "own": part.own,
        "all": part.total,
        "months": [str(month) for month in part.months],
    }


def _sum(found: Coverage) -> str:
    drafts = f" ({count(found.drafts, 'draft')} left out)" if found.drafts else ""
    covered = len(found.parts) - len(found.empty)
    chapters = count(found.chapters, "chapter")
    return f"{chapters}{drafts} in {covered} of {count(len(found.parts), 'part')} of the syllabus"
