"""The lines of a {glossary} block to entries, by the rules of Sphinx's own directive.

A name stands at the left, aliases on lines of their own below it, the definition indented below those; a blank
line parts two entries. See `sphinx.domains.std.Glossary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from book.model import Problem
from book.source.facts import Name
from book.source.problems import problem, quoted


@dataclass
class EntryLines:
    """An entry before its text is looked into: line i of `definition` is at `definition_line + i`."""

    names: list[Name]
    definition: list[str] = field(default_factory=list)
    definition_line: int = 0
    indent: int = 0


def split_entries(lines: Sequence[str], first_line: int) -> tuple[list[EntryLines], list[Problem]]:
    """The entries of a glossary and what is wrong with their form."""
    entries: list[EntryLines] = []
    problems: list[Problem] = []
    blank_before = True
    for number, line in enumerate(lines, start=first_line):
        entry = entries[-1] if entries else None
        if not line.strip():
            if entry and entry.definition:
                entry.definition.append("")
        elif not line[0].isspace():
            if entry and not entry.definition and not blank_before:
                entry.names.append(Name(number, line.strip()))
            else:
                problems.extend(_crowded(number, line, blank_before))
                entries.append(EntryLines([Name(number, line.strip())]))
        elif entry is None:
            problems.append(
                problem(number, "glossary/indent", "a definition stands before any term", "write the term at the left")
            )
        else:
            problems.extend(_define(entry, line, number))
        blank_before = not line.strip()
    problems.extend(_undefined(entries))
    return entries, problems


def _crowded(number: int, line: str, blank_before: bool) -> Iterator[Problem]:
    if not blank_before:
        yield problem(
            number,
            "glossary/blank-line",
            f"no blank line parts {quoted(line)} from the definition above",
            "put a blank line above it, or indent it if it belongs to the definition",
        )


def _define(entry: EntryLines, line: str, number: int) -> Iterator[Problem]:
    indent = len(line) - len(line.lstrip())
    if not entry.definition:
        entry.indent, entry.definition_line = indent, number
    if indent < entry.indent:
        yield problem(
            number,
            "glossary/indent",
            "this line is indented less than the first line of its definition",
            f"indent it by {entry.indent} blanks",
        )
    entry.definition.append(line[min(indent, entry.indent) :])


def _undefined(entries: Sequence[EntryLines]) -> Iterator[Problem]:
    for entry in entries:
        name = entry.names[0]
        if not entry.definition:
            yield problem(
                name.line,
                "glossary/definition",
                f"the term {quoted(name.text)} has no definition",
                "write it on the next line, indented by two blanks, without a blank line between",
            )
