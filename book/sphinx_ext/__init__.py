"""The book as a Sphinx extension: each feature sets itself up, in the order in which a reader meets them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from book import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Modules of this room; each has a function `setup`.
FEATURES = (
    "catalog",
    "parser",
    "page_inputs",
    "outdated",
    "generated",
    "questions.directives",
    "questions.gathering",
    "questions.markup",
    "questions.quizzes",
    "questions.quiz_pages",
    "questions.quiz_links",
    "terms.glossary",
    "terms.matching",
    "terms.links",
    "terms.definitions",
    "terms.users",
    "formulas",
    "apparatus",
    "screen.history",
    "screen.chapter_page",
    "screen.forge",
    "screen.nav",
    "screen.pdfs",
    "screen.listings",
    "screen.gathered",
    "terms.index_page",
    "screen.reading_aids",
    "web.offline",
    "search.texts",
    "screen.theme",
    "web.metadata",
    "web.feeds",
    "web.sitemap",
    "web.not_found",
    "web.moved",
    "web.short",
    "screen.builder",
    "print.builder",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every feature; they are imported here, so that a module of this package does not bring all others."""
    from book.sphinx_ext.versions import builder_digest

    for name in FEATURES:
        import_module(f"book.sphinx_ext.{name}").setup(app)
    return {
        "version": __version__,
        "env_version": int(builder_digest()[:12], 16),  # doctrees of another builder are read again
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
