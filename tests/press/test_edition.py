"""A printed edition, read back through a PDF reader that is not ours."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from book.press.failure import PressFailed
from book.press.fragment import Fragment
from book.press.printed import Printed
from book.press.profile import MM, READING
from tests.press.conftest import long_text, print_with


@pytest.fixture
def printed(case) -> Printed:
    return print_with(case)


def texts(printed: Printed) -> list[str]:
    pdf = pypdfium2.PdfDocument(printed.pdf)
    return [page.get_textpage().get_text_bounded(0, 0, 2000, 2000) for page in pdf]


def test_chapters_stand_at_the_folios_of_the_report(printed):
    folios = {}
    pdf = pypdfium2.PdfDocument(printed.pdf)
    for index in range(len(pdf)):
        folios[pdf.get_page_label(index)] = texts(printed)[index]
    chapters = printed.report["chapters"]
    assert [c["title"] for c in chapters] == ["One", "Two", "Three"]
    assert chapters[0]["last_page"] > chapters[0]["first_page"]
    for chapter in chapters:
        assert chapter["title"] in folios[str(chapter["first_page"])]
    for folio in printed.report["terms"][1]["pages"]:
        assert "pact" in folios[str(folio)]


def test_the_folio_is_drawn_on_its_page_at_the_outer_edge(printed):
    pdf = pypdfium2.PdfDocument(printed.pdf)
    for index, page in enumerate(pdf):
        label = pdf.get_page_label(index)
        left, _, right, _ = page.get_mediabox()
        middle = (left + right) / 2
        outer = (middle, 25, right, 45) if index % 2 == 0 else (left, 25, middle, 45)
        inner = (left, 25, middle, 45) if index % 2 == 0 else (middle, 25, right, 45)
        expected = "" if label.startswith("Cover") else label
        assert page.get_textpage().get_text_bounded(*outer).strip() == expected
        assert page.get_textpage().get_text_bounded(*inner).strip() == ""


def test_margins_mirror_and_pages_keep_their_size(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        for index, page in enumerate(pdf.pages):
            left, _, right, top = (float(v) for v in page.mediabox)
            assert right - left == pytest.approx(READING.paper.width, abs=0.1)
            assert top == pytest.approx(READING.paper.height, abs=0.1)
            assert left == pytest.approx(-4 * MM if index % 2 == 0 else 4 * MM, abs=0.1)


def test_the_text_begins_on_a_right_hand_page(printed):
    pdf = pypdfium2.PdfDocument(printed.pdf)
    labels = [pdf.get_page_label(i) for i in range(len(pdf))]
    assert labels.index("1") % 2 == 0
    assert next(label for label in labels if label != "Cover") == "ii"
    decimal = [int(label) for label in labels if label.isdecimal()]
    assert decimal == list(range(1, len(decimal) + 1))


def test_links_lead_to_pages_or_to_the_site(printed):
    found = {}
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        names = pdf.Root.Names.Dests.Names
        targets = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        pages = [page.obj.objgen for page in pdf.pages]
        for page in pdf.pages:
            for link in page.obj.get("/Annots", []):
                if "/Dest" in link:
                    found[str(link.Dest)] = pages.index(targets[str(link.Dest)][0].objgen)
                else:
                    found[str(link.A.URI)] = None
    assert found["https://book.example/peace/elsewhere.html#here"] is None
    assert not [target for target in found if "book.invalid" in target]
    on_pages = texts(printed)
    assert "Three" in on_pages[found["trade-three"]]
    assert "promise" in on_pages[found["peace-glossary--term-pact"]]


def test_glossary_has_what_is_used_and_what_definitions_use(printed):
    terms = {entry["term"]: entry["pages"] for entry in printed.report["terms"]}
    assert set(terms) == {"bloc", "pact"}
    assert terms["bloc"] == []
    assert len(terms["pact"]) == 2
    assert "Nobody uses it" not in "".join(texts(printed))


def test_notes_stand_beside_the_column(printed):
    pdf = pypdfium2.PdfDocument(printed.pdf)
    folio = str(printed.report["chapters"][2]["first_page"])
    page = next(pdf[i] for i in range(len(pdf)) if pdf.get_page_label(i) == folio)
    margin = page.get_textpage().get_text_bounded(145 * MM, 0, 210 * MM, 297 * MM)
    assert "A promise between states." in " ".join(margin.split())


def test_qpdf_finds_nothing_wrong_and_fonts_are_embedded_once(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
        files = {}
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                files.setdefault(str(descriptor.FontName), set()).add(descriptor.FontFile2.objgen)
        assert files
        assert all(len(objects) == 1 for objects in files.values())


def test_same_bytes_cold_warm_and_with_more_jobs(case, printed, tmp_path):
    warm = print_with(case)
    for part in (tmp_path / "parts").rglob("*.kept"):
        part.unlink()
    cold = print_with(case, jobs=2)
    assert printed.pdf == warm.pdf == cold.pdf


def test_a_damaged_part_is_laid_out_again(case, printed, tmp_path):
    for part in (tmp_path / "parts").rglob("*.kept"):
        part.write_bytes(part.read_bytes()[:-1] + b"?")
    assert print_with(case).pdf == printed.pdf


def test_a_character_without_a_glyph_and_an_unnamed_image_stop_the_press(case, tmp_path):
    folder = tmp_path / "fragments"
    Fragment("peace/one", "One", '<article id="peace-one">\U00012000 cuneiform</article>').write(folder)
    Fragment("peace/two", "Two", '<article id="peace-two"><img alt="x" src="file:///etc/passwd"></article>').write(
        folder
    )
    with pytest.raises(PressFailed) as failed:
        print_with(case)
    chapters = tmp_path / "chapters"
    (chapters / "peace").mkdir(parents=True)
    (chapters / "peace" / "one.md").write_text("# One\n\n\U00012000 cuneiform\n", encoding="utf-8")
    problems = failed.value.problems(chapters)
    assert problems[0].line == 3
    assert "U+12000" in problems[0].message
    assert "file:///etc/passwd" in problems[1].message


def test_a_reference_says_the_page_or_the_edition(printed):
    chapters = {chapter["title"]: chapter for chapter in printed.report["chapters"]}
    pdf = pypdfium2.PdfDocument(printed.pdf)
    labels = [pdf.get_page_label(i) for i in range(len(pdf))]
    page = texts(printed)[labels.index(str(chapters["Two"]["first_page"]))]
    words = " ".join(page.split())
    assert f"the third (p. {chapters['Three']['first_page']})." in words
    assert "elsewhere (https" not in words
    assert "elsewhere (book.example/peace/elsewhere.html)." in words


def test_a_chapter_keeps_its_part_when_only_the_pages_it_refers_to_change(case, tmp_path, printed):
    made = set((tmp_path / "parts").rglob("*.kept"))
    path = tmp_path / "fragments" / "peace" / "one.html"
    path.write_text(path.read_text().replace("</article>", long_text(9) + "</article>"))
    again = print_with(case)
    assert again.report["chapters"][2]["first_page"] > printed.report["chapters"][2]["first_page"]
    test_a_reference_says_the_page_or_the_edition(again)
    kept = {path for path in made if path.exists()}
    assert kept == made
    new = set((tmp_path / "parts").rglob("*.kept")) - made
    assert not [path for path in new if b"peace-two--:end" in path.read_bytes()]


def test_writing_puts_pdf_and_report_beside_each_other(printed, tmp_path):
    path = tmp_path / "out" / "2022-08.a4.pdf"
    printed.write(path)
    assert path.read_bytes() == printed.pdf
    assert json.loads(path.with_suffix(".json").read_text())["pages"] == printed.report["pages"]
    assert [p.name for p in sorted(Path(path.parent).iterdir())] == ["2022-08.a4.json", "2022-08.a4.pdf"]
