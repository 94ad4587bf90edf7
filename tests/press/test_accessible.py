"""A printed edition is well-formed PDF/UA-1, and its structure says what the page shows."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from book.press.fragment import LINK_BASE, Fragment
from tests.press.conftest import article, long_text, print_with, term
from tests.press.structure import Node, faults, outline, structure

PACT = "peace-glossary--term-pact"
GLOSS = "A promise between states."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="12"><path d="M2 2h20v8z"/></svg>'
ROWS = "".join(f"<tr><th><p>Year {n}</p></th><td><p>{n}</p></td><td></td></tr>" for n in range(90))
MATH = "\\frac{a}{b}"
RICH = f"""
<p>See <a href="{LINK_BASE}#peace-two--end">the end of this chapter, which is so far away that its name breaks over at
least two lines of the column in which it is set</a>, <a href="{LINK_BASE}#trade-three">the third</a>,
<a href="{LINK_BASE}#peace-elsewhere--here">elsewhere</a>, <a href="https://un.example/">the <code>UN</code></a>
and the note<sup><a id="peace-two--ref" href="{LINK_BASE}#peace-two--note" role="doc-noteref">1</a></sup>.</p>
<section><h3>Skips a level</h3>
<ul><li><p>first</p><ul><li><p>inner</p><ol><li><p>innermost</p></li></ol></li></ul><p>after</p></li>
<li><p>second {term("peace/two", 1, "pact", PACT, GLOSS)} here</p></li></ul>
<dl><dt>one</dt><dt>two</dt><dd><p>both</p></dd><dt>three</dt><dd><p>alone</p></dd></dl>
<figure><img src="images/map.png" alt="A map"><figcaption><p>Where it is</p></figcaption></figure>
<p>A formula: <img class="math" src="images/half.svg" alt="{MATH}">, and in TeX: <code class="math">a + b</code>.</p>
<blockquote><p>Quoted.</p></blockquote><pre><code>code()</code></pre><hr>
<div class="admonition note"><p class="admonition-title">Note</p><p>Boxed.</p></div>
<table><caption>Years</caption>
<thead><tr><th colspan="2"><p>Year <a href="{LINK_BASE}#trade-three">three</a></p></th>
<th><p>Remark</p></th></tr></thead>
<tbody>{ROWS}</tbody></table></section>
{long_text(12)}
<h2 id="peace-two--end">The end</h2>
<aside class="footnote" id="peace-two--note" role="doc-footnote"><span class="label"><a role="doc-backlink"
href="{LINK_BASE}#peace-two--ref">1</a></span><p>Said in a note.</p></aside>
"""


def rich_book(case, folder) -> bytes:
    images = folder / "images"
    images.mkdir()
    Image.new("L", (40, 30), 128).save(images / "map.png")
    (images / "half.svg").write_text(SVG)
    html = article("peace/two", "Two", RICH)
    Fragment("peace/two", "Two", html, images=("images/map.png", "images/half.svg")).write(folder)
    return print_with(case).pdf


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """The book, printed by the first test that asks for it."""
    return {}


@pytest.fixture
def pdf(case, tmp_path, kept):
    if not kept:
        kept["book"] = rich_book(case, tmp_path / "fragments")
    with pikepdf.open(io.BytesIO(kept["book"])) as opened:
        yield opened


def test_the_book_is_sound(pdf):
    assert faults(pdf) == []
    assert pdf.check_pdf_syntax() == []


# --- what the structure says ---


def chapter(pdf: pikepdf.Pdf) -> Node:
    """The chapter Two: the only one with a table."""
    return next(part for part in structure(pdf).kids if of(part, "Table"))


def of(node: Node, role: str) -> list[Node]:
    return [each for each in node.walk() if each.role == role]


def pages(node: Node) -> int:
    return len({page for each in node.walk() for page, _ in each.content})


def test_each_gathering_is_a_part_and_a_blank_page_is_none(pdf):
    parts = structure(pdf).kids
    assert {part.role for part in parts} == {"Part"}
    assert [outline(part).partition("H1")[0] for part in parts if of(part, "H1")] == [
        "Part(P ",  # the book's name on the cover
        *["Part("] * 5,
        *["Part(Art("] * 5,
        *["Part("] * 3,
    ]


def test_what_runs_over_pages_is_one_element(pdf):
    two = chapter(pdf)
    assert pages(two) > 3
    assert len(of(two, "Art")) == len(of(two, "Table")) == len(of(two, "TBody")) == 1
    assert pages(of(two, "Table")[0]) > 2
    assert len(of(two, "TR")) == 91
    one = next(part for part in structure(pdf).kids if any(pages(p) > 1 for p in of(part, "P")))
    assert len(of(one, "P")) >= 8


def test_a_head_repeated_on_later_pages_is_an_artifact(pdf):
    (head,) = of(chapter(pdf), "THead")
    assert pages(head) == 1
    assert outline(head) == "THead(TR(TH(P(Link)) TH(P)))"
    assert [cell.attribute("/Scope") for cell in of(head, "TH")] == ["/Column", "/Column"]
    assert head.kids[0].kids[0].attribute("/ColSpan") == 2
    assert {cell.attribute("/Scope") for row in of(chapter(pdf), "TBody") for cell in of(row, "TH")} == {"/Row"}


def test_lists_are_in_the_items_they_belong_to(pdf):
    bullets, *_ = lists = of(chapter(pdf), "L")
    innermost = "L(LI(Lbl LBody(P)))"
    inner = f"L(LI(Lbl LBody(P {innermost})))"
    assert outline(bullets) == f"L(LI(Lbl LBody(P {inner} P)) LI(Lbl LBody(P(Link Note(Lbl)))))"
    assert outline(lists[3]) == "L(LI(Lbl Lbl LBody(P)) LI(Lbl LBody(P)))"


def test_the_glossary_is_a_list_of_terms_with_their_definitions(pdf):
    glossary = structure(pdf).kids[-2]
    assert outline(glossary) == (
        "Part(H1 P Sect(H2 L(LI(Lbl LBody(P)))) Sect(H2 L(LI(Lbl LBody(P P(Link Link)))))"
        " Sect(H2 L(LI(Lbl LBody(P(Link))))))"
    )


def test_contents_refer_to_what_they_name(pdf):
    contents = structure(pdf).kids[4]
    line = "TOCI(Reference(Link))"
    assert outline(contents) == (
        f"Part(H1 Sect(H2(Link) TOC({line} {line})) Sect(H2(Link) TOC({line})) Sect(TOC({line} {line} {line})))"
    )


def test_notes_come_after_what_calls_them(pdf):
    two = chapter(pdf)
    margin, foot = of(two, "Note")
    assert outline(foot) == "Note(Lbl(Link) P)"
    calls = [node for node in two.walk() if node.role == "Reference"]
    assert [outline(call) for call in calls] == ["Reference(Link)"]
    order = [node.key for node in two.walk()]
    assert order.index(calls[0].key) < order.index(foot.key)
    paragraph = next(node for node in two.walk() if margin in node.kids)
    assert [kid.role for kid in paragraph.kids] == ["Link", "Note"]


def test_figures_and_formulas_are_told_in_words(pdf):
    two = chapter(pdf)
    assert [str(node.object.Alt) for node in of(two, "Formula")] == [MATH, "a + b"]
    (figure,) = of(two, "Figure")
    assert str(figure.object.Alt) == "A map"
    assert outline(next(node for node in two.walk() if figure in node.kids)) == "Div(Figure Caption(P))"
    left, bottom, right, top = (float(value) for value in figure.attribute("/BBox"))
    assert (right - left, top - bottom) == (pytest.approx(30, abs=0.1), pytest.approx(22.5, abs=0.1))


def test_a_link_over_two_lines_is_one_element(pdf):
    links = of(chapter(pdf), "Link")
    assert len(links[0].annotations) >= 2
    assert {str(annotation.Dest) for annotation in links[0].annotations} == {"peace-two--end"}
    assert outline(links[3]) == "Link(Code)"


def test_a_heading_does_not_skip_a_level(pdf):
    assert [node.role for node in of_any(chapter(pdf), "H")] == ["H1", "H2", "H2"]


def of_any(node: Node, start: str) -> list[Node]:
    return [each for each in node.walk() if each.role.startswith(start)]


# --- the test must see what is wrong ---


def first(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    return next(node.object for node in structure(pdf).walk() if node.role == role)


def rewrite(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change the first place of a page's content."""
    page = next(page for page in pdf.pages if old in page_content(page))
    page.Contents = pdf.make_stream(page_content(page).replace(old, new, 1))


