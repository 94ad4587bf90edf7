"""The old addresses of chapters that have moved: small pages that lead on to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files
from book.sphinx_ext.templating import render, typographic
from book.sphinx_ext.web.addresses import address_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def moved_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """A page for each old address of each chapter.

    It loads nothing, and its script is the same in all of them, so that a host may allow it by its hash. The refresh
    without scripts loses the place within the page; the script keeps it.
    """
    for chapter in catalog_of(app).chapters.values():
        for old in chapter.moved_from:
            values = {
                "title": typographic(chapter.title),
                "href": app.builder.get_relative_uri(old, chapter.docname),
                "canonical": address_of(app, chapter.docname),
            }
            yield GeneratedFile(app.builder.get_target_uri(old), values, partial(_page, values))


def _page(values: dict[str, str | None]) -> bytes:
    return render("moved.html", **values).encode()


def setup(app: Sphinx) -> None:
    """Links to where a chapter was still lead to it."""
    register_files(app, moved_files)
