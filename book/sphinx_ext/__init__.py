"""The book as a Sphinx extension: each feature sets itself up, in the order in which a reader meets them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from book import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Modules of this room; each has a function `setup_<name>`.
FEATURES = (
    "catalog",
    "parser",
    "page_inputs",
    "outdated",
    "generated",
    "glossary",
    "term_matching",
    "term_links",
    "definitions",
    "term_users",
    "formulas",
    "history",
    "chapter_page",
    "forge",
    "nav",
    "pdfs",
    "listings",
    "gathered",
    "term_index",
    "reading_aids",
    "offline",
    "search",
    "theme",
    "metadata",
    "feeds",
    "sitemap",
    "not_found",
    "moved",
    "pages",
    "fragments",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every feature; they are imported here, so that a module of this package does not bring all others."""
    from book.sphinx_ext.versions import builder_digest

    for name in FEATURES:
        getattr(import_module(f"book.sphinx_ext.{name}"), f"setup_{name}")(app)
    return {
        "version": __version__,
        "env_version": int(builder_digest()[:12], 16),  # doctrees of another builder are read again
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
