"""The builder of fragments: each page of the book as print markup for the press, see `book.press.fragment`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.highlighting import PygmentsBridge
from sphinx.util.docutils import _get_settings
from sphinx.writers.html import HTMLWriter
from sphinx.writers.html5 import HTML5Translator

from book.model import KeyFact, Mains, Mcq
from book.press.fragment import Fragment, GlossaryEntry, TermUse, namespace, page_id
from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.formulas import formulas_of
from book.sphinx_ext.print.endnotes import add_endnotes
from book.sphinx_ext.print.key_facts import Fact, copied_facts
from book.sphinx_ext.print.markup import FragmentTranslator
from book.sphinx_ext.print.passes import (
    PAGE,
    add_answers_link,
    add_page_slots,
    add_web_slot,
    namespace_ids,
    retarget_links,
)
from book.sphinx_ext.questions.bank import marked_up
from book.sphinx_ext.questions.markup import without_answers
from book.sphinx_ext.semantic_nodes import term_use
from book.sphinx_ext.terms.domain import GlossaryDomain, glossary_of
from book.sphinx_ext.terms.glossary import is_see_also
from book.sphinx_ext.terms.links import add_glosses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx


def kind_of(docname: str) -> str:
    """The class of a page: landing, subject, glossary, edition or chapter."""
    folder, _, name = docname.rpartition("/")
    if not folder:
        return "landing"
    if folder == "editions":
        return "edition"
    return {"index": "subject", "glossary": "glossary"}.get(name, "chapter")


class FragmentBuilder(BookBuilder):
    """Writes `<docname>.html` and `.json` of every page and `images/` below the output folder."""

    name = "fragments"
    default_translator_class: ClassVar[type[HTML5Translator]] = FragmentTranslator
    add_permalinks = False

    def init(self) -> None:
        """No theme, no templates, no scripts: a fragment has none of it."""
        self.imagedir = "images"
        self.imgpath = "images"
        self.secnumbers = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}
        self.current_docname = ""
        self.highlighter = PygmentsBridge("html", "none")  # the translator's constructor asks for it

    def outputs(self, docname: str) -> tuple[Path, ...]:
        page = self.get_output_path(docname)
        return (page, page.with_suffix(".json"))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - the signature is Sphinx's
        """A mark that `retarget_links` turns into the id of the page."""
        return PAGE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:  # noqa: ARG002
        self.docsettings = _get_settings(HTMLWriter, defaults=self.env.settings)
        self.docsettings.cloak_email_addresses = False

    def copy_assets(self) -> None:
        """None: style sheets and fonts are the press's."""

    def cleanup(self) -> None:
        """Nothing: it is the theme that Sphinx cleans up."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        self.current_docname = docname
        self.fragment(docname, doctree).write(Path(self.outdir))

    def fragment(self, docname: str, doctree: nodes.document) -> Fragment:
        """The fragment of a resolved doctree, which is changed on the way."""
        kind = kind_of(docname)
        images = {*self.images.values(), *self._write_formulas(doctree)}  # those of answers too
        questions = marked_up(self._app, self, docname, self.imgpath)
        without_answers(doctree)
        facts = copied_facts(doctree, namespace(docname))
        if kind == "chapter":
            add_web_slot(doctree)
            add_endnotes(doctree, self._sources(docname))
            add_glosses(doctree, glossary_of(self._app))
        if any(isinstance(found, Mcq) or found.outline for found in questions):
            add_answers_link(doctree, docname)
        namespace_ids(doctree, namespace(docname))
        retarget_links(doctree)
        references = add_page_slots(doctree, docname)
        images |= self._write_formulas(doctree)
        body = self.markup(doctree, doctree.children)
        return Fragment(
            docname=docname,
            title=self.env.titles[docname].astext(),
            html=f'<article id="{page_id(docname)}" class="{kind}">\n{body}</article>\n',
            term_uses=tuple(self._term_uses(doctree)),
            images=tuple(f"images/{name}" for name in sorted(images)),
            entries=self._entries(docname, doctree),
            references=references,
            mcqs=tuple(found for found in questions if isinstance(found, Mcq)),
            mains=tuple(found for found in questions if isinstance(found, Mains)),
            key_facts=tuple(self._key_facts(docname, doctree, facts)),
        )

    def markup(self, doctree: nodes.document, children: list[nodes.Node]) -> str:
        """Print markup of nodes of a doctree."""
        doctree.settings = self.docsettings
        translator = self.create_translator(doctree, self)
        for child in children:
            child.walkabout(translator)
        assert isinstance(translator, HTML5Translator)
        return "".join(translator.body)

    def _write_formulas(self, doctree: nodes.document) -> set[str]:
        """The names of the pictures of the page's formulas, which are files of their own."""
        formulas = {formula.file_name: formula.svg for formula in formulas_of(doctree)}
        folder = Path(self.outdir, self.imagedir)
        for name, svg in formulas.items():
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(svg, encoding="utf-8")
        return set(formulas)

    def _sources(self, docname: str) -> list[str]:
        """The addresses that the chapter's list of sources has."""
        chapter = catalog_of(self._app).chapters.get(docname)
        return [source.url for source in chapter.sources if source.url] if chapter else []

    def _entries(self, docname: str, doctree: nodes.document) -> tuple[GlossaryEntry, ...]:
        known, definitions = glossary_of(self._app), _definitions(doctree)
        return tuple(
            GlossaryEntry(
                id=namespace(docname) + entry.id,
                names=entry.names,
                html=self.markup(doctree, definitions[namespace(docname) + entry.id]).strip(),
                uses=_main_names(known, entry.uses),
                see_also=_main_names(known, entry.see_also),
            )
            for entry in known.entries.get(docname, ())
        )

    def _key_facts(self, docname: str, doctree: nodes.document, facts: list[Fact]) -> Iterator[KeyFact]:
        for fact in facts:
            yield KeyFact(fact.id, docname, fact.label, self.markup(doctree, fact.content).strip())

    def _term_uses(self, doctree: nodes.document) -> Iterator[TermUse]:
        """The uses of terms, in the order of the text, and the sections whose headings have one."""
        known = glossary_of(self._app)
        for node in doctree.findall(nodes.Element):
            if isinstance(node, term_use) and "entry" in node:
                yield TermUse(node["entry"], node["ids"][0], node.get("explains", False))
            elif isinstance(node, nodes.section) and "explains" in node:
                yield from (TermUse(name, node["ids"][0], True) for name in _main_names(known, node["explains"]))


def _main_names(known: GlossaryDomain, names: Iterable[str]) -> tuple[str, ...]:
    """The main names of the entries that have these names, each once."""
    return tuple(dict.fromkeys(entry.names[0] for name in names if (entry := known.find(name))))


def _definitions(doctree: nodes.document) -> dict[str, list[nodes.Node]]:
    """The content of each definition of a glossary by the id of its first term."""
    found = {}
    for item in doctree.findall(nodes.definition_list_item):
        terms = [node for node in item.children if isinstance(node, nodes.term)]
        if terms and isinstance(item.parent.parent, addnodes.glossary):
            parts = [node for node in item.children if isinstance(node, nodes.definition)]
            found[terms[0]["ids"][0]] = [node for part in parts for node in part.children if not is_see_also(node)]
    return found


def setup(app: Sphinx) -> None:
    """The builder is there under its name: `sphinx-build -b fragments`."""
    app.add_builder(FragmentBuilder)
