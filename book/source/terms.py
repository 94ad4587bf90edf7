"""Terms over all pages: each one is defined once, and each one that is used is defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book.model import Problem
from book.source.page import Page
from book.source.problems import did_you_mean, problem, quoted
from book.terms import term_key


@dataclass(frozen=True)
class Definition:
    """Where a name stands in a glossary."""

    name: str
    path: str
    line: int


def defined_names(pages: Mapping[str, Page]) -> tuple[dict[str, Definition], list[tuple[str, Problem]]]:
    """All names and aliases by their key, the first of each, and the problems of those that come again."""
    found: dict[str, Definition] = {}
    problems = []
    for path in sorted(path for path, page in pages.items() if page.kind == "glossary"):
        for entry in pages[path].scan.entries:
            for name in entry.names:
                first = found.setdefault(term_key(name.text), Definition(name.text, path, name.line))
                if (first.path, first.line) != (path, name.line):
                    message = f"{quoted(name.text)} is defined a second time"
                    remedy = f"keep one; the first is in {first.path}:{first.line}"
                    problems.append((path, problem(name.line, "term/duplicate", message, remedy)))
    return found, problems


def term_problems(
    path: str, page: Page, defined: Mapping[str, Definition], names: tuple[str, ...]
) -> Iterator[Problem]:
    """The uses of terms that no glossary defines; `names` are all that are defined, as they are written."""
    for use in page.scan.terms:
        if term_key(use.text) not in defined:
            folder, slash, _ = path.partition("/")
            glossary = f"{folder}/glossary.md" if slash and page.kind != "edition" else "the glossary of a subject"
            remedy = did_you_mean(use.text, names, f"define it in {glossary}, or write it as plain text")
            yield problem(use.line, "term/undefined", f"no glossary defines the term {quoted(use.text)}", remedy)
