"""One bank of questions: pages, print, key, deck, table and e-book have the same questions with the same answers."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
LETTERS = "abcdefghij"
BLOCK = re.compile(r"^(:{3,})\{(mcq|mains)\}\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^(:{3,})\{(?:explanation|outline)\}\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
BEGIN = 100  # letters by which an explanation is known: a chapter may say the beginning in the same words


def letters(text: str) -> str:
    """Letters alone: no numbers of lists, no hyphens at a line's end, no quotes as typeset."""
    return "".join(char for char in text.casefold() if char.isalpha())


def shown(markup: str) -> str:
    """The letters that markup shows, a picture of a formula by its words."""
    words = re.sub(r'<img[^>]* alt="([^"]*)"[^>]*>', r"\1", markup)
    return letters(html.unescape(re.sub(r"<[^>]*>", "", words)))


@dataclass(frozen=True)
class Written:
    """A question as its author wrote it, read from the Markdown without the builder."""

    id: str
    kind: str
    stem: str
    options: tuple[str, ...]
    answer: str
    explanation: str


def read_chapter(path: Path) -> Iterator[Written]:
    page = path.relative_to(ROOT / "chapters").with_suffix("").as_posix().replace("/", "-")
    for number, (_, kind, body) in enumerate(BLOCK.findall(path.read_text("utf-8")), start=1):
        options = dict(re.findall(r"^:(\w+): (.*)$", body, re.MULTILINE))
        explanation = ANSWER.search(body)
        text = re.sub(r"^:\w+: .*$", "", ANSWER.sub("", body), flags=re.MULTILINE).strip()
        stem, *listed = re.split(r"^- ", text, flags=re.MULTILINE) if kind == "mcq" else [text]
        name = options.get("id", f"q{number}")
        answer = explanation[2] if explanation else ""
        yield Written(f"{page}--{name}", kind, stem, tuple(listed), options.get("answer", ""), answer)


@pytest.fixture(scope="module")
def written() -> dict[str, Written]:
    found = [question for path in sorted(ROOT.glob("chapters/*/*.md")) for question in read_chapter(path)]
    assert len(found) > 90
    return {question.id: question for question in found}


@pytest.fixture(scope="module")
def mcqs(written: dict[str, Written]) -> dict[str, str]:
    """The right letter of each question with options."""
    return {id: question.answer for id, question in written.items() if question.kind == "mcq"}


