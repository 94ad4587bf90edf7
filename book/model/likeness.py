"""Guessing what a misspelt word was meant to be."""

from __future__ import annotations

import difflib
from functools import lru_cache

GUESSED = 80  # longer words are not compared: difflib takes quadratic time
WORDS_ALIKE = 0.6  # as difflib measures it, from 0 to 1
PATHS_ALIKE = 0.75  # paths share folders and endings


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...], likeness: float = WORDS_ALIKE) -> str | None:
    """The known word that is most like `word`, letters large or small; None where none is like it."""
    if len(word) > GUESSED:
        return None
    folded = {name.casefold(): name for name in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=likeness)
    return folded[near[0]] if near else None
