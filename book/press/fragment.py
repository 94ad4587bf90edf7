"""A fragment: one page of the book as print markup, with what the press must know of it.

The fragment builder writes `<docname>.html` and `<docname>.json` below one folder; the press reads them.
Ids in the markup start with `namespace(docname)`, so that they are unique over the book, and a link to
another page of the book is `LINK_BASE#<id>`, so that no file name gets into a PDF.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from book.model import Catalog, Edition, KeyFact, Mains, Mcq

LINK_BASE = "https://book.invalid/"
WEB_SLOT = '<span class="web-slot"></span>'  # for the address of a chapter on the web: the press fills it, or drops it
ANSWERS = "answers"  # the id of the key to all questions of an edition
ADDRESS_NOTE = "address-note"  # the class of a note that only says where a link leads, which paper needs


def page_id(docname: str) -> str:
    """The id of a whole page: `international-relations-india-nato-talks`."""
    return docname.replace("/", "-")


def namespace(docname: str) -> str:
    """What every other id of that page starts with."""
    return f"{page_id(docname)}--"


def answers_id(docname: str) -> str:
    """The id of the place in an edition's answer key where those of a page's questions begin."""
    return f"{ANSWERS}--{page_id(docname)}"


def page_slot(target: str) -> str:
    """Where the page of an id is printed behind a link to it; the press fills it, or drops it where there is none."""
    return f'<span class="page-of" data-to="{target}"></span>'


@dataclass(frozen=True)
class TermUse:
    """A place where a page uses a term: the term's main name, the id, and whether the term is explained there."""

    term: str
    id: str
    explains: bool = False


@dataclass(frozen=True)
class GlossaryEntry:
    """An entry of a glossary page: id, names (the main one first), definition as markup.

    `uses` are the main names of the terms that the definition uses, `see_also` those that it refers to below.
    """

    id: str
    names: tuple[str, ...]
    html: str
    uses: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fragment:
    """A page as print markup: `<article id="{page_id}" class="chapter">...</article>` or the like.

    `images` are paths below the folder of fragments' `images/`, as they stand in the markup. `references` are
    the ids of other pages that the markup has a `page_slot` for, each once. The markup has the questions without
    their answers.
    """

    docname: str
    title: str
    html: str
    term_uses: tuple[TermUse, ...] = ()
    images: tuple[str, ...] = ()
    entries: tuple[GlossaryEntry, ...] = ()
    references: tuple[str, ...] = ()
    mcqs: tuple[Mcq, ...] = ()
    mains: tuple[Mains, ...] = ()
    key_facts: tuple[KeyFact, ...] = ()

    def write(self, folder: Path) -> None:
        """Write both files, the markup first; folders are made."""
        path = folder / f"{self.docname}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.html, encoding="utf-8")
        facts = {key: value for key, value in asdict(self).items() if key != "html"}
        path.with_suffix(".json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_fragment(folder: Path, docname: str) -> Fragment:
    """The fragment of a page; FileNotFoundError where the builder has not written it."""
    path = folder / f"{docname}.html"
    facts: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Fragment(
        docname=facts["docname"],
        title=facts["title"],
        html=path.read_text(encoding="utf-8"),
        term_uses=tuple(TermUse(**use) for use in facts["term_uses"]),
        images=tuple(facts["images"]),
        entries=tuple(_entry(**entry) for entry in facts["entries"]),
        references=tuple(facts["references"]),
        mcqs=tuple(Mcq(**{**mcq, "options": tuple(mcq["options"])}) for mcq in facts["mcqs"]),
        mains=tuple(Mains(**question) for question in facts["mains"]),
        key_facts=tuple(KeyFact(**fact) for fact in facts["key_facts"]),
    )


def fragments_of(folder: Path, edition: Edition, catalog: Catalog) -> dict[str, Fragment]:
    """The fragments that an edition needs: its chapters, subjects and foreword, and all glossaries."""
    subjects = [subject for subject in catalog.ordered_subjects if subject.has_glossary]
    names = [
        *(chapter.docname for chapter in edition.chapters),
        *(section.subject.docname for section in edition.sections),
        *([edition.foreword] if edition.foreword else []),
        *(subject.glossary for subject in subjects),
    ]
    return {name: read_fragment(folder, name) for name in names}


def _entry(id: str, html: str, **lists: list[str]) -> GlossaryEntry:
    return GlossaryEntry(id=id, html=html, **{key: tuple(value) for key, value in lists.items()})
