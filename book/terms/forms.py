"""The forms in which a name may stand in a text: itself and its plural; and which of its words keep their capitals."""

from __future__ import annotations

import re
from functools import cache

import inflection

from book.terms.folding import term_key, words_of

_HISSING = ("ch", "o", "s", "sh", "x", "z")
_RULES = [(re.compile(rule), plural) for rule, plural in inflection.PLURALS]  # compiled: five times as fast

# `letter of credit` has its plural before the first of these.
_PREPOSITION = re.compile(r" (?:against|at|between|by|for|from|in|of|on|to|with) ")


@cache
def forms_of(name: str) -> tuple[str, ...]:
    """The folded forms of a name, itself first: `policy rate`, `policy rates`.

    A name that is an abbreviation only gets an s. There is no way back from a plural name: it needs an alias.
    """
    key = term_key(name)
    if not key:
        return ()
    found = dict.fromkeys([key])
    head, preposition, rest = _parted(key)
    if preposition:
        found |= dict.fromkeys(f"{plural}{preposition}{rest}" for plural in _plurals(head, name))
    found |= dict.fromkeys(_plurals(key, name))
    return tuple(found)


def capitals_of(name: str) -> tuple[str, ...]:
    """The words of a name that are abbreviations, at their places; empty text for every other word."""
    return tuple(word if is_abbreviation(word) else "" for word in words_of(name))


def is_abbreviation(word: str) -> bool:
    """Whether a word is in capitals, and more than one letter: `WHO`, `5G`; not `A`."""
    letters = [char for char in word if char.isalpha()]
    capitals = bool(letters) and all(char.isupper() for char in letters)
    return capitals and (len(letters) > 1 or any(char.isdigit() for char in word))


def has_capitals(text: str, capitals: tuple[str, ...]) -> bool:
    """Whether a text has the abbreviations of a name in capitals; a plural has a small s."""
    if not any(capitals):
        return True
    words = words_of(text)
    return len(words) == len(capitals) and all(
        not wanted or word in (wanted, f"{wanted}s") for word, wanted in zip(words, capitals, strict=True)
    )


def same_but_for_form(one: str, other: str) -> bool:
    """Whether two names differ in capitals, hyphens or as singular and plural alone: `repo rate` and `Repo-rates`.

    A word and an abbreviation in capitals are two names: `who` and `WHO`, `aid` and `AIDS`.
    """
    if term_key(other) not in forms_of(one):
        one, other = other, one
    if term_key(other) not in forms_of(one):
        return False
    if " " in term_key(one):
        return True
    return has_capitals(other, capitals_of(one)) and any(capitals_of(other)) <= any(capitals_of(one))


@cache
def _plural(word: str) -> str:
    """The plural of a word in small letters, as `inflection.pluralize` has it."""
    if word in inflection.UNCOUNTABLES:
        return word
    return next((rule.sub(plural, word) for rule, plural in _RULES if rule.search(word)), word)


def _parted(key: str) -> tuple[str, str, str]:
    match = _PREPOSITION.search(key)
    return (key[: match.start()], match[0], key[match.end() :]) if match else (key, "", "")


def _plurals(key: str, name: str) -> list[str]:
    """By the rules of English and plainly: `memoranda` and `memorandums`, `indices` and `indexes` are all written."""
    before, blank, last = key.rpartition(" ")
    if not last[-1:].isalpha() and not last[-1:].isdigit():
        return []
    abbreviated = any(is_abbreviation(word) and term_key(word) == last for word in words_of(name))
    regular = [] if abbreviated else [_plural(last)]
    latin = [f"{last[:-2]}a"] if last.endswith("um") else []
    hissing = [f"{last}es"] if not abbreviated and last.endswith(_HISSING) else []
    return [before + blank + plural for plural in (*regular, *latin, *hissing, f"{last}s")]
