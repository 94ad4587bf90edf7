"""What a chapter's page says around its text: subject, date, syllabus, summary above; sources, tags, neighbours below.

Header and sources are nodes, added before a page is written, so that the web page and the print fragment both
have them; the fragment gets no reading time, no links of the header, and nothing below the sources.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book.model import Catalog, Chapter
from book.model.month import day_title
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.screen.forge import Forge
from book.sphinx_ext.screen.gathered import syllabus_page, tag_page
from book.sphinx_ext.screen.history import change_of
from book.sphinx_ext.screen.nav import subject_of
from book.sphinx_ext.screen.sources import sources_section
from book.sphinx_ext.semantic_nodes import moment, register_nodes
from book.sphinx_ext.templating import render, typographic

Uri = Callable[[str], str]  # the address of a page, by its docname


def chapter_header(catalog: Catalog, chapter: Chapter, uri: Uri | None) -> list[nodes.Node]:
    """Date, a line for each syllabus code, and the summary, to stand under the title.

    On screen, where there are addresses, also the reading time, and the syllabus is links.
    """
    facts = nodes.paragraph(classes=["chapter-facts"])
    facts += moment(chapter.published, day_title(chapter.published))
    if uri:
        facts += [nodes.Text(" "), _inline(f"{chapter.reading_minutes} min read", "reading-time")]
    if chapter.draft:
        facts += [nodes.Text(" "), _inline("Draft", "draft")]
    lines = [
        _line(catalog.syllabus.line(code), "syllabus", uri and uri(syllabus_page(code))) for code in chapter.syllabus
    ]
    return [facts, *lines, _paragraph(chapter.summary, "summary")]


def subject_line(catalog: Catalog, chapter: Chapter, uri: Uri | None) -> nodes.paragraph:
    """The subject's title, to stand above the chapter's; a link where there are addresses."""
    subject = catalog.subjects[chapter.subject]
    return _line(subject.title, "chapter-subject", uri and uri(subject.docname))


def _line(text: str, name: str, address: str | None) -> nodes.paragraph:
    """A paragraph that is a link as a whole where there is an address."""
    if address is None:
        return _paragraph(text, name)
    link = nodes.reference("", typographic(text), refuri=address, internal=True)
    return nodes.paragraph("", "", link, classes=[name])


def _paragraph(text: str, name: str) -> nodes.paragraph:
    return nodes.paragraph("", typographic(text), classes=[name])


def _inline(text: str, name: str) -> nodes.inline:
    return nodes.inline("", text, classes=[name])


def add_to_chapter(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put header and sources into a chapter; other pages stay as they are."""
    catalog = catalog_of(app)
    chapter = catalog.chapters.get(docname)
    section = next(iter(doctree.findall(nodes.section)), None)
    if chapter is None or section is None:
        return
    uri = partial(app.builder.get_relative_uri, docname) if app.builder.name == "html" else None
    section[1:1] = chapter_header(catalog, chapter, uri)
    section += sources_section(chapter, in_print=uri is None)
    section.parent.insert(section.parent.index(section), subject_line(catalog, chapter, uri))


def add_end(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `chapter_end`: tags, neighbours in subject and month, and the last change."""
    catalog = catalog_of(app)
    chapter = catalog.chapters.get(pagename)
    context["chapter_end"] = ""
    if chapter is not None:
        month = catalog.edition_pages.get(chapter.month)
        context["chapter_end"] = render(
            "chapter_end.html",
            tags=[(tag, tag_page(tag)) for tag in chapter.tags],
            subject=catalog.subjects[chapter.subject],
            in_subject=catalog.neighbours[pagename],
            month=chapter.month.title,
            month_page=month and month.docname,
            in_month=catalog.month_neighbours[pagename],
            change=change_of(app, pagename),
            history=Forge.of(app.config).history(pagename),
            link=context["pathto"],
        )


def chapter_inputs(app: Sphinx, docname: str) -> str:
    """What a chapter's page shows beside its file: subject, syllabus and, on screen, neighbours and the last change."""
    catalog = catalog_of(app)
    chapter, subject = catalog.chapters.get(docname), subject_of(catalog, docname)
    if chapter is None or subject is None:
        return ""
    lines = [catalog.syllabus.line(code) for code in chapter.syllabus]
    if app.builder.name != "html":
        return repr((subject.title, lines))
    neighbours = (*catalog.neighbours[docname], *catalog.month_neighbours[docname])
    titles = [(c.docname, c.title) if c else None for c in neighbours]
    return repr((subject.title, lines, titles, chapter.month in catalog.edition_pages, change_of(app, docname)))


def setup(app: Sphinx) -> None:
    """Chapters get their header, sources, and what is below them."""
    register_nodes(app)
    app.connect("doctree-resolved", add_to_chapter)
    app.connect("html-page-context", add_end)
    register_inputs(app, chapter_inputs)
