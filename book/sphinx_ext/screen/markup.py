"""Screen markup: Sphinx's HTML, but the title of a page stands in the article itself."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class PageTranslator(HTML5Translator):
    """Writes no section around a whole page: within one, the article that stands around it would have no heading."""

    def visit_section(self, node: nodes.section) -> None:
        """The section of the page's title is the article: its ids go to the title."""
        if isinstance(node.parent, nodes.document):
            self.section_level += 1
            title = next(node.findall(nodes.title))
            title["ids"] = node["ids"]
            self.context.append("")
        else:
            super().visit_section(node)
            self.context.append("</section>\n")

    def depart_section(self, _node: nodes.section) -> None:
        self.section_level -= 1
        self.body.append(self.context.pop())
