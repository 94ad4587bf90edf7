"""The book of this repository, made with the words of the README and read back page by page."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from book.model import Month, Query, select
from book.model.month import day_title
from book.press.fragment import read_fragment
from book.press.pagination import Use, ranges
from book.source import read_book
from book.terms import Matcher
from tests.press.structure import faults

ROOT = Path(__file__).resolve().parents[1]
MONTH = "2022-08"


def plain(text: str) -> str:
    """Letters and figures alone: what is left when lines break, hyphens and quotes are typeset."""
    return "".join(char for char in text.casefold() if char.isalnum())


class PrintedBook:
    """The PDF as a reader has it: text by folio, and the report beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.report = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    @cached_property
    def pages(self) -> dict[str, str]:
        pdf = pypdfium2.PdfDocument(self.path)
        return {
            pdf.get_page_label(i) or f"blank {i}": pdf[i].get_textpage().get_text_bounded(-99, -99, 999, 999)
            for i in range(len(pdf))
        }

    def from_page(self, folio: str) -> str:
        """The text of all pages from a folio on."""
        folios = list(self.pages)
        return "".join(self.pages[page] for page in folios[folios.index(folio) :])


@pytest.fixture(scope="module")
def said() -> str:
    run = subprocess.run(["make", "book", f"MONTH={MONTH}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def printed(said: str) -> PrintedBook:
    return PrintedBook(ROOT / re.search(r"\S+\.pdf", said)[0])


@pytest.fixture(scope="module")
def edition():
    month = Month.parse(MONTH)
    return select(read_book(ROOT / "chapters").catalog, Query(month, month))


def test_it_says_where_everything_is(said, printed):
    pages, sheets = printed.report["pages"], printed.report["sheets"]
    assert (ROOT / "_build/html/index.html").is_file()
    assert re.search(rf"_build/pdf/{MONTH}\.a4\.pdf: {pages} pages on {sheets} sheets, [0-9.]+ s", said)
    assert len(pypdfium2.PdfDocument(printed.path)) == pages
    assert sheets == -(-pages // 2)


def test_every_chapter_is_where_the_contents_say(printed, edition):
    folio = next(page for page, text in printed.pages.items() if "Contents" in text)
    contents = plain(printed.from_page(folio))
    assert {c["docname"] for c in printed.report["chapters"]} == {c.docname for c in edition.chapters}
    for chapter in printed.report["chapters"]:
        day = day_title(edition_chapter(edition, chapter["docname"]).published)
        assert re.search(plain(f"{chapter['title']}{day}{chapter['first_page']}") + r"(?![0-9])", contents)
        assert plain(chapter["title"]) in plain(printed.pages[str(chapter["first_page"])])


def edition_chapter(edition, docname):
    return next(chapter for chapter in edition.chapters if chapter.docname == docname)


def test_every_page_of_a_term_carries_the_term(printed, edition):
    shown = shown_words(edition)
    assert len(printed.report["terms"]) >= 40
    folios = list(printed.pages)
    for entry in printed.report["terms"]:
        assert entry["pages"] or entry["term"] not in shown, entry  # else a definition alone uses it
        for page in entry["pages"]:
            following = folios[folios.index(str(page)) + 1]  # a use may run over the foot of its page
            text = plain(printed.pages[str(page)]) + plain(printed.pages[following])
            assert any(plain(words) in text for words in shown[entry["term"]]), (entry["term"], page)


def shown_words(edition) -> dict[str, set[str]]:
    """For each term the words under which chapters show it, taken from the source."""
    catalog = read_book(ROOT / "chapters").catalog
    names = {name: term.name for term in catalog.terms for name in term.names}
    matcher, shown = Matcher(names), {}
    for chapter in edition.chapters:
        source = (ROOT / "chapters" / f"{chapter.docname}.md").read_text(encoding="utf-8")
        for match in matcher.find(source):
            shown.setdefault(names[match.name], set()).add(source[match.start : match.end])
        for words, target in re.findall(r"\{term\}`([^`<]+?)\s*<([^>]+)>`", source):
            shown.setdefault(names[matcher.named(target)], set()).add(words)
    return shown


def test_the_printed_glossary_shows_the_pages_of_the_report(printed):
    last = max(chapter["last_page"] for chapter in printed.report["chapters"])
    back = [page for page in printed.pages if page.isdecimal() and int(page) > last]
    text = plain(printed.from_page(next(page for page in back if "glossary" in plain(printed.pages[page])[:40])))
    catalog = read_book(ROOT / "chapters").catalog
    entries = {
        entry.names[0]: entry
        for subject in catalog.subjects.values()
        for entry in read_fragment(ROOT / "_build/fragments", subject.glossary).entries
    }
    names = {term["term"] for term in printed.report["terms"]}
    for term in printed.report["terms"]:
        entry = entries[term["term"]]
        definition = plain(re.sub(r"<[^>]+>", "", entry.html))[-30:]
        also = [other for other in entry.see_also if other in names]
        others = plain("See also" + "".join(also)) if also else ""
        uses = [Use(page, "", page in term["explained"]) for page in term["pages"]]
        pages = plain("".join(str(pages) for pages in ranges(uses)))
        assert re.search(definition + others + pages + r"(?![0-9])", text), term


def test_every_use_is_on_a_page_of_its_chapter(printed, edition):
    spans = {c["docname"]: range(c["first_page"], c["last_page"] + 1) for c in printed.report["chapters"]}
    pages = {entry["term"]: set(entry["pages"]) for entry in printed.report["terms"]}
    for chapter in edition.chapters:
        for use in read_fragment(ROOT / "_build/fragments", chapter.docname).term_uses:
            assert pages[use.term] & set(spans[chapter.docname]), (chapter.docname, use)


def test_the_pdf_is_sound_tagged_and_speaks_of_itself(printed):
    with pikepdf.open(printed.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert faults(pdf) == []
        assert str(pdf.docinfo["/Title"]) == "The Current Affairs Study Book: August 2022"
        titles = [item.title for item in pdf.open_outline().root]
        assert titles[:4] == ["How to use this book", "Foreword", "Contents", "At a glance"]
        assert titles[-3:] == ["By syllabus", "Glossary", "Colophon"]
    assert str(ROOT).encode() not in printed.path.read_bytes()


def test_a_second_time_everything_is_known_and_stays_as_it_is(printed):
    before = printed.path.read_bytes()
    subprocess.run(["make", "pdf", f"MONTH={MONTH}"], cwd=ROOT, check=True, capture_output=True)
    assert printed.path.read_bytes() == before


def test_the_readme_shows_only_commands_that_exist():
    words = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert shown <= words
