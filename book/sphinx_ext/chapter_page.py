"""What a chapter's page says around its text: subject, date, syllabus and summary above, sources and neighbours below.

Header and sources are nodes, added before a page is written, so that the web page and the print fragment both
have them; the fragment gets no reading time and no links to neighbours.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book.model import Catalog, Chapter
from book.model.month import day_title
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.nav import subject_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.semantic_nodes import moment, setup_semantic_nodes
from book.sphinx_ext.sources import sources_section
from book.sphinx_ext.templating import render, typographic


def chapter_header(catalog: Catalog, chapter: Chapter, *, on_screen: bool) -> list[nodes.Node]:
    """Date (with reading time on screen), a line for each syllabus code, and the summary, to stand under the title."""
    facts = nodes.paragraph(classes=["chapter-facts"])
    facts += moment(chapter.published, day_title(chapter.published))
    if on_screen:
        facts += [nodes.Text(" "), _inline(f"{chapter.reading_minutes} min read", "reading-time")]
    if chapter.draft:
        facts += [nodes.Text(" "), _inline("Draft", "draft")]
    lines = [_paragraph(catalog.syllabus.line(code), "syllabus") for code in chapter.syllabus]
    return [facts, *lines, _paragraph(chapter.summary, "summary")]


def subject_line(catalog: Catalog, chapter: Chapter, uri: str | None) -> nodes.paragraph:
    """The subject's title, to stand above the chapter's; a link where there is an address."""
    subject = catalog.subjects[chapter.subject]
    line = _paragraph(subject.title, "chapter-subject")
    if uri is not None:
        line.children = [nodes.reference("", "", *line.children, refuri=uri, internal=True)]
        line.setup_child(line.children[0])
    return line


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
    on_screen = app.builder.name == "html"
    section[1:1] = chapter_header(catalog, chapter, on_screen=on_screen)
    section += sources_section(chapter, in_print=not on_screen)
    target = catalog.subjects[chapter.subject].docname
    uri = app.builder.get_relative_uri(docname, target) if on_screen else None
    section.parent.insert(section.parent.index(section), subject_line(catalog, chapter, uri))


def add_neighbours(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `neighbours`: links to the chapters before and after it in its subject."""
    catalog = catalog_of(app)
    previous, following = catalog.neighbours.get(pagename, (None, None))
    context["neighbours"] = ""
    if previous or following:
        subject = catalog.subjects[catalog.chapters[pagename].subject]
        context["neighbours"] = render(
            "neighbours.html", previous=previous, next=following, subject=subject.title, link=context["pathto"]
        )


def chapter_inputs(app: Sphinx, docname: str) -> str:
    """What a chapter's page shows of other files: subject, syllabus and, on screen, the neighbours' titles."""
    catalog = catalog_of(app)
    chapter, subject = catalog.chapters.get(docname), subject_of(catalog, docname)
    if chapter is None or subject is None:
        return ""
    lines = [catalog.syllabus.line(code) for code in chapter.syllabus]
    neighbours = catalog.neighbours[docname] if app.builder.name == "html" else ()
    return repr((subject.title, lines, [(c.docname, c.title) if c else None for c in neighbours]))


def setup_chapter_page(app: Sphinx) -> None:
    """Chapters get their header, sources and neighbours."""
    setup_semantic_nodes(app)
    app.connect("doctree-resolved", add_to_chapter)
    app.connect("html-page-context", add_neighbours)
    register_inputs(app, chapter_inputs)
