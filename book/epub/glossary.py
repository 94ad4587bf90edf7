"""The glossary of an e-book: the terms that its chapters use, and for each which chapters do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from book.model import Edition
from book.press.fragment import Fragment, TermUse
from book.press.glossary import Entry, entries_of


@dataclass(frozen=True)
class User:
    """A chapter that uses a term: its docname, the id of the place to go to, whether it explains the term there."""

    docname: str
    target: str
    explains: bool


def entries_of_edition(edition: Edition, fragments: Mapping[str, Fragment]) -> tuple[Entry, ...]:
    """The entries of the terms that chapters use and, to any depth, that their definitions use; without pages."""
    known = (entry for fragment in fragments.values() for entry in fragment.entries)
    used = {use.term: () for chapter in edition.chapters for use in fragments[chapter.docname].term_uses}
    return entries_of(known, used)


def users_of_terms(edition: Edition, fragments: Mapping[str, Fragment]) -> dict[str, list[User]]:
    """For each term the chapters that use it, in the order of the text."""
    users: dict[str, list[User]] = {}
    for chapter in edition.chapters:
        uses: dict[str, TermUse] = {}
        for use in fragments[chapter.docname].term_uses:
            if use.term not in uses or (use.explains and not uses[use.term].explains):
                uses[use.term] = use
        for term, use in uses.items():
            users.setdefault(term, []).append(User(chapter.docname, use.id, use.explains))
    return users
