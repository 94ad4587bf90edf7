"""Months: each that has a chapter has a page in `editions/`, and each such page has a chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from book.model import Month, Problem
from book.source.names import EDITIONS
from book.source.page import Page
from book.source.problems import problem


def edition_problems(pages: Mapping[str, Page]) -> Iterator[tuple[str, Problem]]:
    """Months without an edition page and edition pages without a chapter, by the path of the edition page."""
    chapters = [page for page in pages.values() if page.kind == "chapter"]
    published = [page.fields.get("published") for page in chapters if page.fields.get("draft") is not True]
    months = [Month.of(date.fromisoformat(day)) for day in published if day]
    written = {Month.parse(PurePosixPath(path).stem): path for path, page in pages.items() if page.kind == "edition"}
    for month in sorted(set(months) - set(written)):
        count = months.count(month)
        message = f"{month.title} has {count} chapter{'s' if count > 1 else ''} but no page"
        remedy = f"create this file with `# {month.title}` and a sentence or two as its foreword"
        yield f"{EDITIONS}/{month}.md", problem(0, "edition/none", message, remedy)
    if None in published:  # the chapter whose date cannot be read may be the one
        return
    for month in sorted(set(written) - set(months)):
        remedy = "delete this file, or correct the date of a chapter (drafts do not count)"
        yield written[month], problem(0, "edition/empty", f"no chapter is published in {month.title}", remedy)
