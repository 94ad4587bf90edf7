"""What does not fit: tables get smaller, then their words are broken; a few lines too many are set closer."""

from __future__ import annotations

import pypdfium2

from book.press.fragment import Fragment
from book.press.part import Manuscript
from book.press.profile import READING, SCREEN
from book.press.setup import setup_of
from book.press.style import style_sheet
from book.press.typesetter import Job, Typesetter
from tests.press.conftest import ROOT, article, print_with

HEADS = ("Vehicle", "Height", "Mass", "Stages", "Capacity", "Destination", "First flight")
LONGEST = "1234567890" * 9  # no hyphen can be set in it


def words_of_third_chapter(case, *rows: tuple[str, ...]) -> list[str]:
    cells = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    html = article("trade/three", "Three", f"<table><tbody>{cells}</tbody></table>")
    Fragment("trade/three", "Three", html).write(case.press.fragments)
    printed = print_with(case, SCREEN)
    pdf = pypdfium2.PdfDocument(printed.pdf)
    folio = str(printed.report["chapters"][2]["first_page"])
    page = next(page for index, page in enumerate(pdf) if pdf.get_page_label(index) == folio)
    return page.get_textpage().get_text_bounded().split()


def test_words_stay_whole_where_smaller_type_is_enough(case):
    words = words_of_third_chapter(case, HEADS, ("24 m", "320 t", "4", "3+1", "1,750", "Mars", "2022"))
    assert set(" ".join(HEADS).split()) <= set(words)


def test_a_word_wider_than_the_page_is_broken(case):
    words = words_of_third_chapter(case, (LONGEST, "short"))
    assert LONGEST not in words
    assert LONGEST in "".join(words)


def test_a_few_lines_on_a_last_page_are_taken_back_where_that_saves_the_page():
    style = style_sheet(READING, ROOT / "_static/print")
    fitting = Typesetter(setup_of(style, ROOT / "_static/fonts"))
    loose = Typesetter(setup_of(style.replace(".close", ".nothing"), ROOT / "_static/fonts"))
    saved = kept = 0
    for lines in range(44, 60):
        text = "".join(f'<p id="line-{number}">Line</p>' for number in range(lines))
        job = Job(Manuscript("a/b", "B", f'<article class="chapter">{text}</article>'), {})
        part, before = fitting.lay_out(job), loose.lay_out(job)
        if part.pages < before.pages:
            saved += 1
            assert {place.page for place in part.places.values()} == {0}
        elif part.pages == 2:
            kept += 1
            assert part == before
    assert saved
    assert kept
