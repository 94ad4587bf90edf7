"""Print markup: Sphinx's HTML without what only its screen themes have a use for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from book.press.fragment import ADDRESS_NOTE, LINK_BASE, WEB_SLOT, page_slot
from book.sphinx_ext.formulas import formula_of, print_markup
from book.sphinx_ext.print.endnotes import NOTES_CLASS

if TYPE_CHECKING:
    from docutils.nodes import Element

# Classes on which only the style sheets of docutils and Sphinx hang.
FURNITURE = frozenset(
    (
        "align-default", "arabic", "brackets", "colwidths-auto", "colwidths-given", "doc", "docutils",
        "footnote-reference", "head", "highlight", "internal", "literal", "literal-block", "myst", "notranslate",
        "reference", "row-even", "row-odd", "simple", "std", "std-doc", "std-ref", "stub", "xref",
    )
)  # fmt: skip


class FragmentTranslator(HTML5Translator):
    """Writes plain elements; classes only where print style sheets need to tell two apart."""

    def starttag(self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any) -> str:
        """A tag without furniture, and with one id: links lead to the first, the others would be empty spans."""
        plain = nodes.Element("", ids=node.get("ids", [])[:1])
        plain["classes"] = [name for name in node.get("classes", []) if name not in FURNITURE]
        kept = {}
        for name, value in attributes.items():
            if name.lower() in ("class", "classes"):
                words = value.split() if isinstance(value, str) else value
                plain["classes"] += [word for word in words if word not in FURNITURE]
            else:
                kept[name] = value
        tag: str = super().starttag(plain, tagname, suffix, empty, **kept)
        return tag

    def visit_section(self, node: Element) -> None:
        """The article stands for the section of the title, whose id goes to the title itself."""
        self.section_level += 1
        if isinstance(node.parent, nodes.document):
            title = next(node.findall(nodes.title))
            title["ids"] = node["ids"][:1]
            self.context.append("")
        else:
            if NOTES_CLASS in node["classes"]:
                self.body.append(self.starttag(node, "section", role="doc-endnotes"))
            else:
                self.body.append(self.starttag(node, "section"))
            self.context.append("</section>\n")

    def depart_section(self, _node: Element) -> None:
        self.section_level -= 1
        self.body.append(self.context.pop())

    def visit_inline(self, node: Element) -> None:
        """No span where it would say nothing."""
        if node["ids"] or any(name not in FURNITURE for name in node["classes"]):
            self.body.append(self.starttag(node, "span", ""))
            self.context.append("</span>")
        else:
            self.context.append("")

    def depart_inline(self, _node: Element) -> None:
        self.body.append(self.context.pop())

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """One that is nothing but a picture is set like a figure."""
        if [type(child) for child in node] == [nodes.image]:
            node["classes"].append("picture")
        super().visit_paragraph(node)

    def visit_literal(self, node: Element) -> None:
        self.body.append(self.starttag(node, "code", ""))

    def depart_literal(self, _node: Element) -> None:
        self.body.append("</code>")

    def visit_literal_block(self, node: Element) -> None:
        """Not coloured: it is printed in one ink."""
        self.body.append(f"{self.starttag(node, 'pre', '')}<code>")

    def depart_literal_block(self, _node: Element) -> None:
        self.body.append("</code></pre>\n")

    def visit_block_quote(self, node: Element) -> None:
        self.body.append(self.starttag(node, "blockquote"))

    def depart_block_quote(self, _node: Element) -> None:
        self.body.append("</blockquote>\n")

    def visit_footnote_reference(self, node: Element) -> None:
        self.body.append(f"<sup>{self.starttag(node, 'a', '', href=self._href(node['refid']), role='doc-noteref')}")

    def depart_footnote_reference(self, _node: Element) -> None:
        self.body.append("</a></sup>")

    def visit_footnote(self, node: nodes.footnote) -> None:
        """A note of the chapter's section of notes needs no frame around its neighbours and itself."""
        if NOTES_CLASS in node.parent["classes"]:
            classes = f"footnote {ADDRESS_NOTE}" if "address" in node else "footnote"
            self.body.append(self.starttag(node, "aside", CLASS=classes, role="doc-endnote"))
        else:
            super().visit_footnote(node)

    def depart_footnote(self, node: nodes.footnote) -> None:
        if NOTES_CLASS in node.parent["classes"]:
            self.body.append("</aside>\n")
        else:
            super().depart_footnote(node)

    def visit_page_slot_node(self, node: Element) -> None:
        self.body.append(page_slot(node["target"]))
        raise nodes.SkipNode

    def visit_web_slot_node(self, _node: Element) -> None:
        self.body.append(WEB_SLOT)
        raise nodes.SkipNode

    def visit_label(self, node: Element) -> None:
        """The number of a note, a link back to the first place that refers to it."""
        back: list[str] = node.parent.get("backrefs", [])[:1]
        self.body.append(
            '<span class="label">' + "".join(f'<a href="{self._href(id_)}" role="doc-backlink">' for id_ in back)
        )
        self.context.append(("</a>" if back else "") + "</span>\n")

    def depart_label(self, _node: Element) -> None:
        self.body.append(self.context.pop())

    def visit_title(self, node: nodes.title) -> None:
        """As Sphinx's, but the caption of a table has no span of its own."""
        if isinstance(node.parent, nodes.table):
            self.body.append(self.starttag(node, "caption", ""))
        else:
            super().visit_title(node)

    def depart_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.table):
            self.body.append("</caption>\n")
        else:
            super().depart_title(node)

    def visit_math(self, node: Element, math_env: str = "") -> None:  # noqa: ARG002 - the signature is Sphinx's
        formula = formula_of(node)
        if formula is not None:
            self.body.append(print_markup(formula, self.builder.imgpath))
        raise nodes.SkipNode

    def visit_math_block(self, node: Element, math_env: str = "") -> None:  # noqa: ARG002
        formula = formula_of(node)
        if formula is not None:
            self.body.append(f'<div class="math">{print_markup(formula, self.builder.imgpath)}</div>\n')
        raise nodes.SkipNode

    def visit_caption(self, _node: Element) -> None:
        self.body.append("<figcaption>\n<p>")

    def depart_caption(self, _node: Element) -> None:
        self.body.append("</p>\n")  # depart_figure closes the figcaption

    @staticmethod
    def _href(id_: str) -> str:
        return f"{LINK_BASE}#{id_}"
