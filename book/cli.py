"""The `book` command: options, progress, exit codes. What is done is decided in the rooms below.

Exit codes: 0 all is well, 1 problems in chapters, 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Literal

import click

from book import __version__
from book.model import Month, Problem
from book.source import Reading, front_matter_schema, read_book

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path("_build")

chapters_option = click.option(
    "--chapters",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("chapters"),
    show_default=True,
    help="The folder of chapters.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes to use.  [default: all cores]"
)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing but problems.")


@click.group()
@click.version_option(__version__, prog_name="book")
def main() -> None:
    """Chapters in Markdown become an HTML study book and a printed month."""


@main.command()
@chapters_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(chapters: Path, form: str) -> None:
    """List all problems of all chapters, a line each."""
    reading = read_book(chapters, BUILD / "check")
    _report(reading.problems, form)
    errors, warnings = len(reading.errors), len(reading.problems) - len(reading.errors)
    if form == "text":
        chapters_found = _count(len(reading.catalog.chapters), "chapter")
        found = ", ".join(_count(n, what) for n, what in ((errors, "problem"), (warnings, "warning")) if n)
        click.echo(f"{chapters_found} in {_count(len(reading.catalog.subjects), 'subject')}: {found or 'all is well'}")
    if errors:
        sys.exit(1)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a chapter's front matter."""
    click.echo(json.dumps(front_matter_schema(), indent=2))


@main.command()
@chapters_option
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=BUILD / "html")
@jobs_option
@quiet_option
def html(chapters: Path, output: Path, jobs: int, quiet: bool) -> None:
    """Build the HTML book."""
    start = time.monotonic()
    reading = _checked(chapters)
    _sphinx("html", reading, chapters, output, jobs, quiet)
    if not quiet:
        took = time.monotonic() - start
        click.echo(f"{output / 'index.html'}: {len(reading.catalog.chapters)} chapters, {took:.1f} s")


@main.command()
@click.argument("month", required=False)
@chapters_option
@click.option("--profile", "profile_name", default="a4", show_default=True, help="The printed form.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write.")
@jobs_option
@quiet_option
def pdf(month: str | None, chapters: Path, profile_name: str, output: Path | None, jobs: int, quiet: bool) -> None:
    """Print a month, such as 2022-08; without MONTH the newest."""
    start = time.monotonic()
    from book.press.profile import PROFILES

    if profile_name not in PROFILES:
        raise click.BadParameter(f"{profile_name!r} is none; choose from {', '.join(PROFILES)}", param_hint="--profile")
    reading = _checked(chapters)
    chosen = _month(reading, month)
    _require_pango()
    fragments = BUILD / "fragments"
    _sphinx("fragments", reading, chapters, fragments, jobs, quiet)
    output = output or BUILD / "pdf" / f"{chosen}.{profile_name}.pdf"

    from book.model import Query, select
    from book.press.edition import Press, print_edition
    from book.press.workers import PressFailed

    edition = select(reading.catalog, Query(chosen, chosen))
    press = Press(ROOT / "_static" / "print", ROOT / "_static" / "fonts", fragments, BUILD / "parts")
    try:
        with _progress(quiet) as show:
            advance = partial(show, "Laying out")
            printed = print_edition(press, edition, reading.catalog, PROFILES[profile_name], jobs, advance)
    except PressFailed as failed:
        _fail([problem for failure in failed.failures for problem in failure.problems(chapters)])
    printed.write(output)
    if not quiet:
        pages, sheets = printed.report["pages"], printed.report["sheets"]
        click.echo(f"{output}: {pages} pages on {sheets} sheets, {time.monotonic() - start:.1f} s")


def _month(reading: Reading, text: str | None) -> Month:
    months = reading.catalog.months
    if text is None:
        return months[0]
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="MONTH") from error
    if month not in months:
        known = ", ".join(str(m) for m in months)
        raise click.BadParameter(f"{month} has no edition; there is {known}", param_hint="MONTH")
    return month


def _checked(chapters: Path) -> Reading:
    """The book, or its problems and exit code 1 before anything is built."""
    reading = read_book(chapters, BUILD / "check")
    if reading.errors:
        _fail(reading.problems)
    return reading


def _sphinx(
    builder: Literal["html", "fragments"], reading: Reading, chapters: Path, output: Path, jobs: int, quiet: bool
) -> None:
    from book.sphinx_ext.run import BuildFailed, build

    try:
        with _progress(quiet) as show:
            build(
                builder,
                reading=reading,
                chapters=chapters,
                config=ROOT,
                out=output,
                doctrees=BUILD / "sphinx" / "doctrees",
                jobs=jobs,
                progress=lambda what, done, total: show({"read": "Reading", "write": "Writing"}[what], done, total),
            )
    except BuildFailed as failed:
        _fail(failed.problems)


def _require_pango() -> None:
    from book.press.libraries import missing_libraries

    if missing := missing_libraries():
        raise click.ClickException(f"{missing}. The HTML book does not need them: book html")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, nothing elsewhere; yields what to call with: what is done, how many, of how many."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<11}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("")
        yield lambda what, done, total: progress.update(task, description=what, completed=done, total=total)


def _report(problems: Sequence[Problem], form: str = "text") -> None:
    if form == "json":
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        if form == "github":
            text = f"{problem.message}; {problem.remedy} [{problem.rule}]"
            text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
            click.echo(f"::{problem.severity} file={problem.path},line={max(1, problem.line)}::{text}")
        else:
            click.echo(str(problem) if problem.severity == "error" else f"{problem} (warning)")


def _fail(problems: Sequence[Problem]) -> None:
    _report(problems)
    count = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{_count(count, 'problem')}; nothing was built", err=True)
    sys.exit(1)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


if __name__ == "__main__":
    main()
