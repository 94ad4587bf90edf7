"""A build that is killed, interrupted or out of room: one kind message, the last PDF as it was, nothing left behind."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import ROOT

SENTENCE = "The alliance meets each year to agree on what its members owe to one another and to the treaty. "
PDF = Path("_build/pdf/2022-08.a4.pdf")
PATIENCE = 120  # seconds that a busy machine may take
OLD = {PDF.name: b"the last PDF", f"{PDF.stem}.json": b'{"the last": "report"}'}


@pytest.fixture
def folder(small_book: Path, tmp_path: Path) -> Path:
    """A book that was printed before."""
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    for name, data in OLD.items():
        path = tmp_path / PDF.with_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def printed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / PDF).parent.iterdir()}


def start(folder: Path, *options: str, limit: int | None = None) -> subprocess.Popen[str]:
    """The command as a process in a session of its own, as in a terminal; its files have `limit` bytes at most."""

    def as_in_a_terminal() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs tests in the background has it ignored
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "book.cli", "pdf", "2022-08", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=as_in_a_terminal,
    )


def session(leader: int) -> list[psutil.Process]:
    """The processes of a session that are alive."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


def until(true: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def parts_kept(folder: Path) -> int:
    return len(list(folder.glob("_build/parts/??/*.kept")))


@pytest.fixture
def laying_out(folder: Path) -> Iterator[tuple[subprocess.Popen[str], psutil.Process]]:
    """The command, and its worker at a long chapter. Nobody waits for that: it is not kept afterwards."""
    with (folder / "chapters/economy/repo-rate.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n\n".join(["", *[SENTENCE * 8] * 600]))
    build = start(folder, "--jobs", "1")
    try:
        # results come in order: when the first is kept, the long chapter is what the worker is at
        assert until(lambda: list(folder.glob("_build/parts/??/*.kept")) or build.poll() is not None, 300)
        (worker,) = (child for child in session(build.pid) if "spawn_main" in " ".join(child.cmdline()))
        assert build.poll() is None
        kept = parts_kept(folder)
        yield build, worker
        assert parts_kept(folder) == kept
    finally:
        for process in session(build.pid):
            process.kill()
        build.communicate()


def test_a_worker_that_is_killed(folder, laying_out):
    build, worker = laying_out
    worker.kill()
    said, warned = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert said == ("the press: a worker process was killed, for want of memory perhaps; try --jobs 1 [press/layout]\n")
    assert warned == "1 problem; nothing was built\n"
    assert printed(folder) == OLD
    assert until(lambda: not session(build.pid), PATIENCE)


def test_an_interrupt_from_the_keyboard(folder, laying_out):
    build, worker = laying_out
    worker.send_signal(signal.SIGINT)  # means nothing to a worker: what the command does about it is enough
    time.sleep(0.3)
    assert worker.is_running()
    assert build.poll() is None
    os.killpg(build.pid, signal.SIGINT)  # a terminal tells all processes of the group
    assert build.communicate(timeout=PATIENCE) == ("", "\nAborted!\n")
    assert build.returncode == 1
    assert printed(folder) == OLD
    assert until(lambda: not session(build.pid), PATIENCE)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_a_command_that_is_killed(folder, laying_out, how):
    build, _ = laying_out
    build.send_signal(how)
    assert build.wait(PATIENCE) == -how
    assert until(lambda: not session(build.pid), PATIENCE)
    assert printed(folder) == OLD


def test_a_full_disk(folder):
    limit = 40_000  # bytes, that a file may have: all but the PDF are smaller
    build = start(folder, limit=limit)
    said, warned = build.communicate(timeout=300)
    assert build.returncode == 1
    assert said == ""
    assert warned.startswith("Error: File too large (")
    assert warned.endswith("); the last PDF, if there was one, is as it was\n")
    assert len(warned.splitlines()) == 1
    assert printed(folder) == OLD
    again = start(folder)
    assert again.communicate(timeout=300)[1] == ""
    assert printed(folder).keys() == OLD.keys()
    assert json.loads(printed(folder)[f"{PDF.stem}.json"])["edition"] == "2022-08"
    assert len(printed(folder)[PDF.name]) > limit


def test_a_cache_that_cannot_be_written_is_mentioned_and_stops_nothing(folder):
    (folder / "_build").mkdir(exist_ok=True)
    (folder / "_build/parts").touch()
    build = start(folder)
    said, warned = build.communicate(timeout=300)
    assert build.returncode == 0
    assert said.startswith(str(PDF))
    reason = "what was laid out could not be kept for the next time"
    assert warned in {f"_build/parts: {why}; {reason}\n" for why in ("File exists", "Not a directory")}
    assert printed(folder)[PDF.name].startswith(b"%PDF-")


def test_a_folder_where_the_pdf_should_be_written_that_is_a_file(folder):
    (folder / "shelf").touch()
    build = start(folder, "-o", "shelf/august.pdf")
    assert (
        build.communicate(timeout=300)[1]
        == "Error: File exists (shelf); the last PDF, if there was one, is as it was\n"
    )
    assert build.returncode == 1
