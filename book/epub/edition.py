"""Making an e-book of an edition: its pages, then what they show and are set in, then the package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import UUID
from xml.etree.ElementTree import Element

from markupsafe import Markup

from book.epub import passes
from book.epub.cover import cover
from book.epub.fonts import fonts_for
from book.epub.links import Links
from book.epub.manuscript import Manuscript, Manuscripts, answer_id, templates
from book.epub.notes import drop_addresses, tell_notes
from book.epub.package import File, Package
from book.epub.xhtml import PROPERTIES, content
from book.model import Catalog, Edition
from book.press.elsewhere import addresses
from book.press.fragment import Fragment, fragments_of, page_id
from book.press.off_paper import drop_paper_only, parse


@dataclass(frozen=True)
class Materials:
    """Where the parts of an e-book are: its style sheet, the fonts, the fragments; `site` may be empty."""

    style: Path
    fonts: Path
    fragments: Path
    site: str = ""


def make_epub(materials: Materials, edition: Edition, catalog: Catalog) -> bytes:
    """The edition as an EPUB 3. FileNotFoundError where fragments are missing."""
    fragments = fragments_of(materials.fragments, edition, catalog)
    makes = Manuscripts(edition, catalog, fragments, materials.site)
    first, *others = (*makes.before(), *makes.text(), *makes.after())
    images = _images(materials, [first, *others], fragments)
    digest = _digest(materials.site, [first, *others], images)
    manuscripts = [first, makes.imprint(digest.hex()[:12]), *others]
    links, pages = _pages(manuscripts, makes, Links(addresses(materials.site, catalog)))
    subjects = [fragments[section.subject.docname].title for section in edition.sections]
    return Package(
        identifier=f"urn:uuid:{UUID(bytes=digest[:16], version=5)}",
        title=f"{edition.book_title}: {edition.title}",
        description=edition.cover_line or "",
        day=edition.last_day.isoformat(),
        subjects=subjects,
        pages=pages,
        others=[
            *_set_in(materials, pages),
            *(File(*image) for image in images.items()),
            _cover(materials, edition, subjects),
        ],
        outline=makes.outline,
        hrefs=links.pages,
    ).zipped()


def _pages(manuscripts: Sequence[Manuscript], makes: Manuscripts, links: Links) -> tuple[Links, list[File]]:
    """The pages with all their links, and where these lead."""
    answers = {question.id: answer_id(question.id) for _, questions in makes.answered for question in questions}
    bodies: list[Element] = []
    for manuscript in manuscripts:
        body = parse(manuscript.html)
        drop_paper_only(body)
        passes.tell_kinds(body)
        drop_addresses(body)
        tell_notes(body)
        passes.tell_terms(body)
        passes.frame_tables(body)
        passes.link_answers(body, answers)
        links.add_page(manuscript.id, manuscript.file, passes.claim_ids(body, links.files))
        bodies.append(body)
    for docname, fragment in makes.fragments.items():
        if fragment.entries and "glossary" in links.pages:
            links.add_name(page_id(docname), "glossary")
    return links, [_page(*both, links) for both in zip(manuscripts, bodies, strict=True)]


def _page(manuscript: Manuscript, body: Element, links: Links) -> File:
    passes.resolve_links(body, links.resolve)
    html = templates().get_template("page.xhtml").render(title=manuscript.title, body=Markup(content(body).strip()))
    found = {PROPERTIES[element.tag] for element in body.iter() if element.tag in PROPERTIES}
    if manuscript.id == "nav":
        found.add("nav")
    return File(manuscript.file, html.encode(), tuple(sorted(found)))


def _set_in(materials: Materials, pages: Sequence[File]) -> list[File]:
    """The style sheet and the fonts."""
    characters = {char for page in pages for char in page.data.decode()} - {"\n"}
    rules, fonts = fonts_for(characters, materials.fonts)
    style = rules + materials.style.read_text(encoding="utf-8")
    return [File("style.css", style.encode()), *(File(f"fonts/{name}", data) for name, data in fonts.items())]


def _cover(materials: Materials, edition: Edition, subjects: Sequence[str]) -> File:
    picture = cover(edition.book_title, edition.title, edition.cover_line or "", subjects, materials.fonts)
    return File("cover.png", picture, ("cover-image",))


def _images(
    materials: Materials, manuscripts: Sequence[Manuscript], fragments: Mapping[str, Fragment]
) -> dict[str, bytes]:
    """The images that pages show, by name; a glossary may have others."""
    known = sorted({name for fragment in fragments.values() for name in fragment.images})
    markup = "".join(manuscript.html for manuscript in manuscripts)
    return {name: (materials.fragments / name).read_bytes() for name in known if f'"{quote(name)}"' in markup}


def _digest(site: str, manuscripts: Sequence[Manuscript], images: Mapping[str, bytes]) -> bytes:
    """A hash over all that the e-book shows."""
    digest = hashlib.sha256(f"{site}\0".encode())
    for manuscript in manuscripts:
        digest.update(f"{manuscript.id}\0{manuscript.html}\0".encode())
    for name, data in images.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.digest()
