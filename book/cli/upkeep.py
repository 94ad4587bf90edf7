"""Commands that keep the working folder in order."""

from __future__ import annotations

import shutil

import click

from book.cli.options import BUILD


@click.command()
@click.option("--cache", is_flag=True, help="Only the parts that were laid out: the next PDF lays out all of them.")
def clean(cache: bool) -> None:
    """Remove everything that was built."""
    folder = BUILD / "parts" if cache else BUILD
    if folder.is_symlink():
        folder.unlink()  # what it leads to is not ours
    elif folder.exists():
        shutil.rmtree(folder)
    else:
        click.echo(f"{folder}: there is nothing to remove")
        return
    click.echo(f"{folder}: removed")
