"""Pages to the model: the catalog holds what could be read, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from book.model import Catalog, Chapter, EditionPage, Month, Source, Subject, Syllabus, Term
from book.source.page import Page
from book.source.schema import ChapterFront, EditionFront, SubjectFront


def assemble(pages: Mapping[str, Page], syllabus: Syllabus) -> Catalog:
    """The catalog of all pages that have a title and whose front matter is right, in the order of paths.

    A syllabus code that does not exist is left out, so that every code in the catalog can be looked up.
    """
    subjects: dict[str, Subject] = {}
    chapters: dict[str, Chapter] = {}
    editions: dict[Month, EditionPage] = {}
    terms: list[Term] = []
    for path in sorted(pages):
        page, where = pages[path], PurePosixPath(path)
        if page.kind == "glossary":
            terms.extend(_terms(path, page))
        if not page.complete or not page.title:
            continue
        if page.kind == "chapter":
            chapters[path.removesuffix(".md")] = _chapter(path, page, syllabus)
        elif page.kind == "subject":
            slug = where.parts[0]
            front = SubjectFront.model_validate(page.fields)
            has_glossary = f"{slug}/glossary.md" in pages
            subjects[slug] = Subject(slug, page.title, front.order, has_glossary)
        elif page.kind == "edition":
            month = Month.parse(where.stem)
            cover_line = EditionFront.model_validate(page.fields).cover_line
            editions[month] = EditionPage(month, page.title, cover_line)
    landing = pages.get("index.md")
    return Catalog(landing.title if landing else "", subjects, chapters, editions, tuple(terms), syllabus)


def _chapter(path: str, page: Page, syllabus: Syllabus) -> Chapter:
    front = ChapterFront.model_validate(page.fields)
    return Chapter(
        docname=path.removesuffix(".md"),
        title=page.title,
        subject=path.split("/")[0],
        published=front.published,
        summary=front.summary,
        syllabus=tuple(code for code in front.syllabus if code in syllabus),
        sources=tuple(Source(s.title, s.publisher, s.date, s.url) for s in front.sources),
        tags=tuple(front.tags or ()),
        draft=front.draft,
        words=page.scan.words,
        no_link=tuple(front.no_link or ()),
        moved_from=tuple(front.moved_from or ()),
    )


def _terms(path: str, page: Page) -> list[Term]:
    subject = path.split("/")[0]
    return [
        Term(main.text, tuple(alias.text for alias in aliases), subject, path, main.line)
        for main, *aliases in (entry.names for entry in page.scan.entries)
    ]
