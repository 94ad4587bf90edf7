"""The shape of {key-facts}, {for-and-against} and {timeline}: plain lists that the builder makes more of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from book.model import PartialDate, Problem, written_date
from book.source.dialect import plain_text
from book.source.facts import Name
from book.source.problems import problem, quoted

# What each is to be, in the words of a remedy.
SHAPES: Mapping[str, str] = {
    "key-facts": "write one list in it, a fact to an item: `- **Signed:** 4 April 1949`",
    "for-and-against": "write `**For**`, a list, `**Against**` and a list in it, with blank lines between",
    "timeline": "write one list in it, an event to an item: `- **4 April 1949** The treaty is signed`",
}


@dataclass(frozen=True)
class _Block:
    """A block with all that is in it; `line` counts from the start of the text."""

    line: int
    tokens: Sequence[Token]

    @property
    def type(self) -> str:
        return self.tokens[0].type.removesuffix("_open")

    @property
    def blocks(self) -> list[_Block]:
        """The blocks within it, such as the items of a list."""
        return _blocks(self.tokens[1:-1])


def shape_problems(name: str, tokens: Sequence[Token], line: int, body_line: int) -> Iterator[Problem]:
    """What is wrong with the text of one of `SHAPES`; its fence opens at `line`, its text begins at `body_line`."""
    blocks = _blocks(tokens)
    kinds = [block.type for block in blocks]
    if not blocks:
        yield problem(line, f"{name}/empty", f"{{{name}}} is empty", SHAPES[name])
    elif name == "for-and-against":
        titled = kinds == ["paragraph", "bullet_list"] * 2 and _is_title(blocks[0]) and _is_title(blocks[2])
        if not titled:
            yield problem(line, f"{name}/shape", f"{{{name}}} is not two lists under titles in bold", SHAPES[name])
    elif kinds != ["bullet_list"]:
        yield problem(line, f"{name}/shape", f"{{{name}}} is not one list with `-` and nothing else", SHAPES[name])
    items = [item for block in blocks if block.type == "bullet_list" for item in block.blocks]
    for item in items:
        if not item.blocks:
            yield problem(body_line + item.line, f"{name}/empty", "the item is empty", "write its text, or delete it")
    if name == "timeline":
        yield from _date_problems([item for item in items if item.blocks], body_line)


def nested_problem(name: str, line: int) -> Problem:
    """The problem of one of `SHAPES` that stands in a box, a list or a quotation."""
    message = f"{{{name}}} stands within a box, a list or a quotation"
    return problem(line, f"{name}/place", message, "move it out, to begin at the margin")


def misplaced(found: Sequence[Name]) -> Iterator[Problem]:
    """The problems of those of `SHAPES` that are in no chapter."""
    for name in found:
        message = f"{{{name.text}}} stands in a page that is no chapter"
        yield problem(name.line, f"{name.text}/place", message, "use it in chapters only; write a plain list here")


def _blocks(tokens: Sequence[Token]) -> list[_Block]:
    """The outermost blocks; comments are none."""
    found: list[_Block] = []
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            if token.type != "myst_line_comment":
                opening = tokens[start]
                found.append(_Block(opening.map[0] if opening.map else 0, tokens[start : index + 1]))
            start = index + 1
    return found


def _is_title(block: _Block) -> bool:
    """Whether a paragraph is bold as a whole."""
    lead, rest = _lead(block.tokens[1])
    return bool(lead) and not rest


def _lead(inline: Token) -> tuple[str, bool]:
    """The text of the bold words that a paragraph begins with, empty without any; and whether more follows."""
    children = [child for child in inline.children or [] if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return "", bool(children)
    end = next(i for i, child in enumerate(children) if child.type == "strong_close" and not child.level)
    return plain_text(children[1:end]).strip(), end + 1 < len(children)


def _date_problems(items: Sequence[_Block], body_line: int) -> Iterator[Problem]:
    """Items without a date, and those that are before the one above them."""
    before: PartialDate | None = None
    above = ""
    for item in items:
        first, line = item.blocks[0], body_line + item.line
        lead = _lead(first.tokens[1])[0].rstrip(".,:") if first.type == "paragraph" else ""
        if not any(map(str.isdecimal, lead)):
            message = "the item does not begin with a date in bold"
            yield problem(line, "timeline/date", message, "write `**4 April 1949**`, `**June 1999**` or `**2020–22**`")
            continue
        pieces = written_date(lead)
        date = pieces[0][1] if pieces else None
        if date and before and date.is_before(before):
            message = f"{quoted(lead)} stands below {quoted(above)}"
            yield problem(line, "timeline/order", message, "put the earlier one first", "warning")
        if date:
            before, above = date, lead
