"""Sphinx's configuration: the same for whichever folder the chapters are in.

The source folder is `chapters/` or another one: `sphinx-build -c . chapters _build/html`.
The book's title is the heading of its landing page: see `book/sphinx_ext/catalog.py`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the builder beside this file, installed or not

from book.source.markup import DOLLAR_MATH, HEADING_ANCHORS, MYST_EXTENSIONS, URL_SCHEMES

# Where the site will be, such as https://example.org/book/, for canonical addresses, feeds and the sitemap; empty: not
# known, and there are none.
html_baseurl = ""

# Where the chapters are kept, for "Edit this page", "Report an error" and the history of a chapter: an address such as
# https://github.com/owner/name, a branch, the folder; without an address there are no such links. When a chapter
# was last changed is known where its git history is there as a whole: a shallow clone has only a part.
repository_url = ""
repository_branch = "main"
repository_folder = "chapters"
repository_forge = ""  # "github" or "gitlab", where the name of the host does not say so
report_address = ""  # e-mail address for reports of errors, where they cannot be issues of the repository

extensions = ["myst_parser", "book.sphinx_ext"]
source_suffix = {".md": "markdown"}
primary_domain = None  # no domain for programming languages
language = "en"  # Sphinx's own words; the pages say en-GB, which Sphinx has no translation for
smartquotes = True
copyright = ""  # the licence line stands in the footer
exclude_patterns = ["**/images/src"]

myst_enable_extensions = MYST_EXTENSIONS
myst_dmath_allow_labels = DOLLAR_MATH["allow_labels"]
myst_dmath_allow_space = DOLLAR_MATH["allow_space"]
myst_dmath_allow_digits = DOLLAR_MATH["allow_digits"]
myst_dmath_double_inline = DOLLAR_MATH["double_inline"]
myst_heading_anchors = HEADING_ANCHORS
myst_heading_slug_func = "book.source.heading_slug"  # by name: a function cannot be pickled
myst_url_schemes = URL_SCHEMES
myst_update_mathjax = False  # MathJax would come from another host
myst_footnote_transition = False  # the style sheets draw the line above the notes

# Which uses of a term are links, of those that nobody marked: the first in each "chapter", in each "section", or "all".
book_term_links = "chapter"

templates_path = []  # themes append to it; Sphinx's own default would grow with each build of a process
html_theme = "sphinx_book_theme"
html_static_path = ["_static"]
book_print_only = ["epub", "fonts", "print"]  # folders of _static that no web page needs
html_math_renderer = "outlines"
html_use_index = False
html_domain_indices = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks = False
html_scaled_image_link = False

suppress_warnings = [
    "toc.not_included",  # there is no toctree: the sidebar and the listings come from the catalog
]
