"""YAML to plain values with the line of every key and item, and every problem of it.

Built on the parser's events: `safe_load` raises on 2026-13-40, keeps the last of two equal keys without a
word, and reads `no` as false. Here a date stays text, two equal keys are a problem, and only `true` and `false`
are booleans. Anchors, aliases and tags are refused: a chapter needs none, and they can make a small file huge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from book.model import Problem
from book.source.problems import problem, quoted

MAX_DEPTH = 32  # a syllabus of 16 levels
Location = tuple[str | int, ...]

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the first is ten times as fast
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_SYNTAX_REMEDY = "text with `: ` or ` #` in it, or with a bracket or quote at its start, must stand in quotes"


@dataclass
class YamlTree:
    """The values, the line of each location in them (keys: of the key), and what was wrong.

    `value` is None where there is nothing or where the YAML has no readable structure (then `broken`).
    """

    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False


class _Stop(Exception):
    """The structure cannot be read any further."""


def read_yaml(text: str, rule: str, first_line: int = 1) -> YamlTree:
    """The tree of one YAML document; rules are named `<rule>/yaml`, `<rule>/duplicate` and so on."""
    return _Builder(text, rule, first_line).build()


class _Builder:
    def __init__(self, text: str, rule: str, first_line: int) -> None:
        self.text, self.rule, self.first_line = text, rule, first_line
        self.last_line = max(0, text.rstrip("\n").count("\n"))
        self.tree = YamlTree()

    def build(self) -> YamlTree:
        tree = self.tree
        try:
            events = yaml.parse(self.text, Loader=_LOADER)
            next(events)  # the start of the stream
            if not isinstance(next(events), yaml.StreamEndEvent):  # else the start of a document
                tree.value = self._node(next(events), events, ())
                next(events)  # the end of the document
                self._expect_end(next(events))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._syntax(mark.line if mark else 0, error.problem or "not readable")
        except yaml.YAMLError:
            self._syntax(0, "not readable")
        except _Stop:
            tree.broken = True
        return tree

    def _expect_end(self, event: yaml.Event) -> None:
        if not isinstance(event, yaml.StreamEndEvent):
            self._syntax(_start(event), "a second document begins here")

    def _syntax(self, line: int, what: str) -> None:
        self.tree.value, self.tree.broken = None, True
        self._problem(self._line(line), "yaml", f"this is not YAML: {what}", _SYNTAX_REMEDY)

    def _line(self, line: int) -> int:
        # an error at the very end is reported behind the last line
        return self.first_line + min(line, self.last_line)

    def _problem(self, line: int, kind: str, message: str, remedy: str) -> None:
        self.tree.problems.append(problem(line, f"{self.rule}/{kind}", message, remedy))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> Any:
        line = self._line(_start(event))
        self.tree.lines.setdefault(at, line)
        if len(at) > MAX_DEPTH:
            self._problem(line, "yaml", "values are nested too deep", "write a flat list")
            raise _Stop
        self._refuse_marks(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, at)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, at)
        return f"*{getattr(event, 'anchor', '')}"  # an alias: kept as text, so that nothing else is missed

    def _refuse_marks(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            mark = f"alias `*{event.anchor}`"
        elif getattr(event, "anchor", None):
            mark = f"anchor `&{getattr(event, 'anchor', '')}`"
        elif getattr(event, "tag", None):
            mark = f"tag {quoted(str(getattr(event, 'tag', '')))}"
        else:
            return
        self._problem(
            line, "plain", f"the YAML {mark} is not used here", "write the value itself, in quotes if need be"
        )

    def _sequence(self, events: Iterator[yaml.Event], at: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*at, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], at: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self._line(_start(event))
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(line, "yaml", "a key must be one word", "write `key: value`")
                raise _Stop
            self._refuse_marks(event, line)
            key = event.value
            if key in values:
                first = self.tree.lines[(*at, key)]
                self._problem(
                    line,
                    "duplicate",
                    f"{quoted(key)} stands here a second time",
                    f"keep one; the first is in line {first}",
                )
                self._discard(next(events), events, (*at, key))
                continue
            self.tree.lines[(*at, key)] = line
            values[key] = self._node(next(events), events, (*at, key))
        return values

    def _discard(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> None:
        """Read a value for its problems alone; the lines of the first one stay."""
        kept = self.tree.lines
        self.tree.lines = {}
        self._node(event, events, at)
        self.tree.lines = kept


def _start(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    text = event.value
    if event.style is not None and event.style != "":  # quoted or a block
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
