"""Moving a chapter: the command that renames its file and leaves no dead link."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.options import BUILD, chapters_option
from book.cli.reporting import fail


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@chapters_option
def mv(old: str, new: str, chapters: Path) -> None:
    """Move a chapter, and keep its old address.

    OLD is a chapter, such as economy/repo-rate, and NEW what it shall be; a path with `.md` will do, and NEW may be a
    subject alone. Links to the chapter and its own are repaired; its images stay where they are.
    """
    from book.source import read_book
    from book.source.chapter_list import docname_of
    from book.source.moving import MoveRefused, carry_out, plan_move

    reading = read_book(chapters, BUILD / "check")
    if reading.errors:
        fail(reading.problems, "nothing was moved")
    source, target = docname_of(old, chapters), docname_of(new, chapters)
    if "/" not in target and target in reading.catalog.subjects:
        target = f"{target}/{source.rpartition('/')[2]}"
    try:
        move = plan_move(chapters, reading.catalog, source, target, BUILD / "check")
    except MoveRefused as refused:
        if refused.argument:
            raise click.BadParameter(str(refused), param_hint=refused.argument) from refused
        raise click.ClickException(f"{chapters}/{refused}; nothing was moved") from refused
    try:
        carry_out(chapters, move)
    except OSError as error:
        what = f"{error.strerror or error} ({error.filename})"
        raise click.ClickException(f"{what}; nothing was moved") from error
    click.echo(f"{chapters / move.old} is now {chapters / move.new}")
    others = sorted(path for path in move.contents if path != move.new)
    for path in others:
        click.echo(f"{chapters / path}: links repaired")
    if not others:
        click.echo("no other file linked to it")
