"""The look: our templates over sphinx-book-theme, our style sheets and scripts instead of its bundles.

The theme's style sheets are 68 KB compressed and its scripts 570 KB, nearly all of it Bootstrap and Font Awesome.
A cheap phone has to read the style sheets whole before it shows the first word; ours, with the scripts, are 18 KB.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.screen.contents import headings_of
from book.sphinx_ext.screen.description import description_of
from book.sphinx_ext.templating import TEMPLATES, render, typographic

LANGUAGE = "en-GB"
# _static/css/*.css, in the order of the cascade.
STYLE_SHEETS = (
    "tokens", "text", "tables", "apparatus", "page", "sidebars", "chapter", "listing", "terms", "reading", "search",
)  # fmt: skip

# What the theme would render into each page, twice: once to see whether it is empty.
_NO_COMPONENTS: dict[str, object] = {
    name: []
    for name in (
        "navbar_start", "navbar_center", "navbar_end", "navbar_persistent", "article_header_start",
        "article_header_end", "article_footer_items", "content_footer_items", "footer_start", "footer_center",
        "footer_end", "footer_content_items", "primary_sidebar_end", "secondary_sidebar_items",
    )
}  # fmt: skip
_OPTIONS = _NO_COMPONENTS | {
    "show_prev_next": False,  # neighbours are those within the subject
    "back_to_top_button": False,
    "disable_search": True,
    "shorten_urls": False,
    "use_download_button": False,
    "use_edit_page_button": False,  # see forge.py
    "use_fullscreen_button": False,
}

# Below _static, from the theme and from Sphinx, loaded by no page of ours.
_UNUSED = (
    "basic.css", "doctools.js", "documentation_options.js", "file.png", "images", "language_data.js", "locales",
    "minus.png", "plus.png", "pygments.css", "sbt-webpack-macros.html", "scripts", "searchtools.js",
    "sphinx_highlight.js", "styles", "vendor", "webpack-macros.html",
)  # fmt: skip


def configure(_app: Sphinx, config: Config) -> None:
    """Our templates before the theme's, and nothing of the theme's furniture."""
    config.templates_path.insert(0, str(TEMPLATES))
    config.html_theme_options = _OPTIONS | config.html_theme_options
    config.html_sidebars = {"**": []}


def add_assets(app: Sphinx) -> None:
    """Our style sheets and script, for pages on screen only: another builder's output has no place for them."""
    if app.builder.name == "html":
        for name in STYLE_SHEETS:
            app.add_css_file(f"css/{name}.css")
        app.add_css_file("css/paper.css", media="print")
        for name in ("book", "search", "kept", "reading", "offline"):
            app.add_js_file(f"{name}.js", loading_method="defer")


def add_to_page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the page's template its language, description, contents and kind."""
    catalog = catalog_of(app)
    headings = headings_of(doctree) if doctree is not None and pagename in catalog.chapters else ()
    context["language"] = LANGUAGE
    context["metatags"] = ""  # docutils' viewport, which the layout has too
    context["book_title"] = typographic(catalog.title)
    context["description"] = context.get("description") or description_of(catalog, pagename, doctree)
    context["contents"] = render("contents.html", headings=headings) if len(headings) > 1 else ""
    context["page_kind"] = "chapter" if pagename in catalog.chapters else "page"


def drop_theme_assets(app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Leave in the page's head only what is not the theme's or Sphinx's own."""
    if app.builder.name != "html":
        return
    for kind in ("css_files", "script_files"):
        context[kind] = [asset for asset in context[kind] if _is_used(str(getattr(asset, "filename", asset) or ""))]


def _is_used(filename: str) -> bool:
    first = filename.removeprefix("_static/").partition("/")[0]
    return bool(first) and first not in _UNUSED  # without a name: the theme's settings for its scripts


def remove_unused(app: Sphinx, exception: Exception | None) -> None:
    """Take out of the output what no page loads: 6 MB of scripts, fonts and maps."""
    if exception is not None or app.builder.name != "html":
        return
    for name in _UNUSED:
        path = Path(app.outdir) / "_static" / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """HTML pages get our frame, style sheets and script."""
    app.connect("config-inited", configure)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_to_page)
    app.connect("html-page-context", drop_theme_assets, priority=900)  # after the theme's
    app.connect("build-finished", remove_unused, priority=900)  # after the theme has written pygments.css