class Made:
    """All chapters in every form; each is made when it is first read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def book(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "book.cli", *arguments, "--quiet", "--chapters", str(ROOT / "chapters")]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr

    @cached_property
    def site(self) -> Path:
        self.book("html", "--no-search", "-o", "html")
        return self.folder / "html"

    @cached_property
    def report(self) -> dict:
        self.book("pdf", "2022", "--profile", "economy", "-o", "year.pdf")
        return json.loads((self.folder / "year.json").read_text("utf-8"))

    @cached_property
    def order(self) -> list[str]:
        """The ids of printed chapters, in order."""
        return [chapter["docname"].replace("/", "-") for chapter in self.report["chapters"]]

    @cached_property
    def pages(self) -> list[str]:
        """The text of the printed pages that have figures, from 1."""
        assert self.report
        pdf = pypdfium2.PdfDocument(self.folder / "year.pdf")
        numbered = [i for i in range(len(pdf)) if pdf.get_page_label(i).isdecimal()]
        return [pdf[i].get_textpage().get_text_bounded(-99, -99, 999, 999) for i in numbered]

    def printed(self, begin: str, end: str | None = None) -> str:
        """The text from the page on which a piece of practice begins to that before another, or to the end."""
        first = self.report["questions"][f"{begin}_page"] - 1
        last = self.report["questions"][f"{end}_page"] if end else None
        return "\n".join(self.pages[first:last])

    @cached_property
    def table(self) -> list[dict[str, str]]:
        self.book("anki", "2022", "--csv", "-o", "year.csv")
        return list(csv.DictReader(io.StringIO((self.folder / "year.csv").read_text("utf-8-sig"))))

    @cached_property
    def cards(self) -> dict[str, list[list[str]]]:
        """The fields of all notes of the deck, by the name of their kind."""
        self.book("anki", "2022", "-o", "year.apkg")
        with zipfile.ZipFile(self.folder / "year.apkg") as deck:
            deck.extract("collection.anki2", self.folder)
        collection = sqlite3.connect(self.folder / "collection.anki2")
        kinds = json.loads(collection.execute("SELECT models FROM col").fetchone()[0])
        found: dict[str, list[list[str]]] = {}
        for kind, fields in collection.execute("SELECT mid, flds FROM notes"):
            found.setdefault(kinds[str(kind)]["name"], []).append(fields.split("\x1f"))
        collection.close()
        return found

    @cached_property
    def e_book(self) -> dict[str, str]:
        self.book("epub", "2022", "-o", "year.epub")
        with zipfile.ZipFile(self.folder / "year.epub") as package:
            names = [name for name in package.namelist() if name.endswith(".xhtml")]
            return {name: package.read(name).decode() for name in names}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("everywhere"))


def test_screen(made: Made, written: dict[str, Written], mcqs: dict[str, str], browser: Browser) -> None:
    found: dict[str, str] = {}
    read = "all => all.map(q => [q.dataset.question, q.dataset.answer, q.querySelector('.stem').textContent])"
    with browser.new_context() as context:
        page = context.new_page()
        for quiz in sorted((made.site / "quiz").glob("*.html")):
            page.goto(quiz.as_uri())
            for id, answer, stem in page.locator("[data-question]").evaluate_all(read):
                found[id] = LETTERS[int(answer)]
                assert letters(stem)[:20] == letters(written[id].stem)[:20]
    assert found == mcqs


def test_print_and_key(made: Made, written: dict[str, Written], mcqs: dict[str, str]) -> None:
    ordered = [id for page in made.order for id in mcqs if id.startswith(f"{page}--")]
    answers = {number: mcqs[id] for number, id in enumerate(ordered, start=1)}
    key = made.printed("answers")
    explained = re.findall(r"^(\d+)\.? \(([a-j])\)", key, re.MULTILINE)
    assert {int(number): letter for number, letter in explained} == answers
    test = letters(made.printed("practice", "mains"))
    before = letters("\n".join(made.pages[: made.report["questions"]["answers_page"] - 1]))
    for id in ordered:
        assert letters(written[id].stem)[:20] in test
        assert before.count(letters(written[id].stem)[:20]) >= 2  # in its chapter and in the test
    assert made.report["questions"]["mcqs"] == len(mcqs)
    assert made.report["questions"]["mains"] == len(written) - len(mcqs)


def test_no_answer_is_printed_before_the_key(made: Made, written: dict[str, Written]) -> None:
    before = letters("\n".join(made.pages[: made.report["questions"]["answers_page"] - 1]))
    key = letters(made.printed("answers"))
    plain = [
        q for q in written.values() if not re.search(r"[$`\[]", q.explanation) and len(letters(q.explanation)) > 60
    ]
    assert len(plain) > 60
    for question in plain:
        assert letters(question.explanation)[:BEGIN] not in before, question.id
    assert sum(letters(question.explanation)[:20] in key for question in plain) > 0.9 * len(plain)


def test_each_chapter_says_where_its_answers_are(made: Made) -> None:
    pages = [page["answers_page"] for page in made.report["chapters"]]
    said = re.findall(r"^Answers \(p\.\s*(\d+)\)", "\n".join(made.pages), re.MULTILINE)
    assert [int(page) for page in said] == pages
    for chapter in made.report["chapters"]:
        assert letters(chapter["title"])[:20] in letters(made.pages[chapter["answers_page"] - 1])


def test_table_and_deck(made: Made, written: dict[str, Written], mcqs: dict[str, str]) -> None:
    rows = {row["id"]: row for row in made.table if row["kind"] in {"mcq", "mains"}}
    assert rows.keys() == written.keys()
    assert {id: row["answer"] for id, row in rows.items() if row["kind"] == "mcq"} == mcqs
    for id, letter in mcqs.items():
        assert letters(rows[id]["question"])[:20] == letters(written[id].stem)[:20]
        assert rows[id][f"option_{letter}"]
    asked = {(letters(rows[id]["question"]), letter) for id, letter in mcqs.items()}
    cards = made.cards["Study book: question with options"]
    assert {(shown(fields[0]), fields[2][1]) for fields in cards} == asked
    assert len(cards) == len(mcqs)
    assert len(made.cards["Study book: question to write on"]) == len(written) - len(mcqs)


def test_e_book(made: Made, written: dict[str, Written], mcqs: dict[str, str]) -> None:
    answers = next(text for name, text in made.e_book.items() if name.endswith("answers.xhtml"))
    others = {name: text for name, text in made.e_book.items() if not name.endswith("answers.xhtml")}
    places = re.split(r'id="answer-([^"]+)"', answers)[1:]
    by_id = dict(zip(places[::2], places[1::2], strict=True))
    assert by_id.keys() == written.keys()
    assert {id: re.search(r"<strong>\((.)\)</strong>", by_id[id])[1] for id in mcqs} == mcqs
    everything = "".join(others.values())
    for id in written:
        assert f'id="{id}"' in everything
