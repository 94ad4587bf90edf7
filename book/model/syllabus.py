"""The syllabus: a tree; a code is the path to a node, joined with dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SyllabusNode:
    """A node of the tree under its full code, such as `GS2.IR.GROUPINGS`."""

    code: str
    title: str


@dataclass(frozen=True)
class Syllabus:
    """All nodes by code, in the order of the file."""

    nodes: Mapping[str, SyllabusNode] = field(default_factory=dict)

    def __contains__(self, code: str) -> bool:
        return code in self.nodes

    def path(self, code: str) -> tuple[SyllabusNode, ...]:
        """The nodes from the root down to `code`; KeyError where the syllabus has no such code."""
        parts = code.split(".")
        return tuple(self.nodes[".".join(parts[: i + 1])] for i in range(len(parts)))

    def line(self, code: str) -> str:
        """The code as a reader sees it: `GS2 · International relations · Groupings ...`."""
        root, *below = self.path(code)
        return " · ".join([root.code, *(node.title for node in below)])

    def subtree(self, code: str) -> tuple[str, ...]:
        """The code and all codes below it, in the order of the file; nothing where it is unknown."""
        return tuple(other for other in self.nodes if f"{other}.".startswith(f"{code}."))

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one step below `code`, below the root for an empty one."""
        return tuple(other for other in self.nodes if other.rpartition(".")[0] == code)

    def known_part(self, code: str) -> str:
        """As much of a code, from its beginning, as the syllabus has; empty where that is nothing."""
        while code and code not in self.nodes:
            code = code.rpartition(".")[0]
        return code
