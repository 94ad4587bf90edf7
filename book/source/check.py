"""The rules that need more than one file: links, images, terms, syllabus codes, months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from book.model import Catalog, Problem, Syllabus
from book.source.editions import edition_problems
from book.source.folder import SYLLABUS, Folder
from book.source.images import image_problems
from book.source.known_terms import KnownTerms
from book.source.links import link_problems
from book.source.moved import moved_problems
from book.source.page import Page
from book.source.problems import did_you_mean, problem, quoted
from book.source.terms import repeated_names, term_problems

MOST = 200  # problems of one file that are reported: a hostile file could have a million

Located = tuple[str, Problem]  # a path below the folder of chapters, and what is wrong there


@dataclass(frozen=True)
class _Book:
    pages: Mapping[str, Page]
    folder: Folder
    syllabus: Syllabus
    terms: KnownTerms


def check(pages: Mapping[str, Page], folder: Folder, catalog: Catalog) -> Iterator[Located]:
    """The problems of each page, alone and among the others, then those of the book."""
    book = _Book(pages, folder, catalog.syllabus, KnownTerms(catalog.terms))
    for path in pages:
        # lazily: what is beyond the limit is not even looked for
        for count, found in enumerate(islice(_check_page(path, book), MOST + 1)):
            if count < MOST:
                yield path, found
            else:
                message = f"{MOST} problems of this file are shown, and it has more"
                yield path, problem(0, "file/problems", message, "put these right first")
    yield from repeated_names(pages)
    yield from edition_problems(pages)
    yield from moved_problems(pages)


def _check_page(path: str, book: _Book) -> Iterator[Problem]:
    page = book.pages[path]
    yield from page.problems
    yield from _codes(page, book.syllabus)
    yield from link_problems(path, book.pages)
    yield from image_problems(path, page, book.folder)
    yield from term_problems(path, page, book.terms)


def _codes(page: Page, syllabus: Syllabus) -> Iterator[Problem]:
    if page.kind != "chapter" or not syllabus.nodes:  # without a syllabus that is the one problem
        return
    for number, code in enumerate(page.fields.get("syllabus", ())):
        if code not in syllabus:
            line = page.lines.get(f"syllabus.{number}", 1)
            remedy = did_you_mean(code, syllabus.nodes, f"see {SYLLABUS} for the codes")
            yield problem(line, "front-matter/code", f"syllabus: {quoted(code)} is no code of the syllabus", remedy)
