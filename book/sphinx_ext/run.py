"""Sphinx run from Python: quietly, in parallel, and with all that went wrong as problems."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import SphinxParallelError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from book.model import Problem
from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.outdated import RECORD, read_record, write_record
from book.sphinx_ext.problems import collect_problems
from book.sphinx_ext.publish import publish
from book.sphinx_ext.search.index import Indexing, Search
from book.sphinx_ext.search.pagefind import PagefindFailed

if TYPE_CHECKING:
    from book.source import Reading

Progress = Callable[[str, int, int], None]  # "read" or "write", pages done, pages in all


class BuildFailed(Exception):
    """Problems that stopped a build, sorted; the last good output is as it was."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def build(
    builder: Literal["html", "fragments"],
    *,
    reading: Reading,
    chapters: Path,
    config: Path,
    out: Path,
    doctrees: Path,
    jobs: int,
    progress: Progress | None = None,
    pdfs: Path | None = None,
    search: Search = "none",
) -> None:
    """Build the pages or the fragments of a book into `out`, writing only what has changed since the last time.

    `config` is the folder of conf.py. Both builders share `doctrees`; beside it lies the folder in which Sphinx
    writes before the whole is published. `pdfs` is a folder of finished editions that the pages offer. Pages get a
    search index where `search` says so and the machine can make one. BuildFailed where the reading has errors, Sphinx
    warns of anything, or the index cannot be made.
    """
    if reading.errors:
        raise BuildFailed(reading.errors)
    stage = doctrees.with_name(f"{doctrees.name}-{builder}")
    if stage.exists() and not (stage / RECORD).exists():
        shutil.rmtree(stage)  # whatever it is, it is not known what it was made from
    settings = {"book_reading": reading, "book_pdfs": str(pdfs or "")}
    with _indexing(stage, search if builder == "html" else "kept") as index:
        index.begin(chapters)
        with patch_docutils(config), docutils_namespace():
            problems = _run(builder, settings, chapters, config, stage, doctrees, jobs, progress or (lambda *_: None))
        if problems:
            _forget(problems, chapters, stage, doctrees)
            raise BuildFailed(problems)
        index.finish()
    publish(stage, out)


@contextmanager
def _indexing(stage: Path, search: Search) -> Iterator[Indexing]:
    try:
        with Indexing(stage, search) as indexing:
            yield indexing
    except PagefindFailed as error:
        remedy = "`book html --no-search` builds the book without"
        raise BuildFailed([Problem("the search index", 0, "search/failed", str(error), remedy)]) from error


def _run(
    builder: str,
    settings: dict[str, Any],
    chapters: Path,
    config: Path,
    stage: Path,
    doctrees: Path,
    jobs: int,
    progress: Progress,
) -> set[Problem]:
    early = StringIO()  # what Sphinx says before anything can be attached to it: all about conf.py
    app = Sphinx(chapters, config, stage, doctrees, builder, settings, None, early, parallel=jobs)
    problems = {Problem("conf.py", 0, "sphinx/config", line, "") for line in early.getvalue().splitlines() if line}
    handler = collect_problems(app, chapters)
    logging.getLogger(NAMESPACE).setLevel(logging.WARNING)  # Sphinx logs some 20 lines a page for nobody
    _report_progress(app, progress)
    try:
        app.build()
    except Exception as error:
        problems.add(_failure(error, chapters))
    return problems | handler.problems


def _failure(error: Exception, chapters: Path) -> Problem:
    """An exception as a problem; of one page where it names a page."""
    # In a worker the exception was put into words already.
    message = error.message if isinstance(error, SphinxParallelError) else f"{type(error).__name__}: {error}"
    named = re.match(r"(?:[\w.]+\.)?DocumentFailed: (?P<docname>[^\s:]+): (?P<what>.*)", message, re.DOTALL)
    if named:
        return Problem((chapters / f"{named['docname']}.md").as_posix(), 0, "sphinx/failed", named["what"], "")
    return Problem(chapters.as_posix(), 0, "sphinx/failed", " ".join(message.split()), "")


def _forget(problems: set[Problem], chapters: Path, stage: Path, doctrees: Path) -> None:
    """Have the pages with problems read and written again, so that the next build reports them again."""
    record = read_record(stage)
    for problem in problems:
        path = Path(problem.path)
        if path.suffix == ".md" and path.is_relative_to(chapters):
            docname = path.relative_to(chapters).with_suffix("").as_posix()
            record.pop(docname, None)
            (doctrees / f"{docname}.doctree").unlink(missing_ok=True)
        else:
            (doctrees / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    if stage.exists():
        write_record(stage, record)


def _report_progress(app: Sphinx, progress: Progress) -> None:
    """Call `progress` as pages are read, one at a time or a worker's share at once, and as they are written."""
    main = os.getpid()
    to_read: list[str] = []
    read: set[str] = set()

    def has_read(docnames: Iterable[str]) -> None:
        if os.getpid() == main:  # workers read too, and their terminal is this one's
            read.update(docnames)
            progress("read", len(read), len(to_read))

    app.connect("env-before-read-docs", lambda _app, _env, docnames: to_read.extend(docnames))
    app.connect("doctree-read", lambda app, _doctree: has_read([app.env.current_document.docname]))
    app.connect("env-merge-info", lambda _app, _env, docnames, _other: has_read(docnames))
    if isinstance(app.builder, BookBuilder):
        app.builder.advance = partial(progress, "write")
