"""When each page was last changed, and by how many people, from the git history of the folder of chapters.

One `git log` a build, which runs while pages are read. It says nothing where there is no git, no repository or only a
part of its history, and of files that are not committed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING
from weakref import finalize

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LONGEST = 120  # seconds to wait for git: ten thousand commits take two

# Settings of a user or of a repository that would change what `git log` says or have it start a program.
_SETTINGS = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.follow=false", "log.showRoot=true",
    "log.showSignature=false", "mailmap.blob=", "mailmap.file=/dev/null", "safe.bareRepository=explicit",
)  # fmt: skip
_LOG = (
    "log", "-z", "--date-order", "--no-merges", "--relative", "--name-status", "--find-renames=50%", "-l1000",
    "--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-show-signature", "--encoding=UTF-8",
    "--format=@%at %aE", "HEAD", "--", "*.md",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """The day of a page's last commit, by its author and in UTC, and how many people have written it."""

    day: date
    people: int


@dataclass
class _Found:
    day: date
    people: set[str] = field(default_factory=set)


def changes_of(log: str) -> dict[str, Change]:
    """The last change of each file by its path, from what `git log` prints: newest commits first, files by status."""
    found: dict[str, _Found] = {}
    today: dict[str, str | None] = {}  # what a path of then is called now; None: that file is no more
    for day, person, files in _commits(log):
        named = [(status, old, new, today.get(new, new)) for status, old, new in files]
        for status, old, new, now in named:
            if status == "D":
                if new not in today and new not in found:
                    today[new] = None
                continue
            if day is not None and now is not None:
                found.setdefault(now, _Found(day)).people.add(person)
            if status == "R":
                today |= {new: None, old: now}
    return {path: Change(each.day, len(each.people)) for path, each in found.items()}


def _commits(log: str) -> Iterator[tuple[date | None, str, list[tuple[str, str, str]]]]:
    """Day, author and files of each commit, these as letter of the status, old and new path."""
    tokens = iter(log.split("\0"))
    commit: tuple[date | None, str, list[tuple[str, str, str]]] | None = None
    for token in tokens:
        if token.startswith("@"):
            if commit:
                yield commit
            moment, _, person = token[1:].partition(" ")
            commit = (_day(moment), person.casefold(), [])
        elif commit and (status := token.strip()[:1]):
            old = next(tokens, "")
            commit[2].append((status, old, next(tokens, "") if status in "RC" else old))
    if commit:
        yield commit


def _day(moment: str) -> date | None:
    """The day of a moment in seconds, in UTC; None for what git cannot read or no calendar has."""
    try:
        return datetime.fromtimestamp(int(moment), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _environment() -> dict[str, str]:
    """The environment without what steers git, but for where its settings are: some say whom it may trust."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("GIT_CONFIG")}
    # No protocol: from a part of a repository git would fetch the rest.
    return kept | {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


class History:
    """The history of a folder: git starts to read it with `start`, and `changes` waits until it has."""

    def __init__(self) -> None:
        self._folder = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._output: IO[bytes] | None = None
        self.close: Callable[[], object] = lambda: None

    def start(self, folder: Path) -> None:
        """Have git read the history of the Markdown files below a folder; `close` ends it where nobody waited."""
        self._folder = folder
        self._output = TemporaryFile()  # noqa: SIM115  # a pipe would be full before anybody reads it
        try:
            self._process = subprocess.Popen(
                _git(self._folder, *_LOG),
                stdin=subprocess.DEVNULL,
                stdout=self._output,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError:
            self._process = None  # there is no git
        # By itself too: of a build that is interrupted Sphinx says nothing.
        self.close = finalize(self, _end, self._process, self._output)

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """The last change of each page by its docname."""
        if self._process is None or self._output is None:
            return {}
        try:
            if self._process.wait(LONGEST) != 0 or not self._is_whole():
                return {}
        except (OSError, subprocess.TimeoutExpired):
            return {}
        self._output.seek(0)
        log = self._output.read().decode("utf-8", "surrogateescape")
        return {path.removesuffix(".md"): change for path, change in changes_of(log).items()}

    def _is_whole(self) -> bool:
        """Whether the repository has all of its history: of a part the last change may be that of the first file."""
        answer = subprocess.run(
            _git(self._folder, "rev-parse", "--is-shallow-repository"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=LONGEST,
            check=False,
        )
        return answer.stdout.strip() == b"false"


def last_commit(folder: Path) -> int | None:
    """When the last commit that changed something in a folder was made, in seconds; None where git knows of none."""
    try:
        answer = subprocess.run(
            _git(folder, "log", "-1", "--no-show-signature", "--no-color", "--format=%ct", "HEAD", "--", "."),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=LONGEST,
            check=False,
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return int(answer) if answer.isdigit() else None


def _git(folder: Path, *arguments: str) -> list[str]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return ["git", "--no-pager", "--no-replace-objects", *settings, "-C", str(folder), *arguments]


def _end(process: subprocess.Popen[bytes] | None, output: IO[bytes]) -> None:
    if process is not None:
        process.kill()
        process.wait()
    output.close()


def change_of(app: Sphinx, docname: str) -> Change | None:
    """The last change of a page with a source; None where it is not known."""
    history: History = app.book_history  # type: ignore[attr-defined]  # set below
    return history.changes.get(docname)


def setup(app: Sphinx) -> None:
    """Where pages are built for the screen, git reads the history meanwhile."""
    history = History()
    app.book_history = history  # type: ignore[attr-defined]  # the application is what lives as long
    app.connect("builder-inited", _start)
    app.connect("build-finished", lambda _app, _error: history.close())


def _start(app: Sphinx) -> None:
    if app.builder.name == "html":
        history: History = app.book_history  # type: ignore[attr-defined]
        history.start(Path(app.srcdir))
