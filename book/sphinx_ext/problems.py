"""Sphinx's warnings as problems of the book: with file, line and rule."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, OnceFilter, WarningLogRecordTranslator, WarningSuppressor

from book.model import Problem

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOCATION = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+)?)?(?::.*)?", re.DOTALL)


class ProblemHandler(logging.Handler):
    """Turns each warning that is not suppressed into a problem; `chapters` is the folder as the user typed it."""

    def __init__(self, app: Sphinx, chapters: Path) -> None:
        super().__init__(logging.WARNING)
        self.problems: set[Problem] = set()
        self._srcdir, self._chapters = Path(app.srcdir), chapters
        for log_filter in (WarningSuppressor(app), WarningLogRecordTranslator(app), OnceFilter()):
            self.addFilter(log_filter)

    def emit(self, record: logging.LogRecord) -> None:
        path, line = self._place(getattr(record, "location", None))
        kind = ".".join(filter(None, [getattr(record, "type", None), getattr(record, "subtype", None)])) or "warning"
        # Not `getMessage()`, which puts the location before it. Each handler of Sphinx appends the kind once more.
        message = str(record.msg) % record.args if record.args else str(record.msg)
        message = " ".join(message.replace(f" [{kind}]", "").split())
        self.problems.add(Problem(path, line, f"sphinx/{kind}", message, ""))

    def _place(self, location: str | None) -> tuple[str, int]:
        """Path and line of a location such as `/folder/x.md:12`, line 0 for the file as a whole."""
        match = _LOCATION.fullmatch(location or "")
        if match is None or not match["path"]:
            return self._chapters.as_posix(), 0
        path = Path(match["path"])
        if path.is_relative_to(self._srcdir):
            path = self._chapters / path.relative_to(self._srcdir)
        return path.as_posix(), int(match["line"] or 0)


def collect_problems(app: Sphinx, chapters: Path) -> ProblemHandler:
    """A handler that collects from now on; Sphinx drops it when the next application is made."""
    handler = ProblemHandler(app, chapters)
    logging.getLogger(NAMESPACE).addHandler(handler)
    return handler
