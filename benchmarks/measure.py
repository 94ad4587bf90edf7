"""Measures building and printing of made-up books and prints a table for the README.

`measure.py [--html N ...] [--pdf N]`: each row is one whole command, from its start to its end, with the
largest resident size of any of its processes. Run it on a quiet machine; compare rows of one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import write

BOOK = [sys.executable, "-m", "book.cli"]
ONE_DOCUMENT = [sys.executable, str(Path(__file__).with_name("one_document.py"))]


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and MB of the largest process of a command."""
    watch = "import resource,subprocess,sys; r=subprocess.run(sys.argv[1:]).returncode; "
    watch += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(r)"
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", watch, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - start
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    return took, int(run.stderr.split()[-1]) / 1024


def row(what: str, command: list[str], folder: Path) -> float:
    """Print a row of the table; the seconds."""
    seconds, megabytes = timed(command, folder)
    print(f"| {what} | {seconds:.1f} | {megabytes:.0f} |", flush=True)
    return seconds


def edit(folder: Path, number: int) -> None:
    path = folder / "chapters" / f"subject-{number % 10}" / f"chapter-{number}.md"
    path.write_text(path.read_text() + f"\nOne more sentence, at {time.time_ns()}.\n")


def measure_html(chapters: int) -> None:
    folder = Path(tempfile.mkdtemp())
    write(folder / "chapters", chapters, 48)
    jobs = ["--jobs", str(os.cpu_count())]
    cold = row(f"HTML, {chapters} chapters, cold", [*BOOK, "html", *jobs], folder)
    print(f"| ... of it for a chapter, in milliseconds | {1000 * cold / chapters:.1f} | |", flush=True)
    row(f"HTML, {chapters} chapters, nothing changed", [*BOOK, "html", *jobs], folder)
    for chapter in (7, 77, 177):
        edit(folder, chapter)
        row(f"HTML, {chapters} chapters, one edited", [*BOOK, "html", *jobs], folder)
    shutil.rmtree(folder)


def measure_pdf(chapters: int) -> None:
    folder = Path(tempfile.mkdtemp())
    write(folder / "chapters", chapters, 1)
    build = folder / "_build"
    for jobs in (1, 2):
        shutil.rmtree(build, ignore_errors=True)
        cold = row(f"PDF, {chapters} chapters, cold, {jobs} jobs", [*BOOK, "pdf", "--jobs", str(jobs)], folder)
    row(f"PDF, {chapters} chapters, nothing changed", [*BOOK, "pdf"], folder)
    edited = []
    for chapter in (7, 77, 177):
        edit(folder, chapter)
        edited.append(row(f"PDF, {chapters} chapters, one edited", [*BOOK, "pdf"], folder))
    report = json.loads(next((build / "pdf").glob("*.json")).read_text())
    one = folder / "one.pdf"
    whole = row("the same as one tagged WeasyPrint document", [*ONE_DOCUMENT, str(build), str(one)], folder)
    sizes = [path.stat().st_size / 1e6 for path in (next((build / "pdf").glob("*.pdf")), one)]
    print(f"\n{report['pages']} pages; {sizes[0]:.1f} MB, as one document {sizes[1]:.1f} MB")
    print(f"faster than one document: cold {whole / cold:.1f} times, after an edit {whole / sorted(edited)[1]:.0f}")
    shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--html", type=int, nargs="*", default=[250, 1000, 4000])
    parser.add_argument("--pdf", type=int, nargs="*", default=[250])
    arguments = parser.parse_args()
    print("| what | seconds | MB, largest process |\n|---|---:|---:|")
    for chapters in arguments.html:
        measure_html(chapters)
    for chapters in arguments.pdf:
        measure_pdf(chapters)


if __name__ == "__main__":
    main()
