"""Terms as Sphinx reads them: the roles {term} and {explains}, and the entries of glossaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from book.source.markup import role_text, see_also_names
from book.sphinx_ext.semantic_nodes import term_use, within
from book.sphinx_ext.terms.domain import Entry, GlossaryDomain, Use, glossary_of
from book.sphinx_ext.terms.matching import known_terms, mark_uses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SEE_ALSO = "see-also"


class TermRole(SphinxRole):
    """{term}`x` and {term}`text <x>`; unlike Sphinx's own, it is not resolved by Sphinx. {explains} says more of it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        shown, name = role_text(self.text)
        node = term_use(self.rawtext, shown, term=name, explains=self.name == "explains")
        self.set_source_info(node)
        return [node], []


def collect_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Find the term uses of a page, number them and record its terms; runs before titles are copied into contents."""
    docname = app.env.current_document.docname
    for use in list(doctree.findall(term_use)):
        if within(use, nodes.title):
            use.parent.replace(use, use.children)  # a title is itself a link in contents
    _mark_see_also(doctree)
    sentences, text = mark_uses(app, doctree, docname)
    uses: list[Use] = []
    seen: set[str | None] = set()
    for use in doctree.findall(term_use):
        use["ids"] = [_free_id(doctree, len(uses) + 1)]
        doctree.ids[use["ids"][0]] = use
        main = known_terms(app).main_name(use["term"])
        sentence = None if main in seen else sentences.get(use, ("", use.astext(), ""))
        seen.add(main)
        uses.append(Use(use["term"], use["ids"][0], sentence, use.get("explains", False)))
    uses += _in_headings(doctree)
    glossary_of(app).note(docname, tuple(_entries(docname, doctree)), tuple(uses), text)


def _in_headings(doctree: nodes.document) -> Iterator[Use]:
    for section in doctree.findall(nodes.section):
        name: str
        for name in section.get("explains", ()):
            yield Use(name, section["ids"][0], ("", section[0].astext(), ""), explains=True)


def _mark_see_also(doctree: nodes.document) -> None:
    """In a definition, make term uses of what follows `See also:` in a paragraph of its own at its end."""
    for definition in doctree.findall(nodes.definition):
        last = definition[-1] if len(definition) else None
        if not isinstance(last, nodes.paragraph) or not within(last, addnodes.glossary):
            continue
        names = see_also_names(last.astext())
        if names:
            last["classes"].append(SEE_ALSO)
            last.children = []
            last += nodes.Text("See also ")
            for name in names:
                use = term_use("", name, term=name)
                use.source, use.line = last.source, last.line
                last += [use, nodes.Text("." if name is names[-1] else ", ")]


def _free_id(doctree: nodes.document, number: int) -> str:
    """`term-use-1` and so on, with a mark where a heading or an entry of that name has taken it."""
    name = f"term-use-{number}"
    while name in doctree.ids:
        name += "-"
    return name


def _entries(docname: str, doctree: nodes.document) -> Iterator[Entry]:
    for item in doctree.findall(nodes.definition_list_item):
        if isinstance(item.parent.parent, addnodes.glossary):
            terms = [node for node in item.children if isinstance(node, nodes.term)]
            if terms:
                yield Entry(
                    docname=docname,
                    id=terms[0]["ids"][0],
                    names=tuple(term.rawsource.strip() for term in terms),
                    gloss=tuple(gloss_of(item)),
                    uses=tuple(use["term"] for use in item.findall(term_use) if not is_see_also(use.parent)),
                    see_also=tuple(use["term"] for use in item.findall(term_use) if is_see_also(use.parent)),
                )


def is_see_also(node: nodes.Node) -> bool:
    """Whether a node is what a definition refers to at its end."""
    return isinstance(node, nodes.Element) and SEE_ALSO in node.get("classes", ())


# What keeps its own look in a gloss; of all else only the text stays.
_KEPT = (nodes.emphasis, nodes.strong, nodes.literal, nodes.subscript, nodes.superscript, nodes.math)
_DROPPED = (nodes.term, nodes.image, nodes.footnote_reference, nodes.system_message, nodes.comment, nodes.Invisible)


def gloss_of(element: nodes.Element) -> list[nodes.Node]:
    """The text of an element as inline nodes: no links, no ids, blocks parted by a blank."""
    found: list[nodes.Node] = []
    for child in element.children:
        if isinstance(child, nodes.Text):
            found.append(nodes.Text(str(child)))
        elif isinstance(child, nodes.raw):
            found.append(nodes.Text(" "))  # MyST's line break
        elif isinstance(child, _KEPT):
            found.append(type(child)("", "", *gloss_of(child)))
        elif isinstance(child, nodes.Element) and not isinstance(child, _DROPPED) and not is_see_also(child):
            if found and not isinstance(child, nodes.Inline):
                found.append(nodes.Text(" "))
            found += gloss_of(child)
    return found


def setup(app: Sphinx) -> None:
    """The roles and the record of terms; Sphinx's own {glossary} directive serves."""
    app.add_domain(GlossaryDomain)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_role("explains", TermRole())
    app.connect("doctree-read", collect_terms, priority=400)  # before Sphinx copies the titles
