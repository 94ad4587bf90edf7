"""Terms that no chapter uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from book.model import Problem, Term
from book.source.cache import load_uses, store_uses
from book.source.known_terms import KnownTerms
from book.source.page import Page
from book.source.problems import problem, quoted
from book.source.uses import chapter_uses


def unused_terms(pages: Mapping[str, Page], terms: Sequence[Term], cache: Path | None) -> Iterator[tuple[str, Problem]]:
    """A warning for each term that no chapter uses; none where the text of a page could not be read.

    With `cache`, a folder, chapters that have not changed are not searched again for the same terms.
    """
    if not all(page.readable for page in pages.values()):
        return
    kept = load_uses(cache, terms) if cache else {}
    used = _used_in_each(pages, KnownTerms(terms), kept)
    if cache and used.keys() != kept.keys():
        store_uses(cache, terms, used)
    in_all = {name for names in used.values() for name in names}
    for term in terms:
        if term.name not in in_all:
            message, remedy = (
                f"no chapter uses the term {quoted(term.name)}",
                "use it in a chapter, or delete its entry",
            )
            yield term.path, problem(term.line, "term/unused", message, remedy, "warning")


def _used_in_each(
    pages: Mapping[str, Page], known: KnownTerms, kept: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """The main names of the terms that each chapter uses, by the chapter's key."""
    chapters = {page.key: (path, page) for path, page in pages.items() if page.kind == "chapter"}
    return {
        key: kept[key] if key in kept else sorted({use.term for use in chapter_uses(path, page, known)})
        for key, (path, page) in chapters.items()
    }
