"""The parser of chapters: MyST with everything closed that a stranger's text has no business with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import logging

from book.source.hosts import is_reserved
from book.source.markup import ALLOWED_DIRECTIVES, ALLOWED_ROLES, URL_SCHEMES

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# Measured on the stock parser: `{include}` and `{eval-rst}` read files from outside, and a `myst:` block in
# front matter overrides conf.py.


class ChapterRenderer(SphinxRenderer):
    """MyST's renderer for the markup of `book.source.markup`; other markup is reported and left out."""

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Nothing: `book.source` reads it. MyST would make fields of it that Sphinx obeys."""

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Nothing: {eval-rst} would open all that the lists close."""
        self._refuse("directive", "eval-rst", token.map[0] if token.map else 0)

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *args: Any, **options: Any
    ) -> list[nodes.Element]:
        if name not in ALLOWED_DIRECTIVES:
            self._refuse("directive", name, position)
            return []
        return super().run_directive(name, first_line, content, position, *args, **options)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        name = token.meta["name"]
        if name not in ALLOWED_ROLES:
            self._refuse("role", name, token.map[0] if token.map else 0)
        else:
            super().render_myst_role(token)

    def _refuse(self, kind: str, name: str, line: int) -> None:
        allowed = ALLOWED_DIRECTIVES if kind == "directive" else ALLOWED_ROLES
        message = f"the {kind} {{{name}}} is not used in this book; use one of {', '.join(allowed)}"
        self.create_warning(message, kind, wtype="book", line=line)


class ChapterParser(MystParser):
    """Parser of `.md` files: no configuration in the file, no raw HTML."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document; unlike MyST's, without a look into the front matter."""
        parser = create_md_parser(document.settings.env.myst_config, ChapterRenderer)
        parser.disable(["html_block", "html_inline"])
        parser.options["document"] = document
        parser.render(inputstring)


def setup(app: Sphinx) -> None:
    """Chapters are read by this parser, and what it makes of them is looked over."""
    app.add_source_parser(ChapterParser, override=True)
    app.connect("builder-inited", _close_docutils)
    app.connect("doctree-read", _refuse_targets, priority=600)  # after Sphinx has looked for the images


def _close_docutils(app: Sphinx) -> None:
    app.env.settings.update(file_insertion_enabled=False, raw_enabled=False)


def _refuse_targets(_app: Sphinx, doctree: nodes.document) -> None:
    """Report links of other schemes and images from outside, by whichever markup they came in."""
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri", "")
        scheme = urlsplit(address).scheme
        if scheme and (scheme not in URL_SCHEMES or is_reserved(address)):
            del link["refuri"]
            link["refid"] = ""
            message = f"a link of scheme {scheme!r}; use one of {', '.join(URL_SCHEMES)}"
            if scheme in URL_SCHEMES:
                message = "a link to a host that only the builder uses; link to the page itself"
            logger.warning(message, type="book", subtype="url", location=link)
    for image in doctree.findall(nodes.image):
        for kind, path in image["candidates"].items():
            if kind == "?" or path.startswith("../"):
                message = f"the image {path!r} is not in the folder of chapters; put it into images/ beside the chapter"
                logger.warning(message, type="book", subtype="image", location=image)
