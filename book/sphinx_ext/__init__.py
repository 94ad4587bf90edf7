"""The book as a Sphinx extension: each feature sets itself up, in the order in which a reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from book import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every feature; they are imported here, so that a module of this package does not bring all others."""
    from book.sphinx_ext.catalog import setup_catalog
    from book.sphinx_ext.chapter_page import setup_chapter_page
    from book.sphinx_ext.formulas import setup_formulas
    from book.sphinx_ext.fragments import setup_fragments
    from book.sphinx_ext.listings import setup_listings
    from book.sphinx_ext.nav import setup_nav
    from book.sphinx_ext.outdated import setup_outdated
    from book.sphinx_ext.page_inputs import setup_page_inputs
    from book.sphinx_ext.pages import setup_pages
    from book.sphinx_ext.parser import setup_parser
    from book.sphinx_ext.theme import setup_theme
    from book.sphinx_ext.versions import builder_digest

    setup_catalog(app)
    setup_parser(app)
    setup_formulas(app)
    setup_page_inputs(app)
    setup_outdated(app)
    _setup_terms(app)
    setup_chapter_page(app)
    setup_nav(app)
    setup_listings(app)
    setup_theme(app)
    setup_pages(app)
    setup_fragments(app)
    return {
        "version": __version__,
        "env_version": int(builder_digest()[:12], 16),  # doctrees of another builder are read again
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _setup_terms(app: Sphinx) -> None:
    from book.sphinx_ext.definitions import setup_definitions
    from book.sphinx_ext.glossary import setup_glossary
    from book.sphinx_ext.term_index import setup_term_index
    from book.sphinx_ext.term_links import setup_term_links
    from book.sphinx_ext.term_matching import setup_term_matching
    from book.sphinx_ext.term_users import setup_term_users

    setup_glossary(app)
    setup_term_matching(app)
    setup_term_links(app)
    setup_definitions(app)
    setup_term_users(app)
    setup_term_index(app)
