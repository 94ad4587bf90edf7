"""The old addresses of chapters that have moved: small pages that lead on to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files
from book.sphinx_ext.web.redirection import redirection

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def moved_files(app: Sphinx) -> Iterator[GeneratedFile]:
    """A page for each old address of each chapter."""
    for chapter in catalog_of(app).chapters.values():
        for old in chapter.moved_from:
            yield redirection(app, old, chapter, "This chapter has moved")


def setup(app: Sphinx) -> None:
    """Links to where a chapter was still lead to it."""
    register_files(app, moved_files)
