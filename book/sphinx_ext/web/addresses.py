"""Where the pages are on the web: whole addresses, which feeds, search engines and shared links need."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def site_of(app: Sphinx) -> str:
    """The address of the published book with a slash at its end; empty where conf.py does not say it."""
    base: str = app.config.html_baseurl
    return f"{base.rstrip('/')}/" if base else ""


def address_of(app: Sphinx, docname: str) -> str | None:
    """The whole address of a page; None where that of the book is not known."""
    site = site_of(app)
    return site + app.builder.get_target_uri(docname) if site else None


def root_of(app: Sphinx) -> str:
    """The path of the book at its host: `/`, or `/study-book/`."""
    return urlsplit(site_of(app)).path or "/"
