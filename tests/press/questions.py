"""Questions for the chapters of the small edition, and what a reader of its PDF sees of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from book.model import Mains, Mcq
from book.press.fragment import LINK_BASE, answers_id, namespace, page_slot, read_fragment
from book.press.practice import TITLES
from book.press.printed import Printed
from tests.press.conftest import Case, case_in

ONE, TWO, THREE = "peace/one", "peace/two", "trade/three"
NEW_PAGE = '<p style="break-before: page">A page.</p>'


def mcq(docname: str, number: int, answer: int = 1, **more: Any) -> Mcq:
    """A question whose stem, options and explanation say which it is."""
    name = f"{docname.rpartition('/')[2]}{number}"
    options = tuple(f"<p>Option {letter} of {name}</p>" for letter in "wxyz")
    stem, why = f"<p>Stem {name}?</p>", f"<p>Because {name}.</p>"
    return replace(Mcq(f"{namespace(docname)}q{number}", docname, number, stem, options, answer, why), **more)


def mains(docname: str, number: int, outline: str = "<ul><li><p>Outlined {}.</p></li></ul>", marks: int = 15) -> Mains:
    name = f"{docname.rpartition('/')[2]}{number}"
    id = f"{namespace(docname)}q{number}"
    return Mains(id, docname, number, f"<p>Discuss {name}.</p>", outline.format(name), marks, 250, "discuss")


def ask(case: Case, docname: str, *questions: Mcq | Mains, html: str = "", images: Sequence[str] = ()) -> None:
    """Give a chapter questions, and the line at its end that says where their answers are."""
    folder = case.press.fragments
    fragment = read_fragment(folder, docname)
    target = answers_id(docname)
    line = f'<p>Answers of {fragment.title}: <a href="{LINK_BASE}#{target}">key</a> {page_slot(target)}.</p>'
    markup = (html or fragment.html).replace("</article>", f'<section class="questions">{line}</section></article>')
    replace(
        fragment,
        html=markup,
        images=tuple(images),
        references=(*fragment.references, target),
        mcqs=tuple(question for question in questions if isinstance(question, Mcq)),
        mains=tuple(question for question in questions if isinstance(question, Mains)),
    ).write(folder)


def asked(folder: Path) -> Case:
    """Three chapters with seven questions; the only one of the second has no answer."""
    case = case_in(folder)
    ask(case, ONE, mcq(ONE, 1, 1), mcq(ONE, 2, 3), mains(ONE, 3))
    ask(case, TWO, mains(TWO, 1, outline="", marks=0))
    ask(case, THREE, mcq(THREE, 1, 0), mcq(THREE, 2, 2), mains(THREE, 3, marks=10))
    return case


def pages(printed: Printed) -> dict[str, str]:
    """The words of each page by its label."""
    pdf = pypdfium2.PdfDocument(printed.pdf)
    words = (" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    return {pdf.get_page_label(number): text for number, text in enumerate(words)}


def of(printed: Printed, piece: str) -> str:
    """The words of a piece of practice, from its first page on; on a page that it shares, up to the next head."""
    begins = {id: folio for id in TITLES if (folio := printed.report["questions"][f"{id}_page"])}
    later = list(begins)[list(begins).index(piece) + 1 :]
    shown = pages(printed)
    words = "".join(shown[str(folio)] for folio in range(begins[piece], len(shown)) if str(folio) in shown)
    return words.split(TITLES[later[0]])[0] if later else words
