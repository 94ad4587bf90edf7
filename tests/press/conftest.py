"""A small edition printed from hand-made fragments: two subjects, three chapters, two terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from book.model import Catalog, Chapter, Edition, EditionPage, Month, Query, Subject, select
from book.press.edition import Press, print_edition
from book.press.fragment import LINK_BASE, Fragment, GlossaryEntry, TermUse, namespace, page_id, page_slot
from book.press.printed import Printed
from book.press.profile import READING, Profile

ROOT = Path(__file__).resolve().parents[2]
MONTH = Month(2022, 8)
WORDS = "The alliance meets each year to agree on what its members owe to one another and to the treaty. "


@dataclass
class Case:
    catalog: Catalog
    edition: Edition
    press: Press


def chapter(docname: str, title: str, day: int) -> Chapter:
    subject = docname.split("/")[0]
    return Chapter(docname, title, subject, date(2022, 8, day), "A summary.", ("GS2",), ())


def term(docname: str, number: int, name: str, entry: str, gloss: str) -> str:
    note = f'<span class="gloss"><span class="gloss-note"><span class="gloss-term">{name}</span> {gloss}</span></span>'
    use = f"{namespace(docname)}term-use-{number}"
    return f'<a class="term" id="{use}" href="{LINK_BASE}#{entry}">{name}</a>{note}'


def article(docname: str, title: str, body: str) -> str:
    return f'<article class="chapter" id="{page_id(docname)}"><h1>{title}</h1>{body}</article>'


def long_text(paragraphs: int) -> str:
    return "".join(f"<p>{WORDS * 8}</p>" for _ in range(paragraphs))


def write_fragments(folder: Path) -> None:
    glossary = "peace/glossary"
    pact, bloc = f"{namespace(glossary)}term-pact", f"{namespace(glossary)}term-bloc"
    entries = (
        GlossaryEntry(pact, ("pact", "treaty of alliance"), "<p>A promise between states.</p>", ("bloc",)),
        GlossaryEntry(bloc, ("bloc",), "<p>States that act together.</p>"),
        GlossaryEntry(f"{namespace(glossary)}term-unused", ("unused",), "<p>Nobody uses it.</p>"),
    )
    Fragment(glossary, "Glossary", "", entries=entries).write(folder)
    for slug, title in (("peace", "Peace"), ("trade", "Trade")):
        html = f'<article class="subject" id="{slug}-index"><h1>{title}</h1><p>About {title}.</p></article>'
        Fragment(f"{slug}/index", title, html).write(folder)
    html = '<article class="edition" id="editions-2022-08"><h1>August 2022</h1><p>A word before.</p></article>'
    Fragment("editions/2022-08", "August 2022", html).write(folder)
    one, two, three = "peace/one", "peace/two", "trade/three"
    text = long_text(7) + f"<p>Here is the {term(one, 1, 'pact', pact, 'A promise between states.')} at last.</p>"
    Fragment(one, "One", article(one, "One", text), (TermUse("pact", f"{namespace(one)}term-use-1"),)).write(folder)
    elsewhere = f'<a href="{LINK_BASE}#peace-elsewhere--here">elsewhere</a>'
    third = f'<a href="{LINK_BASE}#trade-three">the third</a> {page_slot("trade-three")}'
    elsewhere += " " + page_slot("peace-elsewhere--here")
    text = f"<p>Not in it: {elsewhere}. In it: {third}.</p>"
    Fragment(two, "Two", article(two, "Two", text), references=("trade-three", "peace-elsewhere--here")).write(folder)
    text = f"<p>A {term(three, 1, 'pact', pact, 'A promise between states.')} again.</p>"
    uses = (TermUse("pact", f"{namespace(three)}term-use-1"),)
    Fragment(three, "Three", article(three, "Three", text), uses).write(folder)


def print_with(case: Case, profile: Profile = READING, jobs: int = 1) -> Printed:
    """The edition of a case, printed by workers of its own."""
    with case.press.workers(profile, jobs) as workers:
        return print_edition(case.press, case.edition, case.catalog, profile, workers)


def case_in(folder: Path) -> Case:
    """The edition with its fragments, cache and releases in a folder."""
    write_fragments(folder / "fragments")
    chapters = (
        chapter("peace/one", "One", 3),
        chapter("peace/two", "Two", 5),
        chapter("trade/three", "Three", 1),
    )
    catalog = Catalog(
        title="The Test Book",
        subjects={"peace": Subject("peace", "Peace", 1, True), "trade": Subject("trade", "Trade", 2)},
        chapters={
            **{c.docname: c for c in chapters},
            "peace/elsewhere": Chapter("peace/elsewhere", "E", "peace", date(2022, 7, 1), "S.", ("GS2",), ()),
        },
        edition_pages={MONTH: EditionPage(MONTH, "August 2022", "A cover line")},
    )
    static = ROOT / "_static"
    press = Press(
        static / "print",
        static / "fonts",
        folder / "fragments",
        folder / "parts",
        folder / "releases",
        "https://book.example",
    )
    return Case(catalog, select(catalog, Query(MONTH, MONTH)), press)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_in(tmp_path)
