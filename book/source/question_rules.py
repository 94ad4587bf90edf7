"""Questions for practice as they are written: their parts, their settings, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from book.model import Problem
from book.model.question import DIRECTIVES, LETTERS, LEVELS
from book.source.directive import Directive, directive_name
from book.source.markup import QUESTION_PARTS
from book.source.names import NAME, better_name
from book.source.problems import did_you_mean, problem, quoted
from book.source.prose import OPTIONS

_AUTOMATIC = re.compile(r"q[0-9]+|(id|chapter|footnote|link-note|term-use)(-.*|[0-9]*)")  # ids that the builder gives
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_EMPHASIS = str.maketrans("", "", "*_")


@dataclass(frozen=True)
class Body:
    """The blocks of a question: of each the index of its first token, in order; `parts` are answers with words in them.

    `options` is that of the list, None where there is none.
    """

    stem: tuple[int, ...]
    options: int | None
    parts: tuple[int, ...]
    misplaced: tuple[int, ...]


def answer_place(letter: str) -> int | None:
    """The place of the option with this letter, from 0; None where it is no letter of an option."""
    return LETTERS.index(letter) if len(letter) == 1 and letter in LETTERS else None


def count_of(written: str) -> int | None:
    """The number of marks or words; None where it is no whole number from 1 to 9999."""
    return int(written) if _COUNT.fullmatch(written) else None


def mark_options(name: str, tokens: Sequence[Token]) -> None:
    """Mark the list of options among the tokens of an {mcq}, so that no names of terms are looked for in it."""
    start = _read_body(name, tokens).options
    if start is not None:
        tokens[start].meta[OPTIONS] = tokens[_end(tokens, start)].meta[OPTIONS] = True


def body_problems(directive: Directive, line: int, tokens: Sequence[Token]) -> Iterator[Problem]:
    """What is wrong with the text of a question; `tokens` are those of its body."""
    name, part = directive.name, QUESTION_PARTS[directive.name]
    body = _read_body(name, tokens)
    if not body.stem:
        yield problem(line, "question/stem", "the question asks nothing", f"write it below {{{name}}}")
    if name == "mcq":
        yield from _option_problems(line, directive.body_line, tokens, body.options)
    for index in body.misplaced[:1]:
        behind = "its options or its explanation" if name == "mcq" else "its outline"
        message, remedy = f"text of the question stands behind {behind}", f"move it up, or into the {part}"
        yield problem(_line(directive.body_line, tokens[index]), "question/order", message, remedy)
    if not body.parts:
        message = f"the question has no {part}"
        yield problem(line, f"question/{part}", message, f"write one at its end: `:::{{{part}}}` … `:::`", "warning")
    for index in body.parts[1:]:
        message = f"this is a second {{{part}}} of the question"
        yield problem(_line(directive.body_line, tokens[index]), f"question/{part}", message, "make one of the two")


def setting_problems(directive: Directive, line: int, tokens: Sequence[Token]) -> Iterator[Problem]:
    """What is wrong with the `:key:` lines of a question, but for its id."""
    given = {key: (value, directive.option_lines[key]) for key, value in directive.options.items()}
    if directive.name == "mcq":
        options = len(_items(tokens, _read_body("mcq", tokens).options))
        yield from _answer(given.get("answer"), options, line)
    for key, known in (("level", LEVELS), ("directive", DIRECTIVES)):
        value, at = given.get(key, (known[0], 0))
        if value not in known:
            remedy = did_you_mean(value.casefold(), known, f"write one of {', '.join(known)}")
            yield problem(at, f"question/{key}", f"{quoted(value)} is no {key} of a question", remedy)
    for key in ("marks", "words"):
        value, at = given.get(key, ("1", 0))
        if count_of(value) is None:
            remedy = f"write a whole number from 1, such as `:{key}: 150`"
            yield problem(at, f"question/{key}", f"{key}: {quoted(value)} is no number of {key}", remedy)


def id_problems(
    name: str, line: int, taken: Mapping[str, int], slugs: Collection[str], *, given: bool
) -> Iterator[Problem]:
    """What is wrong with the id of a question; `taken` are those of the questions above, `slugs` those of headings."""
    if given and not NAME.fullmatch(name):
        better = better_name(name)
        remedy = f"write `{better}`" if better else "write a name"
        yield problem(line, "question/id", f"id: {quoted(name)} is not in a-z, 0-9 and single hyphens", remedy)
    elif given and _AUTOMATIC.fullmatch(name):
        yield problem(line, "question/id", f"the id {quoted(name)} is one that the book gives", "write another name")
    elif name in taken:
        message = f"the id {quoted(name)} is that of the question in line {taken[name]} too"
        yield problem(line, "question/id", message, "write another name")
    elif name in slugs:
        message = f"the id {quoted(name)} of the question is that of a heading too"
        yield problem(line, "question/id", message, "write another one: `:id: name`")


def _answer(given: tuple[str, int] | None, options: int, line: int) -> Iterator[Problem]:
    letters = LETTERS[:options]
    choice = f"one of {', '.join(letters)}" if letters else "its letter"
    if given is None or not given[0]:
        remedy = "say which option is right, such as `:answer: a`"
        yield problem(given[1] if given else line, "question/answer", "the question has no answer", remedy)
    elif options and (len(given[0]) != 1 or given[0] not in letters):
        yield problem(given[1], "question/answer", f"there is no option {quoted(given[0])}", f"write {choice}")


def _option_problems(line: int, first_line: int, tokens: Sequence[Token], start: int | None) -> Iterator[Problem]:
    items = _items(tokens, start)
    if len(items) < 2:
        message = "the question has no options" if start is None else "the question has one option"
        remedy = "write them as a list at its end, each on a line of its own after `- `"
        yield problem(line, "question/options", message, remedy)
    if len(items) > len(LETTERS):
        at = _line(first_line, items[len(LETTERS)][0])
        yield problem(at, "question/options", f"the question has {len(items)} options", f"leave {len(LETTERS)} at most")
    seen: dict[str, int] = {}
    for place, item in enumerate(items):
        at, words = _line(first_line, item[0]), _words(item)
        name = LETTERS[place] if place < len(LETTERS) else str(place + 1)
        if not words:
            yield problem(at, "question/options", f"the option {name} is empty", "write it, or delete the line")
        elif words in seen:
            message = f"the option {name} says what the option {LETTERS[seen[words]]} says"
            yield problem(at, "question/options", message, "write another one")
        elif place < len(LETTERS):
            seen[words] = place


def _read_body(name: str, tokens: Sequence[Token]) -> Body:
    """The blocks of a question; its options are the last list with bullets that is not within anything."""
    part, lists = QUESTION_PARTS[name], []
    blocks = [i for i, t in enumerate(tokens) if not t.level and t.nesting >= 0 and t.type != "myst_line_comment"]
    if name == "mcq":
        lists = [i for i in blocks if tokens[i].type == "bullet_list_open"]
    parts = [i for i in blocks if "fence" in tokens[i].type and directive_name(tokens[i].info) == part]
    options = lists[-1] if lists else None
    ends = [i for i in (options, *parts[:1]) if i is not None]
    text = [i for i in blocks if i != options and i not in parts]
    stem = tuple(i for i in text if not ends or i < min(ends))
    misplaced = [i for i in text if i not in stem]
    if options is not None and parts and parts[0] < options:
        misplaced.insert(0, options)
    return Body(stem, options, tuple(i for i in parts if tokens[i].content.strip()), tuple(misplaced))


def _items(tokens: Sequence[Token], start: int | None) -> list[Sequence[Token]]:
    """The tokens of each item of the list that begins at `start`."""
    if start is None:
        return []
    inside = range(start + 1, _end(tokens, start))
    opened = [i for i in inside if tokens[i].type == "list_item_open" and tokens[i].level == 1]
    return [tokens[i : _end(tokens, i)] for i in opened]


def _end(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes what `start` opens."""
    level = tokens[start].level
    return next(i for i in range(start + 1, len(tokens)) if tokens[i].level == level and tokens[i].nesting < 0)


def _words(item: Sequence[Token]) -> str:
    """What an option says, without capitals and emphasis: to tell whether another one says the same."""
    return " ".join(" ".join(token.content for token in item).translate(_EMPHASIS).casefold().split())


def _line(first_line: int, token: Token) -> int:
    return first_line + (token.map[0] if token.map else 0)
