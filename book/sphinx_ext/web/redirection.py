"""Pages that lead on to a chapter from another address."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from book.sphinx_ext.generated import GeneratedFile
from book.sphinx_ext.templating import render, typographic
from book.sphinx_ext.web.addresses import address_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from book.model import Chapter


def redirection(app: Sphinx, page: str, chapter: Chapter, words: str) -> GeneratedFile:
    """The page of that name; `words` say why there is a link, for those whom nothing leads on.

    It loads nothing, and its script is the same in all of them, so that a host may allow it by its hash. The refresh
    without scripts loses the place within the page; the script keeps it.
    """
    values = {
        "title": typographic(chapter.title),
        "href": app.builder.get_relative_uri(page, chapter.docname),
        "canonical": address_of(app, chapter.docname),
        "words": words,
    }
    return GeneratedFile(app.builder.get_target_uri(page), values, partial(_page, values))


def _page(values: dict[str, str | None]) -> bytes:
    return render("redirection.html", **values).encode()
