"""From a query to an edition: which chapters, in which order, under which title."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from book.model.catalog import Catalog
from book.model.chapter import Chapter
from book.model.edition import Edition, Section
from book.model.period import Period
from book.model.query import NoEdition, Query
from book.model.query_check import period_of, require_known

LONGEST_NAME = 200  # bytes: file systems allow 255, and the profile and the ending come on top


def select(catalog: Catalog, query: Query) -> Edition:
    """The edition that a query asks for; NoEdition where some of it is unknown or no chapter is left.

    Drafts are left out, and so are subjects without any other chapter. Within a subject chapters stand by date,
    or as the query lists them. A whole month has its own title, cover line and foreword.
    """
    if query == Query() and catalog.months:
        query = Query(catalog.months[0], catalog.months[0])
    period = period_of(catalog, query)
    require_known(catalog, query)
    sections = _sections(catalog, _chosen(catalog, query, period))
    only_months = query == Query(query.first, query.last)
    page = catalog.edition_pages.get(period.month) if period and period.month and only_months else None
    labels = list(_labels(catalog, query))
    return Edition(
        name=_name([*([str(period)] if period else []), *(name for name, _ in labels)]),
        title=page.title if page else _title(labels, period),
        book_title=catalog.title,
        sections=sections,
        cover_line=page.cover_line if page else None,
        foreword=page.docname if page else None,
    )


def _chosen(catalog: Catalog, query: Query, period: Period | None) -> list[Chapter]:
    """The chapters that meet all conditions and are no drafts, those of a subject in their order."""
    codes = {below for code in query.syllabus for below in catalog.syllabus.subtree(code)}
    matching = [
        chapter
        for chapter in _candidates(catalog, query)
        if (period is None or chapter.month in period)
        and (not query.subjects or chapter.subject in query.subjects)
        and (not query.syllabus or not codes.isdisjoint(chapter.syllabus))
    ]
    finished = [chapter for chapter in matching if not chapter.draft]
    if not finished:
        raise _nothing_left(_title(_labels(catalog, query), period), matching)
    return finished


def _nothing_left(asked: str, drafts: Iterable[Chapter]) -> NoEdition:
    names = ", ".join(draft.docname for draft in drafts)
    remedy = "take a condition away" if asked else "write one into the folder of a subject"
    there_is = f"there are only drafts, which are not printed: {names}" if names else remedy
    return NoEdition(f"no chapter is in {asked or 'the book'}; {there_is}")


def _candidates(catalog: Catalog, query: Query) -> Iterable[Chapter]:
    if query.chapters:
        named_once = dict.fromkeys(entry.docname for entry in query.chapters.chapters)
        return [catalog.chapters[docname] for docname in named_once]
    return [chapter for chapters in catalog.by_subject.values() for chapter in chapters]


def _sections(catalog: Catalog, chosen: Iterable[Chapter]) -> tuple[Section, ...]:
    found: dict[str, list[Chapter]] = {}
    for chapter in chosen:
        found.setdefault(chapter.subject, []).append(chapter)
    return tuple(Section(s, tuple(found[s.slug])) for s in catalog.ordered_subjects if s.slug in found)


def _labels(catalog: Catalog, query: Query) -> Iterator[tuple[str, str]]:
    """What each condition but that of months adds to the name and to the title."""
    subjects = [subject for subject in catalog.ordered_subjects if subject.slug in query.subjects]
    if subjects:
        yield "-".join(subject.slug for subject in subjects), _all_of([subject.title for subject in subjects])
    nodes = [node for code, node in catalog.syllabus.nodes.items() if code in query.syllabus]
    if nodes:
        yield "-".join(["syllabus", *(node.code for node in nodes)]), _all_of([node.title for node in nodes])
    if query.chapters:
        yield query.chapters.name, query.chapters.title


def _all_of(titles: Sequence[str]) -> str:
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if titles[:-1] else titles)


def _name(parts: Iterable[str]) -> str:
    """The parts with hyphens between them; what is too long for a file is cut, and told apart by a hash."""
    name = "-".join(parts)
    written = name.encode()
    if len(written) <= LONGEST_NAME:
        return name
    return f"{written[: LONGEST_NAME - 9].decode(errors='ignore')}-{hashlib.sha256(written).hexdigest()[:8]}"


def _title(labels: Iterable[tuple[str, str]], period: Period | None) -> str:
    """What the chapters are about, then when they were published: `Economy, August 2022`."""
    return ", ".join([*(title for _, title in labels), *([period.title] if period else [])])
