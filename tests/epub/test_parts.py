"""The parts of an e-book by themselves: XHTML, cover, fonts."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image, ImageChops

from book.epub.cover import HEIGHT, PAPER, WIDTH, cover
from book.epub.fonts import fonts_for
from book.epub.xhtml import content
from book.press.off_paper import parse
from tests.epub.conftest import STATIC

FONTS = STATIC / "fonts"


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<p>a<wbr>b<br>c</p>", "<p>a<wbr/>b<br/>c</p>"),
        ("<p>&nbsp;&eacute;&lt;&amp;&quot;</p>", '<p>\N{NO-BREAK SPACE}é&lt;&amp;"</p>'),
        ('<img src="a" alt="&quot;&lt;">', '<img src="a" alt="&quot;&lt;"/>'),
        ("<td></td>", ""),
        ("<table><tr><td></table>", "<table><tbody><tr><td></td></tr></tbody></table>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<p>a<!-- no -->b</p>", "<p>ab</p>"),
        ("<p>a\N{START OF HEADING}b\ufffec</p>", "<p>abc</p>"),
        (
            '<svg viewBox="0 0 1 1"><clipPath/><use xlink:href="#a"></use></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">'
            '<clipPath></clipPath><use xlink:href="#a"></use></svg>',
        ),
        ("<math><mi>x</mi></math>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
    ],
)
def test_markup_becomes_well_formed(html, xhtml):
    made = content(parse(html))
    assert made == xhtml
    etree.fromstring(f"<body>{made}</body>")


def test_a_font_has_what_the_text_needs_and_not_the_name_that_is_reserved():
    rules, files = fonts_for({"a", "ff"[0], "é"}, FONTS)
    assert set(files) == {
        "serif.ttf",
        "serif-italic.ttf",
        "serif-bold.ttf",
        "serif-bold-italic.ttf",
        "LICENSE-SourceSerif.txt",
    }
    for name, data in files.items():
        if name.endswith(".ttf"):
            assert f'url("fonts/{name}")' in rules
            font = TTFont(BytesIO(data))
            assert set(font.getBestCmap()) == {ord("a"), ord("f"), ord("é")}
            assert "Source" not in "".join(font["name"].getDebugName(number) for number in (1, 4, 6))
            assert "Adobe" in font["name"].getDebugName(0)


def test_devanagari_is_there_where_it_is_needed():
    _, files = fonts_for({"a", "क"}, FONTS)
    cmap = TTFont(BytesIO(files["devanagari.ttf"])).getBestCmap()
    assert ord("क") in cmap
    assert ord("a") not in cmap
    assert "LICENSE-NotoSerifDevanagari.txt" in files


@pytest.mark.parametrize(
    "texts",
    [
        ("A Book", "August 2022", "A line", ["One", "Two"]),
        ("A Book", "August 2022", "", []),
        ("A book with a title that is long enough to need more lines than there are for it " * 3, "साथी २०२२ " * 20,
         "A line that is long enough to need more lines than there are for it " * 9, [f"No. {n}" for n in range(60)]),
        ("A" * 80, "B" * 80, "C" * 80, ["D" * 70]),
    ],
)  # fmt: skip
def test_a_cover_keeps_its_margins(texts):
    data = cover(*texts, FONTS)
    assert data == cover(*texts, FONTS)
    picture = Image.open(BytesIO(data)).convert("RGB")
    assert picture.size == (WIDTH, HEIGHT)
    assert len(data) < 200_000
    below = picture.crop((0, 40, WIDTH, HEIGHT))
    left, _, right, foot = ImageChops.difference(below, Image.new("RGB", below.size, PAPER)).getbbox()
    assert left > 100
    assert right < WIDTH - 100
    assert foot < HEIGHT - 140
