"""Old addresses of chapters: each leads to one chapter, and no page is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from book.model import Problem
from book.source.front_matter import END
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


class NoPlace(Exception):
    """A front matter that `moved-from` cannot be written into."""


def with_moved_from(text: str, docnames: Sequence[str]) -> str:
    """The text of a chapter with these in `moved-from`; of its front matter no other character changes.

    NoPlace where it is not made of lines `key: value`.
    """
    lines = text.splitlines(keepends=True)
    end = next(i for i, line in enumerate(lines) if i and END.fullmatch(line.rstrip("\r\n")))
    first, front, rest = lines[0], "".join(lines[1:end]), "".join(lines[end:])
    root = yaml.compose(front, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise NoPlace("its front matter stands in braces; write it as lines `key: value` first")
    line_end = first[len(first.rstrip("\r\n")) :]
    value = next((value for key, value in root.value if key.value == "moved-from"), None)
    if value is None:
        front += f"{' ' * root.start_mark.column}moved-from: [{', '.join(docnames)}]{line_end}"
    elif value.flow_style:
        front = f"{front[: value.start_mark.index]}[{', '.join(docnames)}]{front[value.end_mark.index :]}"
    else:
        gap = line_end + " " * value.start_mark.column
        items = gap.join(f"- {docname}" for docname in docnames)
        front = front[: value.start_mark.index] + items + front[value.value[-1].end_mark.index :]
    return first + front + rest
