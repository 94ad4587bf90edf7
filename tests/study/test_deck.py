"""The `.apkg` file, read back as Anki reads it."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from book.model import Month, Query
from book.press.elsewhere import addresses
from book.study.deck import Media, guid_of, write_deck
from book.study.markup import BLANK
from tests.study.conftest import CATALOG, ENTRIES, FACTS, FORMULA, MATH, MCQS, RATE, Package, fragments, notes_of

MOMENT = 1_660_000_000
SITE = "https://book.example/"
JULY = Query(Month(2022, 7), Month(2022, 7))
YEAR = Query(Month(2022, 1), Month(2022, 12))


def packed(folder: Path, site: str = SITE, moment: int = MOMENT, query: Query | None = None) -> bytes:
    notes = notes_of(folder, query) if query else notes_of(folder)
    return write_deck(notes, Media.read(folder, notes.images), addresses(site, CATALOG), moment)


def fields(folder: Path, ending: str, site: str = SITE) -> list[str]:
    """The fields of the note whose id ends so."""
    [guid] = [guid_of(note) for note in notes_of(folder).notes if note.id.endswith(ending)]
    return Package.read(packed(folder, site)).notes[guid]


def test_a_term_has_a_card_each_way_its_name_blanked_out_where_it_is_asked(folder: Path) -> None:
    name, aliases, definition, blanked, source = fields(folder, "term-repo-rate")
    assert (name, aliases) == ("repo rate", "RR")
    assert definition.startswith("<p>A rate. <em>Repo</em>\nrates, or the RR, are set by the ")
    assert '<a href="https://book.example/economy/glossary.html#term-bank">bank</a>' in definition
    assert blanked.startswith(f"<p>A rate. <em>{BLANK}</em>, or the {BLANK}, are set by the ")
    assert source == '<a href="https://book.example/polity/court.html">A court</a> · Economy &amp; Co · August 2022'
    package = Package.read(packed(folder))
    [guid] = [guid for guid, found in package.notes.items() if found[0] == "repo rate"]
    assert [card for card in package.cards if card[0] == guid] == [
        (guid, 0, "The Book : of Books::2022-08"),
        (guid, 1, "The Book : of Books::2022-08"),
    ]
    assert [card["name"] for card in package.types[guid]["tmpls"]] == ["Definition", "Name"]


def test_a_question_with_options(folder: Path) -> None:
    question, options, answer, explanation, _ = fields(folder, "mcq-1")
    links = (
        '<a href="https://book.example/polity/court.html">the court</a>',
        '<a href="https://example.org/">a page</a>',
    )
    assert question == f"<p>Which is right? See {links[0]}, {links[1]}.</p>"
    assert options == "<li>=1+1</li><li><p>two</p></li><li>@three</li><li>−4</li><li>five, “5”</li>"
    assert answer == "(b) <p>two</p>"
    assert explanation.startswith("<p>Because.</p><p>It is <img src=")


def test_a_question_to_write_on_and_a_fact(folder: Path) -> None:
    assert fields(folder, "mains-1")[:3] == [
        "<p>Discuss.</p>",
        "15 marks, 250 words",
        "<ul><li>One</li><li>Two</li></ul>",
    ]
    assert fields(folder, "fact-1")[:2] == ["<b>The Bank’s rate: Rate &amp; &lt;date&gt;</b>", "<p>5.40 per cent</p>"]


def test_links_into_the_book_are_text_where_it_has_no_site(folder: Path) -> None:
    question, *_, source = fields(folder, "mcq-1", site="")
    assert question.startswith("<p>Which is right? See the court, <a href=")
    assert source == "The Bank’s rate · Economy &amp; Co · August 2022"


def test_tags(folder: Path) -> None:
    package = Package.read(packed(folder))
    [fact] = [guid for guid, found in package.notes.items() if found[1] == "<p>5.40 per cent</p>"]
    assert package.tags[fact] == ["fact", "economy", "2022-08", "GS3::ECONOMY", "GS2"]


def test_text_stays_text(folder: Path) -> None:
    name, _, definition, _, _ = fields(folder, "term-b")
    assert name == "&lt;b&gt;"
    assert definition == "<p>{{c1::bold}} {{Name}} &#91;sound:x.mp3] &lt;i&gt;</p>"
    package = Package.read(packed(folder))
    assert {kind["type"] for kind in package.types.values()} == {0}  # 1 has clozes
    assert len(package.cards) == 2 * 4 + 3


def test_images_are_in_it_under_a_name_that_follows_from_what_they_show(folder: Path) -> None:
    media = Package.read(packed(folder)).media
    assert sorted(media.values()) == sorted((folder / name).read_bytes() for name in (FORMULA, "images/square.png"))
    [drawn] = [name for name in media if name.endswith(".svg")]
    shown = MATH.replace(FORMULA, drawn)
    assert shown in fields(folder, "term-repo-rate")[2]
    (folder / FORMULA).write_text("<svg/>")
    assert drawn not in Package.read(packed(folder)).media
    assert Package.read(packed(folder, query=JULY)).media == {}


def test_a_deck_for_each_month_in_the_order_of_the_book(folder: Path) -> None:
    package = Package.read(packed(folder, query=YEAR))
    assert {deck for _, _, deck in package.cards} == {"The Book : of Books::2022-07", "The Book : of Books::2022-08"}
    august = [package.notes[guid][0] for guid, card, deck in package.cards if deck.endswith("08") and card == 0]
    assert august[:2] == ["&lt;b&gt;", "<b>The Bank’s rate: Rate &amp; &lt;date&gt;</b>"]
    assert august[-2:] == ["bank", "repo rate"]


def test_a_second_export_after_an_edit_updates_the_same_notes(folder: Path) -> None:
    before = Package.read(packed(folder))
    edited = [entry if entry.names[0] != "bank" else replace(entry, html="<p>New.</p>") for entry in ENTRIES]
    mcqs = (replace(MCQS[0], stem="<p>Which is wrong?</p>", answer=0), replace(MCQS[0], id=f"{RATE}--mcq-2", number=2))
    facts = (replace(FACTS[0], label="Rate"),)
    for fragment in fragments():
        if fragment.docname == "economy/glossary":
            replace(fragment, entries=tuple(edited)).write(folder)
        elif fragment.docname == RATE:
            replace(fragment, title="The rate", mcqs=mcqs, key_facts=facts).write(folder)
    after = Package.read(packed(folder, moment=MOMENT + 60))
    assert before.notes.keys() < after.notes.keys()
    assert len(after.notes) == len(before.notes) + 1
    changed = {guid for guid in before.notes if before.notes[guid][:-1] != after.notes[guid][:-1]}
    assert len(changed) == 3
    assert {guid: kind["id"] for guid, kind in before.types.items()}.items() <= {
        guid: kind["id"] for guid, kind in after.types.items()
    }.items()
    assert (before.modified, after.modified) == ({MOMENT}, {MOMENT + 60})
    assert {deck for _, _, deck in before.cards} == {deck for _, _, deck in after.cards}


def test_two_exports_have_the_same_bytes_and_no_clock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed(folder)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert packed(folder) == first
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert list(json.loads(package.read("media"))) == ["0", "1"]
        assert package.namelist() == ["collection.anki2", "media", "0", "1"]
