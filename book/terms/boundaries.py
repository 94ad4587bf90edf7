"""Where a word begins and ends: whether what is found in a text is a word of its own, or a part of a longer one."""

from __future__ import annotations

import re
import unicodedata

from book.terms.folding import APOSTROPHES, BORDER, HYPHENS, MASK

LONGEST_ADDRESS = 400  # characters
_NO_ADDRESS = re.compile(rf"[\s<>()\[\]{{}}\"“”‘’–—{BORDER}]")
_HOST = re.compile(r"[\w.-]+\.[^\W\d_]{2,}(?::\d+)?/")


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to before `end` are none of a longer word, such as `NATO-led`, or an address."""
    return not (_goes_on_before(text, start) or _goes_on_behind(text, end) or _in_address(text, start))


def _goes_on_before(text: str, start: int) -> bool:
    """Whether the word that begins here is a part of a longer one: `self-defence`, `who.int`, `d'état`."""
    near, far = _two(text, range(start - 1, -1, -1))
    if near in HYPHENS or near in APOSTROPHES or near == ".":
        return _is_of_word(far)
    return _is_of_word(near) or near in ("@", "#")


def _goes_on_behind(text: str, end: int) -> bool:
    """The same for the word that ends here; the 's of a possessive does not count."""
    near, far = _two(text, range(end, len(text)))
    if near in HYPHENS:
        return far not in HYPHENS  # two hyphens are a dash
    if near in APOSTROPHES:
        return _is_of_word(far) and not _is_possessive(text[end:])
    if near == ".":
        return _is_of_word(far)
    return _is_of_word(near) or near == "@"


def _in_address(text: str, start: int) -> bool:
    """Whether what stands before a place on its line is the beginning of an address: `https://who.int/`, `un.org/`."""
    if not start or text[start - 1].isspace():
        return False
    before = _NO_ADDRESS.split(text[max(0, start - LONGEST_ADDRESS) : start])[-1]
    return "://" in before or _HOST.match(before) is not None


def _two(text: str, places: range) -> tuple[str, str]:
    """The two characters next to a place, borders of markup left out; a blank beyond the end."""
    near = ""
    for place in places:
        char = text[place]
        if char == BORDER:
            continue
        if near:
            return near, char
        if char == " ":  # nearly always: then nothing depends on the one behind
            return char, char
        near = char
    return near or " ", " "


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char in ("_", MASK) or unicodedata.category(char).startswith("M")


def _is_possessive(behind: str) -> bool:
    """Whether what follows a name is an apostrophe and an s, and the word ends there."""
    plain = behind.replace(BORDER, "")
    return plain[1:2] in ("s", "S") and not _goes_on_behind(plain, 2)
