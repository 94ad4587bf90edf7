"""Printing: the command that turns a query into PDFs, one a profile."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.building import checked, published_at, sphinx
from book.cli.options import BUILD, ROOT, chapters_option, jobs_option, quiet_option
from book.cli.queries import edition_of, query_options
from book.cli.reporting import fail, profile_table, progress

if TYPE_CHECKING:
    from book.model import Edition
    from book.press.edition import Press
    from book.press.printed import Printed
    from book.press.profile import Profile
    from book.press.workers import Workers
    from book.source import Reading


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The address of a cluster; wrong usage where it cannot be one."""
    if value is not None and not re.fullmatch(r"dask://\S+:\d+", value):
        raise click.BadParameter(f"{value!r} is no address of a cluster; write dask://HOST:PORT")
    return value


@click.command()
@query_options
@chapters_option
@click.option("--profile", "name", metavar="NAME", default="a4", show_default=True, help="The printed form.")
@click.option("--all-profiles", is_flag=True, help="Print every form, and a table of them.")
@click.option("--paper", metavar="SIZE", help="a4 or letter, for the forms a4 and economy.  [default: a4]")
@click.option("--signature", type=int, metavar="PAGES", help="Pages of a booklet folded together.  [default: all]")
@click.option("--lines", type=click.IntRange(0, 60), help="Lines to write on below a mains question.  [default: 0]")
@click.option("--executor", metavar="ADDRESS", callback=_address, help="Lay out on a Dask cluster: dask://HOST:PORT.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write.")
@jobs_option
@quiet_option
def pdf(
    chapters: Path,
    name: str,
    all_profiles: bool,
    paper: str | None,
    signature: int | None,
    lines: int | None,
    executor: str | None,
    output: Path | None,
    jobs: int,
    quiet: bool,
    **conditions: Any,
) -> None:
    """Print a month, a year, a subject, a part of the syllabus.

    WHEN is a month such as 2022-08, a year, or a span such as 2022-07..2022-09. Conditions hold all at once:
    `2022 --subject economy` prints the economy of that year. Without any condition the newest month is printed.
    """
    if all_profiles and output:
        raise click.UsageError("--all-profiles writes several files: leave -o out")
    if output and output.suffix == ".json":
        raise click.BadParameter("the report goes to the .json beside the PDF; write another name", param_hint="-o")
    profiles = _profiles(name, all_profiles, paper, signature, lines)
    _require_pango()
    job = Job(chapters, conditions, jobs, executor, quiet)
    written = [(profile, job.run(profile, output)) for profile in profiles]
    if all_profiles and not quiet:
        profile_table([(profile.name, printed.report, len(printed.pdf)) for profile, printed in written])


@dataclass(frozen=True)
class Job:
    """What the command was asked to print, and with what."""

    chapters: Path
    conditions: Mapping[str, Any]
    jobs: int
    executor: str | None
    quiet: bool

    @cached_property
    def reading(self) -> Reading:
        """The book, or its problems and exit code 1."""
        return checked(self.chapters)

    @cached_property
    def edition(self) -> Edition:
        """What the conditions ask for, or wrong usage."""
        return edition_of(self.reading.catalog, self.chapters, **self.conditions)

    def run(self, profile: Profile, output: Path | None) -> Printed:
        """The edition in a profile, written; problems of chapters, or of the machine, end the command with 1."""
        from book.press.failure import PressFailed

        start = time.monotonic()
        press = _press()
        try:
            # first of all, for a worker takes a second to load what it needs: as long as reading the book
            with press.workers(profile, self.jobs, self.executor) as workers:
                path = output or BUILD / "pdf" / f"{self.edition.name}.{profile.name}.pdf"
                sphinx("fragments", self.reading, self.chapters, BUILD / "fragments", self.jobs, self.quiet)
                printed = self._print(press, profile, workers)
            printed.write(path)
        except PressFailed as failed:
            fail(failed.problems(self.chapters))
        except OSError as error:
            what = f"{error.strerror or error} ({error.filename})"
            raise click.ClickException(f"{what}; the last PDF, if there was one, is as it was") from error
        if trouble := workers.cache.trouble:
            why = f"{trouble.strerror or trouble}"
            click.echo(f"{press.cache}: {why}; what was laid out could not be kept for the next time", err=True)
        if not self.quiet:
            click.echo(f"{path}: {_size(printed)}, {time.monotonic() - start:.1f} s")
        return printed

    def _print(self, press: Press, profile: Profile, workers: Workers) -> Printed:
        from book.press.edition import print_edition

        with progress(self.quiet) as show:
            workers.advance = partial(show, "Laying out")
            return print_edition(press, self.edition, self.reading.catalog, profile, workers)


def _press() -> Press:
    from book.press.edition import Press

    return Press(
        styles=ROOT / "_static" / "print",
        fonts=ROOT / "_static" / "fonts",
        fragments=BUILD / "fragments",
        cache=BUILD / "parts",
        releases=ROOT / "releases",
        site=published_at(),
    )


def _profiles(name: str, every: bool, paper: str | None, signature: int | None, lines: int | None) -> Sequence[Profile]:
    """The profile that was asked for, or all; wrong usage where there is none of that name or paper."""
    from book.press.profile import PROFILES, UnknownForm, profile_of

    if every:
        if any(choice is not None for choice in (paper, signature, lines)):
            raise click.UsageError("--all-profiles prints each form as it is: leave --paper, --signature, --lines out")
        return tuple(PROFILES.values())
    try:
        return (profile_of(name, paper, signature, lines),)
    except UnknownForm as error:
        raise click.BadParameter(str(error), param_hint=error.option) from error


def _size(printed: Printed) -> str:
    pages, sheets = printed.report["pages"], printed.report["sheets"]
    return f"{pages} pages" + ("" if sheets is None else f" on {sheets} sheets")


def _require_pango() -> None:
    from book.press.libraries import missing_libraries

    if missing := missing_libraries():
        raise click.ClickException(f"{missing}. The HTML book does not need them: book html")
