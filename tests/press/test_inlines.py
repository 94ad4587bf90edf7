"""Boxes in running text: no word is lost for them, no line ends early, and places are found on their pages."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pypdfium2
import pytest

from book.press.inlines import Mark, lift_marks, part_blanks
from book.press.part import Manuscript, Part
from book.press.profile import ECONOMY, READING, SCREEN, Profile
from book.press.setup import setup_of
from book.press.style import style_sheet
from book.press.typesetter import Job, Typesetter
from tests.press.conftest import ROOT, article, term

INDENTS = range(100)  # CSS pixels: with one of them a line ends wherever one can end


def typesetter(profile: Profile) -> Typesetter:
    return Typesetter(setup_of(style_sheet(profile, ROOT / "_static/print"), ROOT / "_static/fonts"))


def lay_out(setter: Typesetter, body: str) -> Part:
    return setter.lay_out(Job(Manuscript("peace/one", "One", article("peace/one", "One", body)), {}))


def pages(part: Part) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(part.pdf)]


def joined(text: str) -> str:
    """The text without blanks and the hyphens at the ends of lines."""
    return re.sub(r"[\s\x02\ufffe\u2010-]", "", text)


@pytest.mark.parametrize("profile", [READING, ECONOMY], ids=lambda profile: profile.name)
def test_no_word_is_lost_wherever_a_line_ends(profile):
    orbits = {n: term("peace/one", n, "low Earth orbit", "space", "Round the Earth.") for n in INDENTS}
    body = "".join(
        f'<p style="text-indent: {n}px">Its only prize is a small place in the growing trade of {orbit}. They wait.</p>'
        for n, orbit in orbits.items()
    )
    text = joined("".join(pages(lay_out(typesetter(profile), body))))
    assert text.count(joined("in the growing trade of low Earth orbit. They wait.")) == len(INDENTS)


def test_no_line_ends_after_its_first_word():
    body = "".join(
        f'<p style="text-indent: {n}px">First of all the words in this line is a <strong>contribution</strong></p>'
        for n in INDENTS
    )
    lines = "\n".join(pages(lay_out(typesetter(SCREEN), body))).splitlines()
    first = [line for line in lines if line.startswith("First")]
    assert len(first) == len(INDENTS)
    assert min(map(len, first)) > 20


def test_places_in_the_text_change_no_line_and_are_found_on_their_pages():
    words = [f"number{n:04}" for n in range(1500)]
    places = range(0, 1500, 7)
    marked = [f'<span id="peace-one--use-{n}">{word}</span>' if n in places else word for n, word in enumerate(words)]
    setter = typesetter(READING)
    plain, part = (lay_out(setter, f"<p>“{' '.join(text)}”, <em>he</em> said.</p>") for text in (words, marked))
    assert part.pdf == plain.pdf
    shown = pages(part)
    assert len(shown) > 2
    for n in places:
        place = part.places[f"peace-one--use-{n}"]
        assert words[n][:3] in joined(shown[place.page]), n
        assert joined(words[n]) in joined("".join(shown[place.page : place.page + 2])), n


@pytest.mark.parametrize(
    "body",
    [
        "<p>Unconsti<span id='x'>tutionalities</span></p>",
        "<p>A well-known, «intergovernmental» self‐determined <strong>thing: <span id='x'>pact</span></strong></p>",
        "<ul><li><p>one</p></li><li>two <span id='x'>pact</span></li></ul>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b <span id='x'>pact</span></td></tr></tbody></table>",
        "<p>one <em>two</em> three <a href='https://un.example'>four</a>\n five <span id='x'>pact</span> six</p>",
    ],
)
def test_a_place_is_where_its_text_is(body):
    """The same as the place of the box that the span would be, in whatever it stands."""
    setter = typesetter(SCREEN)
    filler = "<p>word</p>" * 60
    found = lay_out(setter, filler + body).places["x"]
    box = lay_out(setter, filler + body.replace("id='x'", "id='x' class='box'")).places["x"]
    assert found.page == box.page > 0
    assert found.y == pytest.approx(box.y, abs=5)


def test_only_spans_that_say_nothing_else_are_lifted():
    html = (
        '<p>A<span id="a">bc</span> d <span id="e"/><span id="f" class="g">h</span><em>j</em>k<span id="l">m</span></p>'
    )
    root = ElementTree.fromstring(html)
    assert lift_marks(root) == {root: [Mark("a", 1), Mark("l", 5)]}
    assert ElementTree.tostring(root, encoding="unicode") == (
        '<p>Abc d <span id="e" /><span id="f" class="g">h</span><em>j</em>km</p>'
    )


def test_blanks_between_text_and_boxes_get_boxes():
    root = ElementTree.fromstring("<p>a <em>b <a>c</a></em> d\n<i>e</i>f<b>g</b> <a>h</a> <br/></p>")
    part_blanks(root)
    assert ElementTree.tostring(root, encoding="unicode") == (
        "<p>a<span> </span><em>b<span> </span><a>c</a></em> d<span> </span><i>e</i>f<b>g</b> <a>h</a> <br /></p>"
    )
