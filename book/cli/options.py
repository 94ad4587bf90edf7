"""What commands share: options, and the folders that they read and write."""

from __future__ import annotations

import os
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
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
