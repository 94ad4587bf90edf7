"""Old addresses of chapters: each leads to one chapter, and no page is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from book.model import Problem
from book.source.page import Page
from book.source.problems import problem, quoted


def moved_problems(pages: Mapping[str, Page]) -> Iterator[tuple[str, Problem]]:
    """What is wrong with `moved-from` in each chapter, as pairs of its path and the problem."""
    claimed: dict[str, str] = {}
    for path, page in pages.items():
        for number, old in enumerate(page.fields.get("moved-from", ())):
            if f"{old}.md" == path:
                message, remedy = "is where this chapter is", "delete it"
            elif f"{old}.md" in pages:
                message, remedy = "is a chapter of its own", "delete it here, or move that chapter with `book mv`"
            elif (other := claimed.setdefault(old, path)) != path:
                message, remedy = f"stands in {quoted(other)} too", "keep it where its readers should be led"
            else:
                continue
            line = page.lines.get(f"moved-from.{number}", 1)
            yield path, problem(line, "front-matter/moved-from", f"moved-from: {quoted(old)} {message}", remedy)


def moved_to(path: str, pages: Mapping[str, Page]) -> str | None:
    """The path of the chapter that was at `path` before it moved; None where none says so."""
    old = path.removesuffix(".md")
    return next((new for new, page in pages.items() if old in page.fields.get("moved-from", ())), None)
