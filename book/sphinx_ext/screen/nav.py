"""Where one can go and where one is: the sidebar, rendered once a build, and the breadcrumb."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from book.model import Catalog, Subject
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.outdated import register_inputs
from book.sphinx_ext.questions.quizzes import NAME as QUIZZES
from book.sphinx_ext.questions.quizzes import month_quiz
from book.sphinx_ext.screen.gathered import SYLLABUS, SYLLABUS_TITLE, TAGS, TAGS_TITLE
from book.sphinx_ext.templating import render
from book.sphinx_ext.terms.index_page import PAGE as GLOSSARY
from book.sphinx_ext.terms.index_page import has_index


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumb: what a page is called and its docname."""

    title: str
    docname: str


def subject_of(catalog: Catalog, docname: str) -> Subject | None:
    """The subject in whose folder a page lies, None for the landing page and the editions."""
    return catalog.subjects.get(docname.partition("/")[0]) if "/" in docname else None


def breadcrumb(catalog: Catalog, docname: str) -> tuple[Crumb, ...]:
    """The pages above a page, the book first; none above the landing page."""
    if docname == "index":
        return ()
    book = Crumb(catalog.title, "index")
    above = folder_of(catalog, docname)
    return (book,) if above is None or docname == above.docname else (book, above)


def folder_of(catalog: Catalog, docname: str) -> Crumb | None:
    """The page that leads to all of a folder: a subject, the syllabus, the tags; to a quiz its month; or None."""
    folder = docname.partition("/")[0]
    if folder == QUIZZES:
        months = {month_quiz(month): month for month in catalog.months}
        month = months.get(docname)
        return Crumb(month.title, catalog.edition_pages[month].docname) if month else None
    if folder in (SYLLABUS, TAGS):
        return Crumb(SYLLABUS_TITLE if folder == SYLLABUS else TAGS_TITLE, folder)
    subject = subject_of(catalog, docname)
    return Crumb(subject.title, subject.docname) if subject else None


def mark_current(sidebar: Markup, href: str, kind: str) -> Markup:
    """The sidebar with `aria-current` on one link: kind `page`, or `true` for the folder that the page is in."""
    link = Markup('href="{}"').format(href)
    return Markup(str(sidebar).replace(link, f'{link} aria-current="{kind}"', 1))


@dataclass
class Sidebar:
    """The sidebar of one build: its markup is made once for each depth of folders, then only marked."""

    by_root: dict[str, Markup] = field(default_factory=dict)

    def add_to_page(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Give the page's template `book_sidebar` and `breadcrumb`."""
        catalog, root = catalog_of(app), context["content_root"]
        if root not in self.by_root:
            glossary = GLOSSARY if has_index(app) else None
            self.by_root[root] = render(
                "sidebar.html", catalog=catalog, glossary=glossary, link=lambda name: root + _uri(app, name)
            )
        above = folder_of(catalog, pagename)
        here = above.docname if above else pagename
        kind = "page" if pagename == here else "true"
        context["book_sidebar"] = mark_current(self.by_root[root], root + _uri(app, here), kind)
        crumbs = breadcrumb(catalog, pagename)
        context["breadcrumb"] = render("breadcrumb.html", crumbs=crumbs, link=context["pathto"]) if crumbs else ""


def _uri(app: Sphinx, docname: str) -> str:
    return app.builder.get_target_uri(docname)


def sidebar_inputs(app: Sphinx, docname: str) -> str:
    """What the sidebar and the breadcrumb of a page show; nothing in print."""
    if app.builder.name != "html":
        return ""
    catalog = catalog_of(app)
    subjects = [(subject.docname, subject.title) for subject in catalog.ordered_subjects]
    months = [str(month) for month in catalog.months]
    indexes = (has_index(app), bool(catalog.by_code), bool(catalog.by_tag))
    return repr((catalog.title, subjects, months, indexes, breadcrumb(catalog, docname)))


def setup(app: Sphinx) -> None:
    """Every HTML page gets the sidebar and its breadcrumb."""
    app.connect("html-page-context", Sidebar().add_to_page)
    register_inputs(app, sidebar_inputs)
