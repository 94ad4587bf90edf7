"""Whether a book has what a query names; where it has not, what was meant or what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from book.model.catalog import Catalog
from book.model.likeness import PATHS_ALIKE, WORDS_ALIKE, nearest
from book.model.period import Period
from book.model.problem import Problem
from book.model.query import ChapterList, NoEdition, Query

SHOWN = 12  # names of what there is, in one message


def period_of(catalog: Catalog, query: Query) -> Period | None:
    """The months that a query asks for, None where any will do; NoEdition where the book has none of them.

    An open end is closed by the oldest or the newest month that there is.
    """
    ends = [month for month in (query.first, query.last) if month]
    if not ends:
        return None
    asked, months = Period(ends[0], ends[-1]), catalog.months
    if asked.first > asked.last:
        raise NoEdition(f"{asked.first} is after {asked.last}; exchange them", "months")
    first, last = query.first or min(months, default=ends[0]), query.last or max(months, default=ends[0])
    if not any(first <= month <= last for month in months):
        known = months if asked.year is None else dict.fromkeys(month.year for month in months)
        raise NoEdition(f"{asked} has no edition; there is {_some(map(str, known))}", "months")
    return Period(first, last)


def require_known(catalog: Catalog, query: Query) -> None:
    """NoEdition for the first subject or code that the book has not, or for all faults of a list of chapters."""
    for slug in query.subjects:
        if slug not in catalog.subjects:
            known = [subject.slug for subject in catalog.ordered_subjects]
            instead = _meant(slug, known) or f"there is {_some(known)}"
            raise NoEdition(f"{slug!r} is no subject; {instead}", "subjects")
    for code in query.syllabus:
        if code not in catalog.syllabus:
            near = catalog.syllabus.children(catalog.syllabus.known_part(code))
            meant = [known for known in catalog.syllabus.nodes if not code.startswith(f"{known}.")]
            instead = _meant(code, meant, PATHS_ALIKE) or f"there is {_some(near)}"
            raise NoEdition(f"{code!r} is not in the syllabus; {instead}", "syllabus")
    if query.chapters:
        problems = list(_list_problems(catalog, query.chapters))
        if problems:
            raise NoEdition("\n".join(map(str, problems)), "chapters")


def _list_problems(catalog: Catalog, listed: ChapterList) -> Iterator[Problem]:
    if not listed.chapters:
        remedy = "write the path of a chapter on each line: economy/repo-rate"
        yield Problem(listed.path, 0, "list/empty", "no chapter is listed", remedy)
    for entry in listed.chapters:
        chapter = catalog.chapters.get(entry.docname)
        if chapter is None:
            beside = [other.docname for other in catalog.by_subject.get(entry.docname.partition("/")[0], ())]
            there_is = f"there is {_some(beside or catalog.chapters)}"
            remedy = _meant(entry.docname, catalog.chapters, PATHS_ALIKE) or there_is
            yield Problem(listed.path, entry.line, "list/unknown", f"{entry.docname!r} is no chapter", remedy)
        elif chapter.draft:
            message = f"{entry.docname!r} is a draft, and drafts are not printed"
            yield Problem(listed.path, entry.line, "list/draft", message, "take it out of the list")


def _meant(word: str, known: Iterable[str], likeness: float = WORDS_ALIKE) -> str:
    guess = nearest(word, tuple(known), likeness)
    return f"did you mean {guess!r}?" if guess else ""


def _some(names: Iterable[str]) -> str:
    shown: Sequence[str] = list(names)
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return (", ".join(shown[:SHOWN]) or "none yet") + more
