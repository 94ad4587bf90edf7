"""The block between `---` lines at the top of a file: split from the body, read, checked, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from book.model import Problem
from book.source.problems import problem
from book.source.schema import Front
from book.source.wording import worded_all
from book.source.yaml_tree import Location, YamlTree, read_yaml

# What the parser of MyST takes for the end (mdit_py_plugins.front_matter): both must agree on where text begins.
END = re.compile(r" {0,3}-{3,}[ \t]*|\.\.\.[ \t]*")


@dataclass(frozen=True)
class FrontMatter:
    """The keys that are right, whether all are, their lines, and the body with the block's lines left blank."""

    fields: dict[str, Any]
    complete: bool
    lines: dict[Location, int]
    body: str
    problems: tuple[Problem, ...]


def read_front_matter(text: str, model: type[Front]) -> FrontMatter:
    """The front matter of a page; where the model has no required key, the block may be absent."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not lines[start].startswith("---"):
        needed = [name for name, field in model.model_fields.items() if field.is_required()]
        return FrontMatter({}, not needed, {}, text, tuple(_absent(model, needed)))
    end = next((i for i, line in enumerate(lines) if i > start and END.fullmatch(line)), None)
    if end is None:
        unclosed = problem(
            start + 1, "front-matter/not-closed", "the front matter is not closed", "write `---` on a line below it"
        )
        return FrontMatter({}, False, {}, "\n" * len(lines), (unclosed,))
    tree = read_yaml("\n".join(lines[start + 1 : end]), "front-matter", first_line=start + 2)
    problems = list(_fence(lines, start))
    fields, wrong = _validated(tree, model, start + 1)
    problems.extend(wrong)
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    return FrontMatter(fields, not problems, tree.lines, body, tuple(problems))


def _absent(model: type[Front], needed: list[str]) -> Iterator[Problem]:
    if needed:
        keys = ", ".join(f"`{name}`" for name in needed)
        message = f"{model.page} begins with front matter, and there is none"
        remedy = f"begin the file with lines between `---` and `---`, one for each of {keys}"
        yield problem(1, "front-matter/none", message, remedy)


def _fence(lines: list[str], start: int) -> Iterator[Problem]:
    if start:
        yield problem(
            start + 1, "front-matter/fence", "the front matter does not begin on line 1", "delete the lines above it"
        )
    if lines[start].strip() != "---":
        yield problem(start + 1, "front-matter/fence", "this line has more than `---`", "write `---` alone")


def _validated(tree: YamlTree, model: type[Front], first_line: int) -> tuple[dict[str, Any], list[Problem]]:
    """The keys without error, and the problems of all others."""
    problems = list(tree.problems)
    if tree.broken:
        return {}, problems
    values = {} if tree.value is None else tree.value
    if not isinstance(values, dict):
        line = tree.lines.get((), first_line)
        message = "the front matter is not made of keys"
        return {}, [*problems, problem(line, "front-matter/mapping", message, "write lines `key: value`")]
    try:
        model.model_validate(values)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        problems.extend(worded_all(wrong, model, tree.lines, first_line))
        bad = {found["loc"][0] for found in wrong if found["loc"]}
        values = {key: value for key, value in values.items() if key not in bad}
    return values, problems
