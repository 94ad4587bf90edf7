"""Pages that gather chapters of all subjects: by each part of the syllabus, and by each tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from book.model import Catalog, Chapter, SyllabusNode
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedPage, Link, register_pages
from book.sphinx_ext.screen.listings import Entry, Group, Listing
from book.sphinx_ext.templating import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SYLLABUS, TAGS = "syllabus", "tags"  # the pages that lead to the others; folders of theirs too
SYLLABUS_TITLE, TAGS_TITLE = "By syllabus", "Tags"


@dataclass(frozen=True)
class Step:
    """A part of the syllabus or a tag: its page, how many chapters it has, how deep it stands; no page without any."""

    title: str
    docname: str | None
    count: int
    depth: int = 0


def syllabus_page(code: str) -> str:
    """The page of a part of the syllabus, like a docname."""
    return f"{SYLLABUS}/{code.lower()}"


def tag_page(tag: str) -> str:
    """The page of a tag, like a docname."""
    return f"{TAGS}/{tag.replace(' ', '_')}"


def gathered_pages(app: Sphinx) -> Iterator[GeneratedPage]:
    """A page for each code and each tag that a chapter has, and for each code above one; two that list them."""
    catalog = catalog_of(app)
    by_tag = catalog.by_tag
    if catalog.by_code:
        counts = {code: _count(catalog, code) for code in catalog.syllabus.nodes}
        steps = [_syllabus_step(node, counts[code]) for code, node in catalog.syllabus.nodes.items()]
        note = "The parts of the syllabus, each with the number of its chapters."
        yield _steps_page(SYLLABUS, SYLLABUS_TITLE, note, steps)
        for code in counts:
            if counts[code]:
                yield _code_page(catalog, code)
    if by_tag:
        tags = sorted(by_tag)
        note = "What chapters are about, each with the number of its chapters."
        yield _steps_page(TAGS, TAGS_TITLE, note, [Step(tag, tag_page(tag), len(by_tag[tag])) for tag in tags])
        for tag in tags:
            yield _listing_page(tag_page(tag), tag, "Tag", _by_month(catalog, by_tag[tag]))


def _count(catalog: Catalog, code: str) -> int:
    """How many chapters a part of the syllabus has, each once, with all below it."""
    parts = catalog.syllabus.subtree(code)
    return len({chapter.docname for below in parts for chapter in catalog.by_code.get(below, ())})


def _syllabus_step(node: SyllabusNode, count: int) -> Step:
    return Step(node.title, syllabus_page(node.code) if count else None, count, node.code.count("."))


def _code_page(catalog: Catalog, code: str) -> GeneratedPage:
    by_code = catalog.by_code
    below = [other for other in catalog.syllabus.subtree(code) if other in by_code]
    if below == [code]:
        listing = _by_month(catalog, by_code[code])
    else:  # brief, for there may be hundreds of chapters
        groups = (
            Group(
                catalog.syllabus.nodes[other].title,
                syllabus_page(other) if other != code else None,
                tuple(Entry(chapter, brief=True) for chapter in by_code[other]),
            )
            for other in below
        )
        listing = Listing(groups=tuple(groups))
    above = " · ".join([node.title for node in catalog.syllabus.path(code)[:-1]])
    return _listing_page(syllabus_page(code), catalog.syllabus.nodes[code].title, above or "Syllabus", listing)


def _by_month(catalog: Catalog, chapters: Sequence[Chapter]) -> Listing:
    groups = []
    for month in dict.fromkeys(chapter.month for chapter in chapters):
        page = catalog.edition_pages.get(month)
        entries = tuple(Entry(chapter) for chapter in chapters if chapter.month == month)
        groups.append(Group(month.title, page.docname if page else None, entries))
    return Listing(groups=tuple(groups))


def _listing_page(name: str, title: str, above: str, listing: Listing) -> GeneratedPage:
    def body(link: Link) -> Markup:
        return render("gathered.html", title=title, above=above) + render("listing.html", listing=listing, link=link)

    return GeneratedPage(name, title, (above, listing), body)


def _steps_page(name: str, title: str, note: str, steps: list[Step]) -> GeneratedPage:
    flat = not any(step.depth for step in steps)

    def body(link: Link) -> Markup:
        return render("steps.html", title=title, note=note, steps=steps, flat=flat, link=link)

    return GeneratedPage(name, title, (note, steps), body)


def setup(app: Sphinx) -> None:
    """Chapters are found by syllabus and by tag."""
    register_pages(app, gathered_pages)
