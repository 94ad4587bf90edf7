"""Tables that are too wide for their column: smaller first, words broken only where that is not enough."""

from __future__ import annotations

import pypdfium2

from book.press.fragment import Fragment
from book.press.profile import SCREEN
from tests.press.conftest import article, print_with

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
