"""The shape of one page: one title at the top, headings in steps, a glossary where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from book.model import Problem
from book.source.facts import Entry, Scan
from book.source.problems import problem, quoted

MOST_WORDS = 60  # of a definition: it stands in the margin of a page, and on a phone under a finger


def structure_problems(scan: Scan, is_glossary: bool) -> Iterator[Problem]:
    """What is wrong with the headings and glossary blocks of a page."""
    yield from _title(scan)
    for above, heading in pairwise(scan.headings):
        if heading.level > above.level + 1:
            yield problem(
                heading.line,
                "structure/heading-step",
                f"{quoted(heading.text)} is of level {heading.level} below a heading of level {above.level}",
                f"write it with `{'#' * (above.level + 1)}`",
                "warning",
            )
    yield from _glossary(scan, is_glossary)


def _title(scan: Scan) -> Iterator[Problem]:
    titles = [heading for heading in scan.headings if heading.level == 1]
    if not titles:
        yield problem(scan.opening or 1, "structure/title", "the page has no title", "begin its text with `# Title`")
        return
    if scan.opening < titles[0].line:
        yield problem(
            scan.opening, "structure/opening", "text stands above the title", f"move it below line {titles[0].line}"
        )
    for title in titles:
        if not title.text:
            yield problem(title.line, "structure/empty-title", "the title has no words", "write `# Title`")
    for title in titles[1:]:
        yield problem(
            title.line,
            "structure/two-titles",
            f"{quoted(title.text)} is a second title",
            f"write `## ` before it; the first is in line {titles[0].line}",
        )


def _glossary(scan: Scan, is_glossary: bool) -> Iterator[Problem]:
    remedy = "move its terms to the glossary.md of the subject"
    if not is_glossary:
        for line in scan.glossaries:
            yield problem(line, "glossary/place", "terms are defined only in a file glossary.md", remedy)
    elif not scan.glossaries:
        yield problem(
            scan.opening or 1, "glossary/none", "the glossary has no {glossary} block", "write one below the title"
        )
    elif not scan.entries:
        yield problem(
            scan.glossaries[0], "glossary/none", "the {glossary} block has no terms", "write one, or delete the file"
        )
    for line in scan.glossaries[1:] if is_glossary else ():
        yield problem(line, "glossary/two", "this is a second {glossary} block", "move its terms to the first")
    for entry in scan.entries if is_glossary else ():
        yield from _definition(entry)


def _definition(entry: Entry) -> Iterator[Problem]:
    name = entry.names[0]
    if entry.words > MOST_WORDS:
        message = f"the definition of {quoted(name.text)} has {entry.words} words"
        remedy = f"write {MOST_WORDS} at most, and explain the rest in a chapter"
        yield problem(name.line, "glossary/long", message, remedy, "warning")
    elif entry.see_also and not entry.words:
        message = f"the term {quoted(name.text)} has no definition above its `See also:`"
        remedy = "write one, or make the term another name of what it refers to"
        yield problem(name.line, "glossary/definition", message, remedy)
