"""The press as the preview uses it: one chapter at a time, in one worker process that stays warm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from book.model import Catalog, Problem
from book.press.edition import Press
from book.press.failure import PressFailed
from book.press.galley import Galley, print_galley
from book.press.profile import Profile
from book.press.workers import Workers
from book.preview.impressions import Impression, Impressions


@dataclass(frozen=True)
class Paper:
    """How chapters are printed; in the folder `printed` are the reports of the editions that were."""

    press: Press
    profile: Profile
    printed: Path


class NotPrinted(Exception):
    """Why there are no new printed pages."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


class Printer:
    """Prints chapters of the folder `chapters`; several threads may ask, and wait for each other."""

    def __init__(self, paper: Paper, chapters: Path, impressions: Impressions) -> None:
        self._paper = paper
        self._chapters = chapters
        self._impressions = impressions
        self._lock = Lock()
        self._workers: Workers | None = None

    def start(self) -> None:
        """Start a worker with style sheets and fonts as they are now; NotPrinted where they are of no use."""
        try:
            workers = self._paper.press.workers(self._paper.profile)
        except KeyError as error:
            name, where = error.args[0], self._paper.press.styles.as_posix()
            raise NotPrinted(
                Problem(where, 0, "preview/style", f"nothing sets `{name}`", f"write `{name}: ...;` in `:root`")
            ) from error
        except OSError as error:
            what = error.strerror or str(error)
            raise NotPrinted(Problem(str(error.filename), 0, "preview/style", what, "put the file back")) from error
        with self._lock:
            self.close()
            self._workers = workers
            workers.executor.start()

    def print(self, catalog: Catalog, docname: str, before: Impression | None) -> Impression:
        """A chapter's printed pages; `before` are the last ones.

        NotPrinted where they cannot be laid out, FileNotFoundError where fragments are missing.
        """
        try:
            return self._impressions.take(self._galley(catalog, docname), before)
        except FileNotFoundError:
            raise
        except PressFailed as failed:
            raise NotPrinted(*failed.problems(self._chapters)) from failed
        except Exception as error:  # whatever a chapter does to a library, the preview goes on
            path, what = (self._chapters / f"{docname}.md").as_posix(), f"{type(error).__name__}: {error}"
            raise NotPrinted(Problem(path, 0, "preview/failed", what, "")) from error

    def _galley(self, catalog: Catalog, docname: str) -> Galley:
        paper = self._paper
        with self._lock:
            assert self._workers is not None, "not started"
            return print_galley(paper.press, catalog, docname, paper.profile, self._workers, paper.printed)

    def close(self) -> None:
        """Let the worker go."""
        if self._workers is not None:
            self._workers.executor.close()
            self._workers.cache.trim()
            self._workers = None
