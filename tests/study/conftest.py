"""A book of two months by hand: its fragments, with every kind of note in them, written and read as the press does."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from book.model import (
    Catalog,
    Chapter,
    EditionPage,
    KeyFact,
    Mains,
    Mcq,
    Month,
    Query,
    Subject,
    Syllabus,
    SyllabusNode,
    select,
)
from book.press.fragment import LINK_BASE, Fragment, GlossaryEntry, TermUse
from book.study.notes import Notes, read_notes

RATE, INFLATION, COURT = "economy/repo-rate", "economy/inflation", "polity/court"
FORMULA = "images/formula-1.svg"
SQUARE = "images/square.png"
MATH = f'<img class="math" src="{FORMULA}" alt="r=\\frac{{1}}{{2}}" style="width: 2em; vertical-align: -0.5em">'


def chapter(docname: str, day: date, *codes: str) -> Chapter:
    return Chapter(docname, docname, docname.split("/")[0], day, "S.", codes, ())


CATALOG = Catalog(
    "The Book :: of Books",
    {"economy": Subject("economy", "Economy", 1, True), "polity": Subject("polity", "Polity", 2)},
    {
        RATE: chapter(RATE, date(2022, 8, 5), "GS3.ECONOMY", "GS2"),
        INFLATION: chapter(INFLATION, date(2022, 7, 5), "GS3.ECONOMY"),
        COURT: chapter(COURT, date(2022, 8, 6), "GS2"),
    },
    {month: EditionPage(month, month.title) for month in (Month(2022, 7), Month(2022, 8))},
    syllabus=Syllabus({code: SyllabusNode(code, code) for code in ("GS2", "GS3", "GS3.ECONOMY")}),
)
ENTRIES = (
    GlossaryEntry(
        "economy-glossary--term-repo-rate",
        ("repo rate", "RR"),
        "<p>A rate. <em>Repo</em>\nrates, or the RR, are set by the "
        f'<a class="term" href="{LINK_BASE}#economy-glossary--term-bank" id="x">bank</a>; {MATH}.</p>',
        uses=("bank",),
    ),
    GlossaryEntry("economy-glossary--term-bank", ("bank",), "<p>It lends.</p>", uses=("money",)),
    GlossaryEntry("economy-glossary--term-money", ("money",), "<p>What a bank lends.</p>"),
    GlossaryEntry("economy-glossary--term-idle", ("idle term",), "<p>Nobody uses it.</p>"),
    GlossaryEntry("economy-glossary--term-b", ("<b>",), "<p>{{c1::bold}} {{Name}} [sound:x.mp3] &lt;i&gt;</p>"),
)
MCQS = (
    Mcq(
        f"{RATE.replace('/', '-')}--mcq-1",
        RATE,
        1,
        f'<p>Which is right? See <a href="{LINK_BASE}#polity-court">the court</a> '
        '<span class="page-of" data-to="polity-court"></span>, '
        '<a href="https://example.org/">a page</a>'
        f'<sup><a href="{LINK_BASE}#n1" role="doc-noteref">1</a></sup>.</p>',
        ("=1+1", "<p>two</p>", "@three", "−4", "five, “5”"),
        1,
        f'<p>Because.</p><p>It is <img src="{SQUARE}" alt="a square">.</p>',
    ),
)
MAINS = (
    Mains(
        f"{RATE.replace('/', '-')}--mains-1", RATE, 2, "<p>Discuss.</p>", "<ul><li>One</li><li>Two</li></ul>", 15, 250
    ),
)
FACTS = (
    KeyFact(f"{RATE.replace('/', '-')}--fact-1", RATE, "Rate & <date>", "<p>5.40 per cent</p>"),
    KeyFact(f"{RATE.replace('/', '-')}--fact-2", RATE, "", "<p>No label.</p>"),
)


def fragments() -> list[Fragment]:
    uses = (TermUse("repo rate", "a1"), TermUse("<b>", "a2"), TermUse("no entry", "a3"))
    return [
        Fragment("economy/index", "Economy & Co", ""),
        Fragment("polity/index", "Polity", ""),
        Fragment("economy/glossary", "Glossary", "", entries=ENTRIES, images=(FORMULA,)),
        Fragment(RATE, "The Bank’s rate", "", uses, (SQUARE,), mcqs=MCQS, mains=MAINS, key_facts=FACTS),
        Fragment(INFLATION, "Inflation", "", (TermUse("money", "b1"),)),
        Fragment(COURT, "A court", "", (TermUse("bank", "c1"), TermUse("repo rate", "c2", True))),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of fragments."""
    for fragment in fragments():
        fragment.write(tmp_path)
    (tmp_path / "images").mkdir()
    (tmp_path / FORMULA).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / SQUARE).write_bytes(b"PNG")
    return tmp_path


AUGUST = Query(Month(2022, 8), Month(2022, 8))


def notes_of(folder: Path, query: Query = AUGUST) -> Notes:
    return read_notes(folder, select(CATALOG, query), CATALOG)


@dataclass(frozen=True)
class Package:
    """An `.apkg` file as Anki reads it."""

    notes: dict[str, list[str]]  # the fields of each note by its GUID
    tags: dict[str, list[str]]
    cards: list[tuple[str, int, str]]  # GUID, which card of the note, name of the deck; in the order of learning
    types: dict[str, dict[str, Any]]  # by GUID
    modified: set[int]
    media: dict[str, bytes]

    @classmethod
    def read(cls, data: bytes) -> Package:
        with zipfile.ZipFile(BytesIO(data)) as package, closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(package.read("collection.anki2"))
            media = {name: package.read(number) for number, name in json.loads(package.read("media")).items()}
            models, decks = (json.loads(text) for text in database.execute("SELECT models, decks FROM col").fetchone())
            rows = database.execute("SELECT guid, mid, mod, tags, flds FROM notes").fetchall()
            order = "SELECT guid, ord, did FROM cards JOIN notes ON nid = notes.id ORDER BY did, due, ord"
            cards = [(guid, ord_, decks[str(did)]["name"]) for guid, ord_, did in database.execute(order)]
        assert len({row[0] for row in rows}) == len(rows)
        return cls(
            notes={guid: fields.split("\x1f") for guid, _, _, _, fields in rows},
            tags={guid: tags.split() for guid, _, _, tags, _ in rows},
            cards=cards,
            types={guid: models[str(mid)] for guid, mid, _, _, _ in rows},
            modified={mod for _, _, mod, _, _ in rows},
            media=media,
        )
