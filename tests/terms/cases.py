"""The cases in `tests/fixtures/terms`, whose README says how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from book.model import Term
from book.source.markup import role_text

FOLDER = Path(__file__).parents[1] / "fixtures" / "terms"
_MARK = re.compile(r"\[\[(.+?)=>(.+?)\]\]|\(\((.+?)=>(.+?)\)\)", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """An expected use: what it covers, the main name of its entry, and whether it is a link."""

    start: int
    shown: str
    term: str
    link: bool


@dataclass(frozen=True)
class TextCase:
    """A text and the uses that are to be found in it."""

    group: str
    text: str
    uses: tuple[Marked, ...]


@dataclass(frozen=True)
class PageCase:
    """The body of a chapter, the terms it does not want linked, its uses, and what its roles point to."""

    name: str
    text: str
    no_link: str
    uses: tuple[Marked, ...]
    by_hand: tuple[str, ...]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Blanks and line breaks in a row count as one blank."""
    return " ".join(text.split())


def read_text() -> tuple[tuple[Term, ...], tuple[TextCase, ...]]:
    """The entries and the cases of text.txt."""
    head, _, body = (FOLDER / "text.txt").read_text("utf-8").partition("%cases\n")
    lines = head.removeprefix("%terms\n").splitlines()
    entries = [[_decoded(name) for name in line.split(" | ")] for line in lines if line]
    terms = tuple(Term(main, tuple(aliases), "", "", 0) for main, *aliases in entries)
    group, cases = "", []
    for block in re.split(r"\n{2,}", body.strip("\n")):
        if block.startswith("# "):
            first, _, block = block.partition("\n")
            group = first.removeprefix("# ")
        if block:
            cases.append(TextCase(group, *_unmarked(block, _decoded)))
    return terms, tuple(cases)


def read_pages() -> tuple[PageCase, ...]:
    """The pages of pages.txt."""
    _, *parts = re.split(r"^=== (.+)\n", (FOLDER / "pages.txt").read_text("utf-8"), flags=re.MULTILINE)
    return tuple(_page(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True))


def _page(name: str, text: str) -> PageCase:
    no_link = ""
    if text.startswith("no-link:"):
        no_link, _, text = text.partition("\n")
    text, mark, names = text.partition("\n--- by hand: ")
    by_hand = tuple(name.strip() for name in names.split(",")) if mark else ()
    body, uses = _unmarked(text.strip("\n"), str)
    return PageCase(name, body, no_link, uses, by_hand)


def _unmarked(text: str, decode: Callable[[str], str]) -> tuple[str, tuple[Marked, ...]]:
    """The text without its marks, decoded, and what they marked."""
    plain, done, uses = "", 0, []
    for match in _MARK.finditer(text):
        shown, term = (match[1], match[2]) if match[1] else (match[3], match[4])
        plain += decode(text[done : match.start()])
        uses.append(Marked(len(plain), decode(shown), composed(decode(term)), bool(match[1])))
        plain += uses[-1].shown
        done = match.end()
    return plain + decode(text[done:]), tuple(uses)


def _decoded(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


ROLE = re.compile(r"\{(?:term|explains)\}`([^`]+)`")
FRONT = """---
published: 2022-08-05
summary: S.
syllabus: [{code}]
sources: [{{title: A, publisher: B}}]
{no_link}
---

"""


def chapter_of(case: PageCase, code: str) -> str:
    """The page as the file of a chapter with this code of the syllabus."""
    return FRONT.format(code=code, no_link=case.no_link) + case.text + "\n"


def expected_uses(case: PageCase) -> list[tuple[str, str, bool]]:
    """What is shown, the name that a role or the entry has, and whether it is a link, of all uses in order."""
    found = [(use.start, one_line(use.shown), use.term, use.link) for use in case.uses]
    for match in ROLE.finditer(case.text):
        shown, target = role_text(match[1])
        found.append((match.start(), one_line(shown), one_line(target), True))
    return [(shown, term, link) for _, shown, term, link in sorted(found)]
