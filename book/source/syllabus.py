"""`syllabus.yml`: a tree of nodes with titles, read with the line of every problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from book.model import Problem, Syllabus, SyllabusNode
from book.source.hygiene import decode
from book.source.problems import did_you_mean, problem, quoted
from book.source.yaml_tree import Location, YamlTree, read_yaml

_KEY = re.compile(r"[A-Za-z0-9]+")  # a dot would make two codes of one
_KEYS = ("title", "children")


def read_syllabus(data: bytes) -> tuple[Syllabus, list[Problem]]:
    """The syllabus, with the nodes that are right, and the problems of the others."""
    text, problems = decode(data)
    tree = read_yaml(text, "syllabus")
    problems.extend(tree.problems)
    if tree.broken:
        return Syllabus(), problems
    reader = _Reader(tree)
    problems.extend(reader.children(tree.value, (), ""))
    return Syllabus(reader.nodes), problems


class _Reader:
    def __init__(self, tree: YamlTree) -> None:
        self.lines = tree.lines
        self.nodes: dict[str, SyllabusNode] = {}

    def children(self, children: Any, at: Location, parent: str) -> Iterator[Problem]:
        if not isinstance(children, dict) or not children:
            yield self._problem(at, "children", "there are no nodes here", "write `CODE: {title: Its title}`")
            return
        for key, node in children.items():
            if _KEY.fullmatch(key):
                yield from self._node(node, (*at, key), f"{parent}.{key}" if parent else key)
            else:
                yield self._problem((*at, key), "key", f"{quoted(key)} is no code", "use letters and digits only")

    def _node(self, node: Any, at: Location, code: str) -> Iterator[Problem]:
        if not isinstance(node, dict):
            yield self._problem(at, "node", f"{quoted(code)} is no node", "write `CODE: {title: Its title}`")
            return
        for key in node:
            if key not in _KEYS:
                message = f"{quoted(key)} is not a key of a node"
                remedy = did_you_mean(key, _KEYS, "its keys are title and children")
                if node[key] is None:  # {title: One, two and three} is three keys
                    remedy = "within { } text that has a comma must stand in quotes"
                yield self._problem((*at, key), "unknown", message, remedy)
        title = node.get("title")
        if isinstance(title, str) and title.strip() and "\n" not in title.strip():
            self.nodes[code] = SyllabusNode(code, title.strip())
        else:
            where = (*at, "title") if "title" in node else at
            yield self._problem(where, "title", f"{quoted(code)} has no title", "write `title:` and one line of text")
            self.nodes[code] = SyllabusNode(code, code)  # so that the codes below it can be looked up
        if "children" in node:
            yield from self.children(node["children"], (*at, "children"), code)

    def _problem(self, at: Location, kind: str, message: str, remedy: str) -> Problem:
        return problem(self.lines.get(at, 1), f"syllabus/{kind}", message, remedy)
