"""The notes of an edition as a table for spreadsheets: CSV as RFC 4180 has it, plain text, no markup.

A cell that begins with one of `= + - @` would be a formula to a spreadsheet, and chapters are written by strangers: it
gets an apostrophe in front, as does one that begins with such an apostrophe, so that nothing is lost.
"""

from __future__ import annotations

import csv
import re
from io import StringIO

from book.model import LETTERS, KeyFact, Mains, Mcq
from book.press.fragment import GlossaryEntry
from book.study.markup import plain
from book.study.notes import Note, Notes

FEWEST_OPTIONS = 4  # columns for options: as many as the longest question has, four at least
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet reads another encoding than UTF-8
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


def write_sheet(notes: Notes) -> bytes:
    """The table: a head, then a line for each note."""
    questions = [note.content for note in notes.notes if isinstance(note.content, Mcq)]
    width = max([FEWEST_OPTIONS, *(len(question.options) for question in questions)])
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.writer(out)
    options = [f"option_{letter}" for letter in LETTERS[:width]]
    head = ("kind", "id", "chapter", "subject", "month", "syllabus", "question", *options, "answer", "explanation")
    table.writerow(head)
    for note in notes.notes:
        table.writerow([harmless(cell) for cell in _row(note, width)])
    return out.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell as a spreadsheet takes it for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(note: Note, width: int) -> list[str]:
    chapter = note.chapter
    where = [note.kind, note.id, chapter.docname, note.subject, str(chapter.month), " ".join(chapter.syllabus)]
    options: list[str] = []
    explanation = ""
    match note.content:
        case GlossaryEntry(names=(name, *aliases), html=html):
            question, answer = f"{name} ({', '.join(aliases)})" if aliases else name, plain(html)
        case KeyFact(label=label, text=text):
            question, answer = f"{note.chapter_title}: {label}", plain(text)
        case Mcq() as mcq:
            question, answer, explanation = plain(mcq.stem), mcq.letter, plain(mcq.explanation)
            options = [plain(option) for option in mcq.options]
        case Mains() as mains:
            question, answer = plain(mains.question), plain(mains.outline)
        case _:
            raise TypeError(f"{note.content!r} is no content of a note")
    return [*where, question, *options, *[""] * (width - len(options)), answer, explanation]
