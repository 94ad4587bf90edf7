"""Parts that are laid out by the workers of a Dask cluster, each a process with nothing of ours but the package."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from book.press import cluster as press_cluster
from book.press.cluster import DaskExecutor
from book.press.edition import print_edition
from book.press.executors import executor_of
from book.press.failure import LayoutFailed, PressFailed, PressLost
from book.press.part import Manuscript
from book.press.profile import READING
from book.press.setup import Setup, setup_of
from book.press.style import style_sheet
from book.press.typesetter import Job
from tests.press.conftest import ROOT, Case, case_in, print_with

STATIC = ROOT / "_static"


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine is no fault, except where a test says so."""
    monkeypatch.setattr(press_cluster, "ANSWER", 60)


@contextmanager
def cluster_of(workers: int, folder: Path) -> Iterator[Any]:
    """A scheduler, and worker processes in a folder in which there is nothing of ours."""
    from distributed import LocalCluster

    here = Path.cwd()
    os.chdir(folder)  # processes begin where their parent is
    try:
        with LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # none but status pages
            local_directory=str(folder),
            silence_logs=logging.CRITICAL,
        ) as cluster:
            yield cluster
    finally:
        os.chdir(here)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with cluster_of(2, tmp_path_factory.mktemp("nothing-of-ours")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def address(cluster: Any) -> str:
    return cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_in(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def setup() -> Setup:
    return setup_of(style_sheet(READING, STATIC / "print"), STATIC / "fonts")


def print_on(case: Case, address: str, cache: Path, advance=lambda _done, _total: None) -> bytes:
    press = replace(case.press, cache=cache)
    with press.workers(READING, executor=address, advance=advance) as workers:
        return print_edition(press, case.edition, case.catalog, READING, workers).pdf


def test_the_same_bytes_as_on_this_machine_and_progress_on_the_way(case, address, tmp_path):
    advances: list[tuple[int, int]] = []
    pdf = print_on(case, address, tmp_path, lambda *how_far: advances.append(how_far))
    assert pdf == print_with(case).pdf
    totals = list(dict.fromkeys(total for _, total in advances))
    assert len(totals) >= 3  # text, what shows its folios, contents
    for total in totals:
        assert [done for done, of in advances if of == total] == list(range(1, total + 1))


def test_results_come_in_order_whichever_is_there_first(setup, address):
    long, short = "<p>" + "The members met and agreed. " * 3000 + "</p>", "<p>They met.</p>"
    executor = DaskExecutor(setup, address)
    try:
        executor.start()
        for texts in ([long, short, short, short], [short, short, short, long]):
            jobs = [Job(Manuscript(f"part-{i}", "P", text), {}) for i, text in enumerate(texts)]
            came = [result.pages > 1 for result in executor.lay_out(jobs)]
            assert came == [text is long for text in texts]
    finally:
        executor.close()


def test_what_is_wrong_with_a_part_comes_back_and_others_are_laid_out(setup, address):
    texts = ["<p>good</p>", "<p>\U00012000</p>", "<img alt='x' src='file:///etc/passwd'>", "<p>good</p>"]
    executor = DaskExecutor(setup, address)
    try:
        executor.start()
        results = list(executor.lay_out([Job(Manuscript(f"p{i}", "P", text), {}) for i, text in enumerate(texts)]))
    finally:
        executor.close()
    assert [isinstance(result, LayoutFailed) for result in results] == [False, True, True, False]
    assert "U+12000" in results[1].faults[0].reason
    assert "file:///etc/passwd" in results[2].faults[0].reason


def said(error: PressLost) -> str:
    (problem,) = error.problems(Path("chapters"))
    return str(problem)


def test_nobody_at_the_address(setup, monkeypatch):
    monkeypatch.setattr(press_cluster, "ANSWER", 1)
    start = time.monotonic()
    with pytest.raises(PressLost) as lost:
        executor_of(setup, 1, "dask://127.0.0.1:9")
    assert time.monotonic() - start < 60  # it does not wait for ever
    assert said(lost.value) == (
        "the press: no Dask scheduler answers at dask://127.0.0.1:9; start one, or leave --executor out [press/layout]"
    )


def test_a_cluster_without_workers(setup, tmp_path, monkeypatch):
    with cluster_of(0, tmp_path) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        executor = executor_of(setup, 1, address)
        monkeypatch.setattr(press_cluster, "ANSWER", 1)
        with pytest.raises(PressLost) as lost:
            executor.start()
    assert said(lost.value).startswith(f"the press: the Dask cluster at {address} has no workers; look at its log")


def test_a_cluster_that_loses_its_workers(setup, tmp_path, monkeypatch):
    monkeypatch.setattr(press_cluster, "PATIENCE", 0.5)
    long = Job(Manuscript("long", "L", "<p>" + "The members met and agreed. " * 30_000 + "</p>"), {})
    with cluster_of(1, tmp_path) as cluster:
        executor = executor_of(setup, 1, cluster.scheduler_address.replace("tcp://", "dask://"))
        executor.start()
        results = executor.lay_out([long])
        Thread(target=lambda: (time.sleep(1), cluster.scale(0))).start()
        with pytest.raises(PressLost) as lost:
            next(results)
        executor.close()
    assert "has lost its workers" in said(lost.value) or "failed (" in said(lost.value)


@contextmanager
def joined_by_worker(address: str, package: Path) -> Iterator[None]:
    """A worker as it is started on another machine, where the package may be another."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(package))
    with subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", address, *options],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(package)},
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            yield
        finally:
            worker.terminate()


def test_a_worker_with_another_version_of_the_press(case, tmp_path):
    package = tmp_path / "package"
    shutil.copytree(ROOT / "book", package / "book")
    with (package / "book/press/notes.py").open("a") as module:
        module.write("GAP = 9.0\n")
    with (
        cluster_of(0, tmp_path) as cluster,
        joined_by_worker(cluster.scheduler_address, package),
        pytest.raises(PressFailed) as failed,
    ):
        print_on(case, cluster.scheduler_address.replace("tcp://", "dask://"), tmp_path / "parts")
    assert said(failed.value) == (
        "the press: a worker has another version of the press or of its libraries; "
        "install the same on every machine of the cluster [press/layout]"
    )


def test_a_worker_without_the_package(case, tmp_path):
    (tmp_path / "package/book").mkdir(parents=True)
    (tmp_path / "package/book/__init__.py").touch()
    with (
        cluster_of(0, tmp_path) as cluster,
        joined_by_worker(cluster.scheduler_address, tmp_path / "package"),
        pytest.raises(PressLost) as lost,
    ):
        print_on(case, cluster.scheduler_address.replace("tcp://", "dask://"), tmp_path / "parts")
    assert "No module named 'book.press'" in said(lost.value)
    assert "whether each worker has this package" in said(lost.value)


def test_without_the_extra_it_says_how_to_get_it(setup, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PressLost) as lost:
        executor_of(setup, 1, "dask://127.0.0.1:8786")
    assert said(lost.value).startswith("the press: the package that talks to a Dask cluster is not installed; ")
    assert "pip install study-book[cluster]" in said(lost.value)
