"""The sentence that describes a page to search engines and to those with whom it is shared."""

from __future__ import annotations

import textwrap

from docutils import nodes

from book.model import Catalog
from book.sphinx_ext.templating import typographic

LONGEST = 220  # characters, as a chapter's summary


def description_of(catalog: Catalog, docname: str, doctree: nodes.document | None) -> str:
    """A chapter's summary, a cover line, or else the first paragraph of the page, cut after a word."""
    if docname in catalog.chapters:
        return typographic(catalog.chapters[docname].summary)
    for page in catalog.edition_pages.values():
        if page.docname == docname and page.cover_line:
            return typographic(page.cover_line)
    first = next(iter(doctree.findall(nodes.paragraph)), None) if doctree is not None else None
    return textwrap.shorten(first.astext(), LONGEST, placeholder=" …") if first is not None else ""
