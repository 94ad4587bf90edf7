"""A session: who looks at which page, and what is built and printed for them, again whenever files change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from book.model import Catalog, Problem
from book.preview.changes import Changes
from book.preview.impressions import Impression
from book.preview.printer import NotPrinted, Printer
from book.preview.view import View, docname_of, own_first, stamp
from book.preview.workshop import ProcessLost, Workshop

LOST = Problem("the build", 0, "preview/lost", "it was killed, for want of memory perhaps", "save once more")


class Teller(Protocol):
    """Says in the terminal what happens."""

    def problems(self, problems: Sequence[Problem]) -> None:
        """All problems that there are now; none where the last ones are gone."""

    def done(self, what: str, seconds: float) -> None:
        """Something was made, that long after the change was noticed."""


@dataclass(eq=False)
class Viewer:
    """A browser that shows a page; `woken` when there may be something new for it."""

    page: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Prints:
    """The printed pages of one chapter: the last good ones, the revision last tried, and what was wrong with it."""

    impression: Impression | None = None
    revision: int = 0
    faults: tuple[Problem, ...] = ()


class Session:
    """Everything that lasts while the preview runs. Without a printer `reason` says why nothing is printed."""

    def __init__(self, workshop: Workshop, printer: Printer | None, teller: Teller, reason: str = "") -> None:
        self.closed = False
        self._workshop, self._printer, self._teller, self._reason = workshop, printer, teller, reason
        self._viewers: list[Viewer] = []
        self._catalog = Catalog("")
        self._problems: tuple[Problem, ...] = ()  # of the last save
        self._saved = ""  # the docname of the page saved last
        self._noticed = time.monotonic()  # when a file changed last
        self._revision = 0  # of fragments and style sheets: what was printed from an earlier one is out of date
        self._prints: dict[str, Prints] = {}
        self._busy = True
        self._changes = Changes(book=True)
        self._to_build, self._to_print = asyncio.Event(), asyncio.Event()
        self._to_build.set()

    # --- who looks, and what they see ---

    def join(self, page: str) -> Viewer:
        """A new viewer of a page."""
        viewer = Viewer(page)
        self._viewers.append(viewer)
        self._to_print.set()
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """Nothing is printed for this viewer any more."""
        self._viewers.remove(viewer)

    def view(self, page: str) -> View:
        """What the viewers of a page are told."""
        docname, folders = docname_of(page), self._workshop.folders
        prints = self._prints.get(docname, Prints())
        saved = self._catalog.chapters.get(self._saved)
        path = (folders.chapters / f"{docname}.md").as_posix()
        return View(
            web=stamp(folders.html, page),
            busy=self._busy or self._is_outdated(docname),
            printed=prints.impression,
            unprinted=self._why_unprinted(docname, prints),
            problems=own_first((*self._problems, *prints.faults), path),
            saved=(f"{saved.docname}.html", saved.title) if saved and saved.docname != docname else None,
        )

    def close(self) -> None:
        """Let all viewers go."""
        self.closed = True
        self._wake_viewers()

    def _wake_viewers(self) -> None:
        for viewer in self._viewers:
            viewer.woken.set()

    def _why_unprinted(self, docname: str, prints: Prints) -> str:
        if self._printer is None:
            return self._reason
        if not self._revision:
            return "The book is being built." if self._busy else "The book cannot be built yet."
        if docname not in self._catalog.chapters:
            return "Chapters have their printed pages here. This page is no chapter."
        return "This chapter cannot be printed yet." if prints.faults else "The pages are being laid out."

    # --- building ---

    def note(self, changes: Changes) -> None:
        """Files have changed: build, as soon as what is being built is done."""
        self._changes |= changes
        self._noticed = time.monotonic()
        self._to_build.set()

    async def keep_built(self) -> None:
        """Build after each change, for ever; changes while something is built are taken together."""
        while True:
            await self._to_build.wait()
            self._to_build.clear()
            changes, self._changes = self._changes, Changes()
            self._busy = True
            self._saved = changes.saved[-1] if changes.saved else self._saved
            self._wake_viewers()
            before = self._problems
            try:
                self._problems = await self._make(changes, self._noticed)
            except ProcessLost:
                self._problems = (LOST,)
            self._busy = False
            if self._problems or before:
                self._teller.problems(self._problems)
            self._wake_viewers()

    async def _make(self, changes: Changes, since: float) -> tuple[Problem, ...]:
        """Build what the changes ask for, as far as that goes; the problems that there are now."""
        if changes.press and self._printer:
            try:
                await asyncio.to_thread(self._printer.start)
            except NotPrinted as failed:
                return failed.problems
            self._print_anew()
        if not changes.book:
            return ()
        reading = await asyncio.to_thread(self._workshop.read)
        if reading.errors:
            return reading.problems
        if problems := await asyncio.to_thread(self._workshop.build, "fragments"):
            return (*reading.problems, *problems)
        self._catalog = reading.catalog
        self._print_anew()
        problems = await asyncio.to_thread(self._workshop.build, "html")
        if not problems:
            self._teller.done("web pages", time.monotonic() - since)
        return (*reading.problems, *problems)

    # --- printing ---

    def _print_anew(self) -> None:
        self._revision += 1
        self._to_print.set()

    def _is_outdated(self, docname: str) -> bool:
        """Whether a chapter is to be printed before its printed pages are what its source is."""
        prints = self._prints.get(docname, Prints())
        return bool(self._printer) and docname in self._catalog.chapters and prints.revision < self._revision

    async def keep_printed(self) -> None:
        """Print the chapters that somebody looks at, for ever, the one that was saved last before others."""
        while True:
            await self._to_print.wait()
            self._to_print.clear()
            while outdated := [v for viewer in self._viewers if self._is_outdated(v := docname_of(viewer.page))]:
                await self._print(min(outdated, key=lambda docname: docname != self._saved))
                self._wake_viewers()

    async def _print(self, docname: str) -> None:
        assert self._printer is not None
        prints = self._prints.setdefault(docname, Prints())
        prints.revision, since, before = self._revision, self._noticed, prints.impression
        try:
            prints.impression = await asyncio.to_thread(self._printer.print, self._catalog, docname, before)
        except FileNotFoundError:
            return  # fragments are just being exchanged: another revision will come
        except NotPrinted as failed:
            prints.faults = failed.problems
            self._teller.problems(failed.problems)
            return
        prints.faults = ()
        if before and before.key != prints.impression.key:
            self._teller.done(f"printed pages of {docname}", time.monotonic() - since)
