"""The picture of a formula as outlines: what ziamath draws, with nothing in it but the shapes of glyphs and bars.

Elements and attributes are an allow-list, and all numbers are written anew: whatever text of a stranger got into
the drawing, none of it gets out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

UNITS = 1000  # in an em

Point = tuple[int, int]

_TOKENS = re.compile(r"\s*([MLQZ])((?:\s*-?[0-9]+(?:\.[0-9]+)?)*)\s*")
_POINTS = {"M": 1, "L": 1, "Q": 2, "Z": 0}


class ForeignShape(Exception):
    """The drawing has something in it that no formula of ours has."""


def outlines(svg: Element, em: float) -> str:
    """The shapes of a drawing as `<path>` elements; `em` is the size of its type in its own units."""
    return "".join(_shape(node, UNITS / em) for node in svg)


def _shape(node: Element, scale: float) -> str:
    if len(node) or node.tag not in ("path", "rect"):
        raise ForeignShape(node.tag)
    d = _bar(node, scale) if node.tag == "rect" else _outline(node.get("d", ""), scale)
    if "stroke" not in node.attrib:
        return f'<path d="{d}"/>'
    width = round(_number(node.get("stroke-width", "")) * scale)
    return f'<path d="{d}" fill="none" stroke="currentColor" stroke-width="{width}"/>'


def _number(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ForeignShape(text)
    return float(text)


def _bar(node: Element, scale: float) -> str:
    x, y, width, height = (round(_number(node.get(name, "")) * scale) for name in ("x", "y", "width", "height"))
    return f"m{x} {y}h{width}v{height}h{-width}z"


def _outline(d: str, scale: float) -> str:
    """Path data with whole numbers, each relative to the point before: a third of the length."""
    parts: list[str] = []
    here = start = (0, 0)
    last = ""
    for command, points in _commands(d, scale):
        steps = [number for point in points for number in (point[0] - here[0], point[1] - here[1])]
        if command == "L" and not any(steps):
            continue
        numbers = re.sub(r" (?=-)", "", " ".join(map(str, steps)))
        glue = "" if numbers.startswith("-") else " "
        parts.append(glue + numbers if command == last and points else command.lower() + numbers)
        here = points[-1] if points else start
        start = here if command == "M" else start
        last = command if command != "M" else ""  # what follows a move without a letter would be a line
    return "".join(parts)


def _commands(d: str, scale: float) -> Iterator[tuple[str, list[Point]]]:
    position = 0
    while position < len(d):
        match = _TOKENS.match(d, position)
        if match is None:
            raise ForeignShape(d[position : position + 20])
        numbers = [round(float(number) * scale) for number in match[2].split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if len(numbers) != 2 * _POINTS[match[1]]:
            raise ForeignShape(match[0])
        yield match[1], points
        position = match.end()
