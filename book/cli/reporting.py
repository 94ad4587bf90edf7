"""What commands say: progress while they work, problems, counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from book.model import Problem


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, nothing elsewhere; yields what to call with: what is done, how many, of how many."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<11}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def report(problems: Sequence[Problem], form: str = "text") -> None:
    """Print problems as `text`, as `json`, or as `github` annotates the lines of a pull request."""
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


def profile_table(rows: Sequence[tuple[str, Mapping[str, Any], int]]) -> None:
    """Print what each profile took: its name, its report, the size of its PDF in bytes."""
    click.echo(f"\n{'profile':<14}{'pages':>6}{'sheets':>8}{'MB':>7}")
    for name, facts, size in rows:
        sheets = "-" if facts["sheets"] is None else facts["sheets"]
        click.echo(f"{name:<14}{facts['pages']:>6}{sheets:>8}{size / 1e6:>7.2f}")


def fail(problems: Sequence[Problem], outcome: str = "nothing was built") -> NoReturn:
    """Print problems and what came of it, and leave with exit code 1."""
    report(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{count(errors, 'problem')}; {outcome}", err=True)
    sys.exit(1)


def count(number: int, what: str) -> str:
    """`1 chapter`, `2 chapters`."""
    return f"{number} {what}{'s' * (number != 1)}"


def print_json(value: Any) -> None:
    """Print a value for another program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def table(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Print columns with two blanks between them, numbers at the right; nothing where there are no rows."""
    if not rows:
        return
    widths = [max(len(str(row[place])) for row in (head, *rows)) for place in range(len(head))]
    for row in (head, *rows):
        cells = [
            str(cell).rjust(width) if isinstance(rows[0][place], int) else str(cell).ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
