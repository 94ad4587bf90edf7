"""Commands that look at chapters without building anything."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from book.cli.options import BUILD, chapters_option
from book.cli.reporting import count, report


@click.command()
@chapters_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(chapters: Path, form: str) -> None:
    """List all problems of all chapters, a line each."""
    from book.source import read_book

    reading = read_book(chapters, BUILD / "check")
    problems = sorted((*reading.problems, *reading.unused_terms))
    report(problems, form)
    errors, warnings = len(reading.errors), len(problems) - len(reading.errors)
    if form == "text":
        chapters_found = count(len(reading.catalog.chapters), "chapter")
        found = ", ".join(count(n, what) for n, what in ((errors, "problem"), (warnings, "warning")) if n)
        click.echo(f"{chapters_found} in {count(len(reading.catalog.subjects), 'subject')}: {found or 'all is well'}")
    if errors:
        sys.exit(1)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a chapter's front matter."""
    from book.source import front_matter_schema

    click.echo(json.dumps(front_matter_schema(), indent=2))
