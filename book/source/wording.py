"""What pydantic found, in words for people who write chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from book.model import Problem
from book.model.likeness import nearest
from book.source.problems import did_you_mean, problem, quoted
from book.source.schema import Front
from book.source.yaml_tree import Location

_TYPES = {
    "string_type": ("must be text", "write it in quotes"),
    "bool_type": ("must be true or false", "write `true`, or leave the line out"),
    "int_type": ("must be a whole number", "write a number from 1, such as 3"),
    "greater_than_equal": ("is too small", "write a number from 1 to 999"),
    "less_than_equal": ("is too large", "write a number from 1 to 999"),
    "list_type": ("must be a list", "write `[one, two]`, or each item on a line of its own after `- `"),
    "model_type": ("must have keys of its own", "write lines `key: value` below it, indented"),
}


def worded_all(
    errors: Sequence[ErrorDetails], model: type[Front], lines: Mapping[Location, int], first_line: int
) -> Iterator[Problem]:
    """Each error at the line of its key or item, at that of the parent (or `first_line`) where a key is missing.

    A key that is misspelt is not called missing as well.
    """
    meant = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            guess = nearest(str(error["loc"][-1]), _keys(_owner(model, error["loc"])))
            meant.add((*error["loc"][:-1], guess))
    for error in errors:
        if error["type"] != "missing" or error["loc"] not in meant:
            yield _worded(error, model, {(): first_line, **lines})


def _worded(error: ErrorDetails, model: type[Front], lines: Mapping[Location, int]) -> Problem:
    at, kind = error["loc"], error["type"]
    name = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
    if kind == "missing":
        remedy = f"add `{name}:` ({_about(model, at)})"
        return problem(_line(lines, at[:-1]), "front-matter/missing", f"`{name}` is missing", remedy)
    if kind == "extra_forbidden":
        owner = _owner(model, at)
        known = _keys(owner)
        otherwise = f"its keys are {', '.join(known)}" if known else "leave the block out: it has no keys"
        message = f"{quoted(name)} is not a key of {owner.page}"
        return problem(_line(lines, at), "front-matter/unknown", message, did_you_mean(name, known, otherwise))
    if kind == "refused":
        words = error["ctx"]
        where = at if words["item"] is None else (*at, words["item"])
        remedy = words["remedy"] + _or_none(model, at, words["rule"])
        return problem(_line(lines, where), f"front-matter/{words['rule']}", f"{name}: {words['message']}", remedy)
    line = _line(lines, at)
    if error["input"] is None:
        return problem(line, "front-matter/empty", f"{name}: nothing is written here", _fill(model, at))
    message, remedy = _TYPES.get(kind, ("is not what belongs here", "write it as other chapters do"))
    if kind == "string_type" and isinstance(error["input"], list | dict):
        remedy = "write one line of text"
    return problem(line, "front-matter/type", f"{name}: {_shown(error['input'])} {message}", remedy)


def _line(lines: Mapping[Location, int], at: Location) -> int:
    """The line of a location; of the block's first line where it is the block as a whole."""
    return lines[at] if at else lines[()]


def _keys(owner: type[Front]) -> tuple[str, ...]:
    return tuple(field.alias or key for key, field in owner.model_fields.items())


def _owner(model: type[Front], at: Location) -> type[Front]:
    """The model that the last key of a location belongs to: that of the list's items below a list."""
    if len(at) == 1:
        return model
    found = _models(model.model_fields[str(at[0])].annotation)
    return next((owner for owner in found if issubclass(owner, Front)), model)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _field(model: type[Front], at: Location) -> FieldInfo:
    owner = _owner(model, at)
    return next(field for key, field in owner.model_fields.items() if at[-1] in (key, field.alias))


def _about(model: type[Front], at: Location) -> str:
    text = (_field(model, at).description or "").rstrip(".")
    return text[:1].lower() + text[1:]


def _or_none(model: type[Front], at: Location, rule: str) -> str:
    """Half a date or URL is often all that is known; where the key is optional it can be left out."""
    optional = rule in ("date", "url") and not _field(model, at).is_required()
    return ", or leave the line out" if optional else ""


def _fill(model: type[Front], at: Location) -> str:
    return f"write it ({_about(model, at)})" if isinstance(at[-1], str) else "delete this item"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, list):
        return "a list"
    return "a block of keys" if isinstance(value, dict) else quoted(str(value))
