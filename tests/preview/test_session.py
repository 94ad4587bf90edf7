"""What a session builds and prints, when, and what its viewers are told; without processes or a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from book.model import Catalog, Chapter, Problem
from book.preview.changes import Changes
from book.preview.impressions import Impression
from book.preview.printer import NotPrinted
from book.preview.session import LOST, Session, Viewer
from book.preview.workshop import Folders, ProcessLost
from book.source import Reading
from tests.preview.conftest import run_alone

ONE, TWO = "peace/one", "peace/two"
BROKEN = Problem("chapters/peace/one.md", 3, "link/missing", "there is no such page", "link to another")
STYLE = Problem("_static/print", 0, "preview/style", "nothing sets `--ink`", "write it in `:root`")


def chapter(docname: str) -> Chapter:
    return Chapter(docname, docname.title(), "peace", date(2022, 8, 1), "A summary.", ("GS2",), ())


class Workshop:
    """Does nothing, and notes what it was asked; `problems` are what each order has from now on."""

    def __init__(self, folder: Path) -> None:
        self.folders = Folders(Path("chapters"), folder, folder)
        self.asked: list[str] = []
        self.problems: dict[str, tuple[Problem, ...]] = {}
        self.lost = False
        self.goes_on = {"fragments": Event(), "html": Event()}
        self.go_on()

    def go_on(self) -> None:
        for event in self.goes_on.values():
            event.set()

    def read(self) -> Reading:
        self.asked.append("read")
        if self.lost:
            raise ProcessLost
        catalog = Catalog("Book", chapters={name: chapter(name) for name in (ONE, TWO)})
        return Reading(catalog, self.problems.get("read", ()))

    def build(self, builder: str) -> tuple[Problem, ...]:
        self.asked.append(builder)
        self.goes_on[builder].wait()
        return self.problems.get(builder, ())


class Printer:
    def __init__(self) -> None:
        self.printed: list[str] = []
        self.starts = 0
        self.failure: Exception | None = None

    def start(self) -> None:
        self.starts += 1
        if self.failure:
            raise self.failure

    def print(self, _catalog: Catalog, docname: str, _before: Impression | None) -> Impression:
        self.printed.append(docname)
        if self.failure:
            raise self.failure
        return Impression(f"key-{len(self.printed)}", ("1",), 595, 842, ("",))


class Watched(Session):
    """A session of which one can see whether it prints."""

    printing = 0

    async def _print(self, docname: str) -> None:
        self.printing += 1
        await super()._print(docname)
        self.printing -= 1


class Told:
    def __init__(self) -> None:
        self.all: list[tuple[Problem, ...]] = []

    def problems(self, problems: Sequence[Problem]) -> None:
        self.all.append(tuple(problems))

    def done(self, _what: str, _seconds: float) -> None:
        pass


class Stage:
    """A session with everything around it."""

    def __init__(self, folder: Path, reason: str = "") -> None:
        self.workshop, self.printer, self.told = Workshop(folder), Printer(), Told()
        printer: Any = None if reason else self.printer
        workshop: Any = self.workshop
        self.session = Watched(workshop, printer, self.told, reason)
        self.watched: list[Viewer] = []

    def save(self, *docnames: str) -> None:
        self.session.note(Changes(docnames, book=True))

    async def until(self, there: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not there():
                await asyncio.sleep(0.001)

    def join(self, *docnames: str) -> None:
        self.watched += [self.session.join(f"{docname}.html") for docname in docnames]

    async def settled(self) -> None:
        """Until all is built, and printed that somebody looks at."""
        await asyncio.sleep(0.001)  # what was just asked for begins
        pages = ["index.html", *(viewer.page for viewer in self.watched)]
        await self.until(lambda: not (self.session.printing or any(self.session.view(page).busy for page in pages)))


Play = Callable[[Stage], Coroutine[Any, Any, None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., None]:
    """Runs a coroutine on a stage where a session builds and prints."""

    def run(scene: Play, reason: str = "") -> None:
        async def on_stage() -> None:
            stage = Stage(tmp_path, reason)
            tasks = [asyncio.create_task(work) for work in (stage.session.keep_built(), stage.session.keep_printed())]
            await scene(stage)
            stage.workshop.go_on()
            for task in tasks:
                assert not task.done(), task
                task.cancel()

        run_alone(on_stage())

    return run


def test_at_first_the_book_is_built_fragments_before_pages(play) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.session.view("index.html").busy
        await stage.settled()
        assert stage.workshop.asked == ["read", "fragments", "html"]
        assert stage.told.all == []

    play(scene)


def test_only_chapters_that_somebody_looks_at_are_printed(play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.settled()
        assert stage.printer.printed == []
        stage.join(ONE, "peace/index")
        await stage.settled()
        viewer = stage.watched[0]
        assert stage.printer.printed == [ONE]
        assert viewer.woken.is_set()
        assert stage.session.view(viewer.page).printed is not None
        stage.session.leave(stage.watched.pop(0))
        stage.save(ONE)
        await stage.until(lambda: stage.workshop.asked.count("html") == 2)
        await stage.settled()
        assert stage.printer.printed == [ONE]

    play(scene)


def test_printed_pages_do_not_wait_for_the_web_pages(play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.settled()
        stage.join(ONE)
        await stage.settled()
        stage.workshop.goes_on["html"].clear()
        stage.save(ONE)
        await stage.until(lambda: len(stage.printer.printed) == 2)
        assert stage.session.view("index.html").busy

    play(scene)


def test_the_chapter_saved_last_is_printed_before_others(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.join(ONE, TWO)
        await stage.settled()
        stage.printer.printed.clear()
        stage.save(TWO)
        await stage.until(lambda: len(stage.printer.printed) == 2)
        assert stage.printer.printed == [TWO, ONE]

    play(scene)


def test_saves_during_a_build_are_taken_together(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.workshop.goes_on["fragments"].clear()
        await stage.until(lambda: "fragments" in stage.workshop.asked)
        for docname in (ONE, TWO, ONE):
            stage.save(docname)
        stage.workshop.go_on()
        await stage.until(lambda: stage.workshop.asked.count("html") == 2)
        await stage.settled()
        assert stage.workshop.asked == ["read", "fragments", "html"] * 2

    play(scene)


@pytest.mark.parametrize("order", ["read", "fragments"])
def test_a_broken_save_leaves_the_last_good_pages_and_says_what_is_wrong(play, order: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.join(ONE)
        await stage.settled()
        good = stage.session.view(f"{ONE}.html").printed
        stage.workshop.problems = {order: (BROKEN,)}
        stage.save(ONE)
        await stage.settled()
        view = stage.session.view(f"{ONE}.html")
        assert view.printed == good is not None
        assert view.problems == (BROKEN,)
        assert "html" not in stage.workshop.asked[3:]
        stage.workshop.problems = {}
        stage.save(ONE)
        await stage.settled()
        assert stage.session.view(f"{ONE}.html").problems == ()
        assert stage.told.all == [(BROKEN,), ()]

    play(scene)


def test_a_fault_of_layout_leaves_the_last_good_pages_and_concerns_its_chapter_alone(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.join(ONE)
        await stage.settled()
        good = stage.session.view(f"{ONE}.html").printed
        stage.printer.failure = NotPrinted(BROKEN)
        stage.save(ONE)
        await stage.settled()
        view = stage.session.view(f"{ONE}.html")
        assert (view.printed, view.problems) == (good, (BROKEN,))
        assert stage.session.view(f"{TWO}.html").problems == ()
        stage.printer.failure = None
        stage.save(ONE)
        await stage.settled()
        assert stage.session.view(f"{ONE}.html").problems == ()
        assert stage.session.view(f"{ONE}.html").printed != good

    play(scene)


def test_fragments_that_are_just_exchanged_are_no_fault(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.printer.failure = FileNotFoundError("fragments")
        stage.join(ONE)
        await stage.settled()
        assert stage.session.view(f"{ONE}.html").problems == ()
        assert stage.printer.printed == [ONE]  # and not again and again

    play(scene)


def test_a_build_that_was_killed_is_a_problem_and_the_next_save_tries_again(play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.settled()
        stage.workshop.lost = True
        stage.save(ONE)
        await stage.settled()
        assert stage.session.view("index.html").problems == (LOST,)
        stage.workshop.lost = False
        stage.save(ONE)
        await stage.settled()
        assert stage.session.view("index.html").problems == ()

    play(scene)


def test_another_style_of_print_is_printed_without_a_build(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.join(ONE)
        await stage.settled()
        stage.session.note(Changes(press=True))
        await stage.until(lambda: len(stage.printer.printed) == 2)
        assert stage.printer.starts == 1
        assert stage.workshop.asked == ["read", "fragments", "html"]

    play(scene)


def test_another_style_of_print_does_not_hide_what_is_wrong_with_the_book(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.workshop.problems = {"read": (BROKEN,)}
        await stage.settled()
        stage.printer.failure = NotPrinted(STYLE)
        stage.session.note(Changes(press=True))
        await stage.settled()
        assert stage.session.view("index.html").problems == (STYLE, BROKEN)
        stage.printer.failure = None
        stage.session.note(Changes(press=True))
        await stage.settled()
        assert stage.session.view("index.html").problems == (BROKEN,)

    play(scene)


def test_a_viewer_of_another_page_is_told_what_was_saved(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.save(TWO)
        await stage.settled()
        assert stage.session.view(f"{ONE}.html").saved == (f"{TWO}.html", "Peace/Two")
        assert stage.session.view(f"{TWO}.html").saved is None

    play(scene)


def test_without_a_press_web_pages_are_shown_and_the_reason(play) -> None:
    async def scene(stage: Stage) -> None:
        stage.join(ONE)
        await stage.settled()
        assert stage.session.view(f"{ONE}.html").unprinted == "Pango is missing"
        assert stage.workshop.asked == ["read", "fragments", "html"]

    play(scene, "Pango is missing")


@pytest.mark.parametrize(
    ("page", "words"), [("index.html", "no chapter"), (f"{ONE}.html", "laid out"), ("peace/none.html", "no chapter")]
)
def test_where_there_are_no_printed_pages_it_says_why(play, page: str, words: str) -> None:
    async def scene(stage: Stage) -> None:
        assert "being built" in stage.session.view(page).unprinted
        await stage.until(lambda: len(stage.workshop.asked) == 3)
        assert words in stage.session.view(page).unprinted

    play(scene)