def page_content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def first_link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(page.Annots[0] for page in pdf.pages if "/Annots" in page)


def form_with_content(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    pdf.pages[0].Resources.XObject = Dictionary(Fm0=form)


def set_kids(pdf: pikepdf.Pdf, role: str, change) -> None:
    element = first(pdf, role)
    element.K = Array(change(list(element.K)))


BROKEN = {
    "paints outside": lambda pdf: rewrite(pdf, b"", b"0 0 9 9 re f "),
    "artifact within content": lambda pdf: rewrite(pdf, b"BT", b"/Artifact BMC EMC BT"),
    "content within artifact": lambda pdf: rewrite(pdf, b"BDC", b"BDC EMC /Artifact BMC /P <</MCID 99>> BDC EMC"),
    "does not end": lambda pdf: rewrite(pdf, b"EMC", b""),
    "without a beginning": lambda pdf: rewrite(pdf, b"", b"EMC "),
    "marked 2 times": lambda pdf: rewrite(pdf, b"<</MCID 1>>", b"<</MCID 0>>"),
    "marked 0 times": lambda pdf: rewrite(pdf, b"/Span <</MCID 0>> BDC", b"/Artifact BMC"),
    "reached 0 times": lambda pdf: set_kids(pdf, "H1", lambda kids: kids[:0]),
    "reached 2 times": lambda pdf: set_kids(pdf, "H1", lambda kids: kids * 2),
    "numbered content": form_with_content,
    "parent tree and structure tree differ": lambda pdf: pdf.pages[0].obj.__setitem__("/StructParents", 1),
    "does not lead back": lambda pdf: first_link(pdf).__setitem__("/StructParent", 0),
    "numbers that nothing names": lambda pdf: first_link(pdf).__delitem__("/StructParent"),
    "within its limits": lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Kids[1].__setitem__("/Limits", Array([0, 1])),
    "another parent": lambda pdf: first(pdf, "H1").__setitem__("/P", first(pdf, "Art")),
    "has 0 annotations": lambda pdf: set_kids(pdf, "Link", lambda kids: [k for k in kids if isinstance(k, int)]),
    "is not once in the tree": lambda pdf: set_kids(pdf, "Link", lambda kids: kids * 2),
    "says nothing": lambda pdf: first_link(pdf).__delitem__("/Contents"),
    "on no page": lambda pdf: next(p for p in pdf.pages if "/Annots" in p).Annots.__delitem__(0),
    "tab key": lambda pdf: next(p for p in pdf.pages if "/Annots" in p).obj.__delitem__("/Tabs"),
    "no standard structure type": lambda pdf: first(pdf, "Art").__setitem__("/S", Name.Chapter),
    "is empty": lambda pdf: set_kids(pdf, "Sect", lambda kids: kids[:0]),
    "content of its own": lambda pdf: set_kids(pdf, "LI", lambda kids: [0, *kids]),
    "is in LI": lambda pdf: first(pdf, "LBody").__setitem__("/S", Name.P),
    "after a heading of level": lambda pdf: first(pdf, "H2").__setitem__("/S", Name.H3),
    "has no scope": lambda pdf: first(pdf, "TH").__delitem__("/A"),
    "columns": lambda pdf: first(pdf, "TH").A.__setitem__("/ColSpan", 3),
    "no alternative text": lambda pdf: first(pdf, "Figure").__delitem__("/Alt"),
    "is not on its page": lambda pdf: first(pdf, "Figure").A.__setitem__("/BBox", Array([0, 0, 9, 9999])),
    "two elements have one id": lambda pdf: [
        node.object.__setitem__("/ID", String("x")) for node in structure(pdf).walk() if node.role == "Note"
    ],
    "tree of ids": lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/IDTree"),
    "has no id": lambda pdf: first(pdf, "Note").__delitem__("/ID"),
    "not marked": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "not the title": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "call itself": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "no structure tree": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
}


@pytest.mark.parametrize("said", BROKEN)
def test_what_is_wrong_is_seen(pdf, said):
    BROKEN[said](pdf)
    assert any(said in fault for fault in faults(pdf))
