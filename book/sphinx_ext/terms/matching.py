"""Uses that nobody marked: names of terms in the plain text of chapters and definitions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from book.source.known_terms import KnownTerms
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.semantic_nodes import term_use
from book.sphinx_ext.terms.domain import glossary_of
from book.sphinx_ext.terms.text import Block, blocks_of
from book.terms import BORDER, Match, Matcher, sentence_around

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Sentence = tuple[str, str, str]


def known_terms(app: Sphinx) -> KnownTerms:
    """The terms that this application looks for."""
    known: KnownTerms = app.book_terms  # type: ignore[attr-defined]  # set below
    return known


def mark_uses(app: Sphinx, doctree: nodes.document, docname: str) -> tuple[dict[term_use, Sentence], str]:
    """Make term uses of the names in a page's text; the sentences of all its uses, and the text that was looked into.

    A name that the chapter does not want linked stays text, and so do the names of an entry in its own definition.
    """
    known, chapter = known_terms(app), catalog_of(app).chapters.get(docname)
    if chapter is not None:
        unwanted = known.unwanted(chapter.no_link)
        _mark_headings(doctree, known, unwanted)
        return _marked([(doctree, unwanted)], known)
    return _marked(_definitions(doctree, known), known)


def _marked(
    parts: Iterable[tuple[nodes.Element, Collection[str]]], known: KnownTerms
) -> tuple[dict[term_use, Sentence], str]:
    sentences: dict[term_use, Sentence] = {}
    texts = []
    for part, without in parts:
        for block in blocks_of(part):
            matches = known.find(block.text, without)
            for place, element in block.elements:
                if isinstance(element, term_use):
                    sentences[element] = sentence_around(block.shown, place, place + len(element.astext()))
            sentences.update((use, sentence_around(block.shown, m.start, m.end)) for m, use in _split(block, matches))
            texts.append(block.text)
    return sentences, f"\n{BORDER}\n".join(texts)


def _split(block: Block, matches: list[Match]) -> Iterator[tuple[Match, term_use]]:
    """Put a term use into the block's texts for each match."""
    for begin, text in block.texts:
        inside = [match for match in matches if begin <= match.start < begin + len(text)]
        if not inside:
            continue
        row: list[nodes.Node] = []
        done = 0
        for match in inside:
            start, end = match.start - begin, match.end - begin
            use = term_use("", str(text)[start:end], term=match.name, automatic=True)
            row += [nodes.Text(str(text)[done:start]), use]
            done = end
            yield match, use
        row.append(nodes.Text(str(text)[done:]))
        _exchange(text, [node for node in row if node.astext()])


def _exchange(text: nodes.Text, row: list[nodes.Node]) -> None:
    """Put nodes in the place of a text; docutils would look for it by its words, which another one may have too."""
    parent = text.parent
    place = next(place for place, child in enumerate(parent.children) if child is text)
    parent[place : place + 1] = row


def _mark_headings(doctree: nodes.document, known: KnownTerms, without: Collection[str]) -> None:
    """Note on each section which terms its heading has: there the chapter explains them."""
    for section in doctree.findall(nodes.section):
        if not isinstance(section.parent, nodes.document):
            found = known.find(section[0].astext(), without)
            if found:
                section["explains"] = list(dict.fromkeys(match.name for match in found))


def _definitions(doctree: nodes.document, known: KnownTerms) -> Iterator[tuple[nodes.Element, Collection[str]]]:
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            names = [term.rawsource.strip() for term in item.children if isinstance(term, nodes.term)]
            yield item, {known.names.get(name, name) for name in names}


def find_affected(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """The pages whose text has a name that was not known when they were read, or is no more, or is another term's."""
    glossary = glossary_of(app)
    before, now = glossary.names, known_terms(app).names
    glossary.names = now
    return _using(_differing(before, now), glossary.texts, env.found_docs - added - changed - removed)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _using(names: list[str], texts: Mapping[str, str], docnames: Collection[str]) -> list[str]:
    if not names or not texts:
        return []
    matcher = Matcher(names)
    return sorted(docname for docname in docnames if matcher.find(texts.get(docname, "")))


def setup(app: Sphinx) -> None:
    """Terms are looked for when a page is read: adding one has exactly the pages with its name read again."""
    app.connect("builder-inited", _take_terms)
    app.connect("env-get-outdated", find_affected)


def _take_terms(app: Sphinx) -> None:
    app.book_terms = KnownTerms(catalog_of(app).terms)  # type: ignore[attr-defined]  # the application is what lives as long
