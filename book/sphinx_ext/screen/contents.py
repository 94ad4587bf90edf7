"""The headings of a page, for its contents."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes


@dataclass(frozen=True)
class Heading:
    """A heading right below the page's title: its id and text."""

    id: str
    title: str


def headings_of(doctree: nodes.document) -> tuple[Heading, ...]:
    """The H2 headings of a page in order, that of the sources with them."""
    page = next(iter(doctree.findall(nodes.section)), None)
    if page is None:
        return ()
    sections = [child for child in page.children if isinstance(child, nodes.section)]
    titles = [(section["ids"][0], next(iter(section.findall(nodes.title)), None)) for section in sections]
    return tuple(Heading(id, title.astext()) for id, title in titles if title is not None)
