"""Formulas on the page and in print: pictures with their TeX, and no script."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from book.source.formula import draw_formula
from book.sphinx_ext.run import BuildFailed
from tests.sphinx_ext.conftest import Book
from tests.sphinx_ext.test_fragments import parsed

CHAPTER = "polity/ombudsman"
BODY = "An office that hears complaints."
FORMULAS = r"""In a line $\frac{a}{b}$ and {math}`x < y`; it costs $5 and $10.

$$
\sum_{i=1}^n
x_i
$$

```{math}
a = b
```
"""
WRITTEN = (r"\frac{a}{b}", "x < y", r"\sum_{i=1}^n x_i", "a = b")
DRAWN = [draw_formula(tex, display=i > 1) for i, tex in enumerate(WRITTEN)]


@pytest.fixture
def with_formulas(book: Book) -> Book:
    book.edit(f"{CHAPTER}.md", BODY, FORMULAS)
    return book


def test_a_fragment_names_the_pictures_that_its_markup_shows(with_formulas: Book) -> None:
    out = with_formulas.build("fragments")
    fragment = with_formulas.fragment(CHAPTER)
    shown = [image for image in parsed(fragment).iter("img") if image.get("class") == "math"]
    assert [image.get("alt") for image in shown] == list(WRITTEN)
    assert [image.get("src") for image in shown] == [f"images/{formula.file_name}" for formula in DRAWN]
    assert set(fragment.images) > {image.get("src") for image in shown}
    for image, formula in zip(shown, DRAWN, strict=True):
        assert (out / image.get("src", "")).read_text(encoding="utf-8") == formula.svg
        assert image.get("style") == f"width: {formula.ems[0]:g}em; vertical-align: {-formula.depth:g}em"
        assert ElementTree.fromstring(formula.svg).get("viewBox") == formula.view_box


def test_only_formulas_of_their_own_stand_in_a_block(with_formulas: Book) -> None:
    with_formulas.build("fragments")
    page = parsed(with_formulas.fragment(CHAPTER))
    blocks = [block for block in page.iter("div") if block.get("class") == "math"]
    assert [image.get("alt") for block in blocks for image in block.iter("img")] == list(WRITTEN[2:])


def test_a_page_has_them_inline_without_ids_and_files(with_formulas: Book) -> None:
    html = (with_formulas.build("html") / f"{CHAPTER}.html").read_text(encoding="utf-8")
    pictures = re.findall(r'<svg role="img".*?</svg>', html)
    assert re.findall(r'<svg role="img" aria-label="([^"]*)"', html) == [tex.replace("<", "&lt;") for tex in WRITTEN]
    assert all(" id=" not in picture and 'fill="currentColor"' in picture for picture in pictures)
    assert "it costs $5 and $10." in html
    assert not list((with_formulas.folder / "html").glob("_images/*.svg"))


def test_a_picture_that_no_page_shows_any_more_is_removed(with_formulas: Book) -> None:
    out = with_formulas.build("fragments")
    with_formulas.edit(f"{CHAPTER}.md", "a = b", "a = c")
    with_formulas.build("fragments")
    names = {path.name for path in (out / "images").glob("*.svg")}
    assert DRAWN[3].file_name not in names
    assert {formula.file_name for formula in DRAWN[:3]} < names


def test_a_gloss_brings_the_formulas_of_its_definition(book: Book) -> None:
    book.edit("economy/glossary.md", "It is the policy rate.", "It is $r_0$.")
    out = book.build("fragments")
    name = f"images/{draw_formula('r_0', display=False).file_name}"
    for docname in ("economy/repo-rate", "economy/inflation", "economy/glossary"):
        assert name in book.fragment(docname).images
        assert f'src="{name}"' in book.fragment(docname).html
    assert (out / name).is_file()


@pytest.mark.parametrize("formula", [r"$\href{javascript:x}{y}$", "$$ x^ $$", r"{math}`\text{<script>}`"])
def test_what_cannot_be_drawn_is_reported_and_left_out(book: Book, formula: str) -> None:
    book.edit(f"{CHAPTER}.md", BODY, f"Before.\n\n{formula}")
    with pytest.raises(BuildFailed) as failed:
        book.build("fragments", reading=book.unchecked())
    [problem] = failed.value.problems
    assert (problem.path, problem.rule) == ((book.chapters / f"{CHAPTER}.md").as_posix(), "sphinx/book.formula")
    assert problem.line >= 16
    html = (book.folder / "doctrees-fragments" / f"{CHAPTER}.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "javascript" not in html
    assert '<img class="math"' not in html
