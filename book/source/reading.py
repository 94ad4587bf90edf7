"""The reading of a whole book: every page, every problem, one catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from book.model import Catalog, Problem, Syllabus
from book.source.cache import load_pages, store_pages
from book.source.catalog import assemble
from book.source.check import Located, check
from book.source.folder import SYLLABUS, Folder, survey
from book.source.hygiene import MAX_BYTES
from book.source.images import file_problems
from book.source.known_terms import KnownTerms
from book.source.missing import MissingTerm, missing_terms
from book.source.page import Page, page_key, read_page
from book.source.problems import placed, printable, problem
from book.source.syllabus import read_syllabus
from book.source.unused import unused_terms
from book.source.uses import TermUse, term_uses


@dataclass(frozen=True)
class Reading:
    """The catalog of what could be read, all problems in the order of paths and lines, and the pages by their paths.

    `folder` and `cache` are those that it was read from.
    """

    catalog: Catalog
    problems: tuple[Problem, ...]
    pages: Mapping[str, Page] = field(default_factory=dict, repr=False)
    folder: Path = Path()
    cache: Path | None = field(default=None, compare=False)

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(found for found in self.problems if found.severity == "error")

    @cached_property
    def known_terms(self) -> KnownTerms:
        """The terms of all glossaries, by any form of their names."""
        return KnownTerms(self.catalog.terms)

    @cached_property
    def term_uses(self) -> tuple[TermUse, ...]:
        """All uses of terms in chapters, in the order of paths and lines."""
        found = term_uses(self.pages, self.known_terms)
        return tuple(sorted(found, key=lambda use: (use.path, use.line)))

    @cached_property
    def missing_terms(self) -> tuple[MissingTerm, ...]:
        """The abbreviations that several chapters use and no glossary has."""
        return missing_terms(self.pages, self.known_terms)

    @cached_property
    def unused_terms(self) -> tuple[Problem, ...]:
        """A warning for each term that no chapter uses: all chapters are searched for them, and no build needs it."""
        return tuple(_placed(self.folder, unused_terms(self.pages, self.catalog.terms, self.cache)))

    def typed(self, path: str) -> str:
        """The path of a page as a user would type it."""
        return printable((self.folder / path).as_posix())


def read_book(chapters: Path, cache: Path | None = None) -> Reading:
    """The book in the folder `chapters`; whatever is wrong inside it is a problem, never an exception.

    A problem's path is the one a user would type: the folder as it was given, a slash, the path below it.
    With `cache`, a folder, pages that have not changed are not parsed again; without it nothing is written.
    """
    if not chapters.is_dir():
        found = problem(0, "place/folder", "there is no such folder", "give the folder that holds the chapters")
        return Reading(Catalog(""), tuple(placed(chapters.as_posix(), [found])), folder=chapters)
    folder = survey(chapters)
    pages = _read_pages(chapters, folder, cache)
    syllabus, problems = _read_syllabus(chapters, folder)
    located = [*folder.problems, *((SYLLABUS, found) for found in problems), *file_problems(chapters, folder)]
    catalog = assemble(pages, syllabus)
    located.extend(check(pages, folder, catalog))
    return Reading(catalog, tuple(sorted(_placed(chapters, located))), pages, chapters, cache)


def _read_pages(root: Path, folder: Folder, cache: Path | None) -> dict[str, Page]:
    kept = load_pages(cache) if cache else {}
    used: dict[str, Page] = {}
    pages = {}
    for path, kind in folder.pages.items():
        data = _read_file(root / path)
        if isinstance(data, Problem):
            pages[path] = Page(kind, problems=(data,), readable=False)
            continue
        key = page_key(kind, data)
        pages[path] = used[key] = kept.get(key) or used.get(key) or read_page(kind, data)
    if cache and used.keys() != kept.keys():
        store_pages(cache, used)
    return pages


def _read_file(path: Path) -> bytes | Problem:
    """The bytes of a file, or the problem that kept us from reading it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return problem(0, "file/unreadable", f"the file cannot be read ({error.strerror})", "check its rights")
    if len(data) > MAX_BYTES:
        return problem(0, "file/size", f"the file is larger than {MAX_BYTES // 1024} KB", "make several chapters of it")
    return data


def _read_syllabus(root: Path, folder: Folder) -> tuple[Syllabus, list[Problem]]:
    if not folder.has_syllabus:
        return Syllabus(), []
    data = _read_file(root / SYLLABUS)
    return (Syllabus(), [data]) if isinstance(data, Problem) else read_syllabus(data)


def _placed(root: Path, located: Iterable[Located]) -> Iterator[Problem]:
    for path, found in located:
        yield from placed((root / path).as_posix(), [found])
