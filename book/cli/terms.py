"""The terms of the book: how often each is used, every use of one, and abbreviations that have no entry yet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.building import readable
from book.cli.options import chapters_option
from book.cli.reporting import count, print_json, table

if TYPE_CHECKING:
    from book.model import Term
    from book.source import Reading, TermUse

PLACES = 3  # of an abbreviation without an entry that are shown


@click.command()
@click.argument("term", required=False)
@click.option("--missing", is_flag=True, help="Abbreviations that three chapters or more use and no glossary has.")
@click.option("--sort", type=click.Choice(["name", "uses"]), help="Order of the table.  [default: name]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@chapters_option
def terms(term: str | None, missing: bool, sort: str | None, form: str, chapters: Path) -> None:
    """List all terms, or every use of TERM.

    TERM is any name of a term, in any form: `MPC`, "policy rates".
    """
    if term is not None and missing:
        raise click.UsageError("give TERM or --missing, not both")
    if sort and (term is not None or missing):
        raise click.UsageError("--sort is for the table of all terms: leave it out")
    reading = readable(chapters, "some uses")
    if missing:
        _missing(reading, form)
    elif term is None:
        _all(reading, sort or "name", form)
    else:
        _uses(reading, _named(reading, term), form)


def _named(reading: Reading, written: str) -> Term:
    """The term that is asked for; wrong usage where there is none."""
    from book.model.likeness import nearest

    known = reading.known_terms
    name = known.main_name(written)
    if name is None:
        guess = nearest(written, known.in_order)
        instead = f"did you mean {guess!r}?" if guess else "`book terms` lists all that there are"
        raise click.BadParameter(f"no glossary has the term {written!r}; {instead}", param_hint="TERM")
    return next(term for term in reading.catalog.terms if term.name == name)


def _all(reading: Reading, order: str, form: str) -> None:
    uses = Counter(use.term for use in reading.term_uses)
    chapters = Counter(term for term, _ in {(use.term, use.path) for use in reading.term_uses})
    rows: list[dict[str, Any]] = [
        {**_entry(reading, term), "subject": term.subject, "chapters": chapters[term.name], "uses": uses[term.name]}
        for term in reading.catalog.terms
    ]
    rows.sort(key=lambda row: (-row["uses"] if order == "uses" else 0, row["name"].casefold(), row["name"]))
    if form == "json":
        print_json(rows)
    else:
        head = ("name", "subject", "chapters", "uses")
        table(head, [tuple(row[name] for name in head) for row in rows])


def _uses(reading: Reading, term: Term, form: str) -> None:
    """The entry, then each use as `path:line: sentence [how]`, then how many there are."""
    entry = _entry(reading, term)
    found = [use for use in reading.term_uses if use.term == term.name]
    if form == "json":
        print_json({**entry, "uses": [_use(reading, use) for use in found]})
        return
    aliases = f" (also {', '.join(entry['aliases'])})" if term.aliases else ""
    click.echo(f"{entry['path']}:{entry['line']}: {entry['name']}{aliases}")
    for use in found:
        before, shown, behind = map(_printable, use.sentence)
        sentence = f"{before}{click.style(shown, bold=True)}{behind}"
        click.echo(f"{reading.typed(use.path)}:{use.line}: {sentence} [{use.how}]")
    click.echo(f"{count(len(found), 'use')} in {count(len({use.path for use in found}), 'chapter')}")


def _missing(reading: Reading, form: str) -> None:
    found = reading.missing_terms
    if form == "json":
        print_json(
            [
                {
                    "name": term.name,
                    "chapters": len(term.chapters),
                    "uses": len(term.places),
                    "places": [{"path": reading.typed(path), "line": line} for path, line in term.places],
                }
                for term in found
            ]
        )
        return
    rows = []
    for term in found:
        places = " ".join(f"{reading.typed(path)}:{line}" for path, line in term.chapters[:PLACES])
        rows.append((term.name, len(term.chapters), len(term.places), places))
    table(("name", "chapters", "uses", "first in"), rows)
    if not rows:
        click.echo("every abbreviation that three chapters use has an entry", err=True)


def _entry(reading: Reading, term: Term) -> dict[str, Any]:
    return {
        "name": _printable(term.name),
        "aliases": [_printable(alias) for alias in term.aliases],
        "path": reading.typed(term.path),
        "line": term.line,
    }


def _use(reading: Reading, use: TermUse) -> dict[str, Any]:
    sentence = _printable("".join(use.sentence))
    return {"path": reading.typed(use.path), "line": use.line, "how": use.how, "sentence": sentence}


def _printable(text: str) -> str:
    from book.source.problems import printable

    return printable(text)
