"""The sentence around a place in a text, to show how a word is used."""

from __future__ import annotations

import re

from book.terms.folding import BORDER

LONGEST = 240  # characters: some three lines on a phone

# A full stop, the quotes that close behind it, a blank, and what can begin a sentence.
_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9\u0900-\u097f])")
_NO_END = re.compile(r"(?:\b[A-Z]|\b(?:Art|Dr|Gen|Lt|Mr|Mrs|Ms|No|Nos|Prof|Sr|St|Smt|Shri|vs|v|cf|e\.g|i\.e))\.\s+$")


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands in the sentence before the place, at it, and behind it, on one line each.

    A sentence longer than `LONGEST` is cut between words, with an ellipsis where it is.
    """
    first, last = 0, len(text)
    for match in _END.finditer(text):
        if _NO_END.search(text, 0, match.end()):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end()
            break
    before, behind = _plain(text[first:start]).lstrip(), _plain(text[end:last]).rstrip()
    shown = _plain(text[start:end])
    room = LONGEST - len(shown)
    if len(before) + len(behind) > room:
        half = room // 2
        before = _cut_left(before, max(half, room - len(behind)))
        behind = _cut_right(behind, max(half, room - len(before)))
    return before, shown, behind


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(BORDER, ""))


def _cut_left(text: str, room: int) -> str:
    return text if len(text) <= room else "… " + text[len(text) - room :].partition(" ")[2]


def _cut_right(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"
