"""Folding: text as names are compared in, and the way back from a place in it to the text as it was written.

Capitals, hyphens, curly apostrophes, blanks of any kind and number, and composed or decomposed letters make no
difference. A dash does: it parts what stands on its two sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

BORDER = "\ue000"  # where markup begins or ends: no name goes over it; it neither parts words nor joins them
MASK = "\ue001"  # a character of what is not looked into, such as code or a link; like a letter it joins

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc"
_BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_DASH = "\u2014"
_TABLE = str.maketrans(dict.fromkeys(HYPHENS + _BLANKS, " ") | dict.fromkeys(APOSTROPHES, "'"))
_GAP = re.compile(rf"[{re.escape(HYPHENS)}\s]+")


@dataclass(frozen=True)
class Folded:
    """Folded text; `offsets` is where each of its characters was, one more for the end; None where nothing moved."""

    text: str
    offsets: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as written of the characters from `start` to before `end`."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> Folded:
    """The text folded; almost always nothing moves, and no list of offsets is made."""
    folded = text.lower().translate(_TABLE)
    if len(folded) == len(text) and "  " not in folded and unicodedata.is_normalized("NFC", text):
        return Folded(folded)
    return _fold_apart(text)


def term_key(name: str) -> str:
    """The form under which two spellings of a name are one: `Balance-of-Payments` and `balance of  payments`."""
    return fold(name).text.strip()


def words_of(text: str) -> list[str]:
    """The words of a text, as it was written, between blanks and hyphens."""
    return [word for word in _GAP.split(text) if word]


def _fold_apart(text: str) -> Folded:
    folded: list[str] = []
    offsets: list[int] = []
    place = 0
    for gap in _GAP.finditer(text):
        _add_words(text, place, gap.start(), folded, offsets)
        blank = _folded_gap(gap[0])
        folded.append(blank)
        offsets += [gap.start()] * len(blank)
        place = gap.end()
    _add_words(text, place, len(text), folded, offsets)
    return Folded("".join(folded), [*offsets, len(text)])


def _add_words(text: str, start: int, end: int, folded: list[str], offsets: list[int]) -> None:
    """Fold what is no gap: letter by letter only where a mark is put on one, or a small letter is two."""
    word = text[start:end].lower().translate(_TABLE)
    if len(word) == end - start and unicodedata.is_normalized("NFC", text[start:end]):
        folded.append(word)
        offsets += range(start, end)
        return
    while start < end:
        after = start + 1
        while after < end and unicodedata.combining(text[after]):
            after += 1
        letter = unicodedata.normalize("NFC", text[start:after]).lower().translate(_TABLE)
        folded.append(letter)
        offsets += [start] * len(letter)
        start = after


def _folded_gap(gap: str) -> str:
    """A blank; a dash where hyphens stand for one: ` - ` and `--`."""
    hyphens = sum(char in HYPHENS for char in gap)
    dash = hyphens > 1 or (hyphens == 1 and gap[0] not in HYPHENS and gap[-1] not in HYPHENS)
    return f" {_DASH} " if dash else " "
