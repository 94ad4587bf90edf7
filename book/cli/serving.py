"""The preview: the command that shows the book in a browser while it is written."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.options import BUILD, ROOT, chapters_option, jobs_option
from book.cli.reporting import count, report

if TYPE_CHECKING:
    import socket

    from book.model import Problem
    from book.preview.server import Plan

OUT = BUILD / "serve"


@click.command()
@chapters_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 lets your phone in, and others."
)
@click.option("--profile", "name", metavar="NAME", default="a4", show_default=True, help="The printed form.")
@jobs_option
def serve(chapters: Path, port: int, host: str, name: str, jobs: int) -> None:
    """Show the book, and its printed pages beside it, in a browser that follows each save.

    Ctrl-C ends it.
    """
    from book.preview.server import address
    from book.preview.server import serve as run

    if not chapters.is_dir():
        raise click.BadParameter(f"{chapters} is no folder; give the folder that holds the chapters")
    plan = _plan(chapters, host, name, jobs)
    with _listen(host, port) as listening:
        click.echo(f"{address(listening, host)} shows {chapters} and follows each save; Ctrl-C ends it")
        if plan.reason:
            click.echo(plan.reason, err=True)
        run(plan, listening, Told())


class Told:
    """What the preview does, a line each."""

    def problems(self, problems: Sequence[Problem]) -> None:
        report(problems)
        errors = sum(problem.severity == "error" for problem in problems)
        if errors or not problems:
            click.echo(f"{count(errors, 'problem')}; the last good pages stay" if errors else "all is well")

    def done(self, what: str, seconds: float) -> None:
        click.echo(f"{what}: {seconds:.1f} s")


def _plan(chapters: Path, host: str, name: str, jobs: int) -> Plan:
    from book.press.edition import Press
    from book.press.libraries import missing_libraries
    from book.press.profile import UnknownForm, profile_of
    from book.preview.printer import Paper
    from book.preview.server import Plan
    from book.preview.workshop import Folders

    try:
        profile = profile_of(name)
    except UnknownForm as error:
        raise click.BadParameter(str(error), param_hint=error.option) from error
    folders = Folders(chapters, ROOT, OUT)
    if missing := missing_libraries():
        return Plan(folders, None, jobs, host, f"{missing}; web pages alone are shown")
    static = folders.static
    press = Press(static / "print", static / "fonts", folders.fragments, BUILD / "parts")
    return Plan(folders, Paper(press, profile, BUILD / "pdf"), jobs, host)


def _listen(host: str, port: int) -> socket.socket:
    """A socket at that address; problems of the machine, in words, end the command with 1."""
    from book.preview.server import listen

    try:
        return listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            what = f"port {port} is taken, by another preview perhaps; --port 0 (make serve PORT=0) takes any free one"
        elif error.errno == errno.EACCES:
            what = f"port {port} is for administrators; write one from 1024 on, such as --port 8000"
        else:
            what = f"cannot listen at {host!r}, port {port} ({error.strerror or error}); leave --host out"
        raise click.ClickException(what) from error
