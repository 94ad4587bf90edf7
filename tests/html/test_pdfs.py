"""Finished editions in the site: copied, linked, renewed and removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from book.sphinx_ext.screen.pdfs import read_pdfs
from tests.html.conftest import build


def put(folder: Path, edition: str, form: str, size: int, **facts: object) -> Path:
    """A PDF and its report, as `book pdf` leaves them."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{edition}.{form}.pdf"
    path.write_bytes(b"%PDF-1.7\n".ljust(size, b"-"))
    report = {"edition": edition, "title": f"Of {edition}", "profile": form, "pages": 53, "sheets": 27} | facts
    path.with_suffix(".json").write_text(json.dumps(report), encoding="utf-8")
    return path


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    folder = tmp_path / "printed"
    put(folder, "2022-08", "screen", 350_000, pages=120, sheets=None)
    put(folder, "2022-08", "large-print", 3_000_000, pages=1, sheets=1)
    put(folder, "2022-08", "a4", 2_130_000)
    put(folder, "2022-07", "economy", 999)
    put(folder, "2022-economy", "a4", 1_000_000, title="Economy & <b>growth</b>, 2022")
    return folder


def build_with(tmp_path: Path, printed: Path) -> Path:
    return build("html", tmp_path, "-D", f"book_pdfs={printed}")


def links(page: Page) -> list[tuple[str, str]]:
    """What each PDF is called, and where it leads."""
    found = page.locator("a.pdf").evaluate_all("all => all.map(a => [a.innerText, a.getAttribute('href')])")
    return [(text.replace("\N{NO-BREAK SPACE}", " "), href) for text, href in found]


def test_months_offer_their_pdfs(tmp_path: Path, printed: Path, browser: Browser) -> None:
    out = build_with(tmp_path, printed)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((out / "editions/2022-08.html").as_uri())
    assert links(page) == [
        ("PDF, a4, 53 pages on 27 sheets, 2.1 MB", "../pdf/2022-08.a4.pdf"),
        ("PDF, large print, 1 page on 1 sheet, 3.0 MB", "../pdf/2022-08.large-print.pdf"),
        ("PDF, screen, 120 pages, 350 KB", "../pdf/2022-08.screen.pdf"),
    ]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto((out / "index.html").as_uri())
    assert links(page) == [
        ("PDF, a4, 53 pages on 27 sheets, 2.1 MB", "./pdf/2022-08.a4.pdf"),
        ("PDF, economy, 53 pages on 27 sheets, 1 KB", "./pdf/2022-07.economy.pdf"),
        ("Economy & <b>growth</b>, 2022, PDF, a4, 53 pages on 27 sheets, 1.0 MB", "./pdf/2022-economy.a4.pdf"),
    ]
    assert page.locator("li", has=page.locator("a.pdf")).first.inner_text().startswith("August 2022")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
    for path in printed.iterdir():
        assert (out / "pdf" / path.name).read_bytes() == path.read_bytes()


def test_a_pdf_is_copied_again_only_when_it_is_another(tmp_path: Path, printed: Path) -> None:
    out = build_with(tmp_path, printed)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.*") if path.parent.name != "_static"}
    for path in printed.iterdir():
        path.touch()
    build_with(tmp_path, printed)
    assert [path.name for path in written(out, before)] == []
    (printed / "2022-08.a4.pdf").write_bytes(b"%PDF-1.7\nanother".ljust(2_130_000))
    build_with(tmp_path, printed)
    assert "2022-08.a4.pdf" in [path.name for path in written(out, before)]
    assert "2022-08.screen.pdf" not in [path.name for path in written(out, before)]
    assert (out / "pdf/2022-08.a4.pdf").read_bytes() == (printed / "2022-08.a4.pdf").read_bytes()


def written(out: Path, before: dict[Path, int]) -> list[Path]:
    pages = (path for path in out.rglob("*.*") if path.suffix in (".html", ".pdf", ".json") and path.name[0] != ".")
    return [path for path in pages if path.stat().st_mtime_ns != before.get(path)]


def test_a_pdf_that_is_no_more_is_removed_with_its_links(tmp_path: Path, printed: Path) -> None:
    out = build_with(tmp_path, printed)
    (printed / "2022-07.economy.pdf").unlink()
    build_with(tmp_path, printed)
    assert not (out / "pdf/2022-07.economy.pdf").exists()
    assert not (out / "pdf/2022-07.economy.json").exists()
    assert ".pdf" not in (out / "editions/2022-07.html").read_text(encoding="utf-8")
    build("html", tmp_path)
    assert not (out / "pdf").exists()
    assert ".pdf" not in (out / "index.html").read_text(encoding="utf-8")


def test_only_what_has_a_report_is_a_finished_edition(tmp_path: Path) -> None:
    put(tmp_path, "2022-08", "a4", 10)
    for name in ("notes.pdf", ".2022-08.a4.pdf.77", "broken.pdf", "list.pdf", "words.pdf"):
        (tmp_path / name).write_bytes(b"-")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    words = {"edition": "2022-08", "profile": "a4", "pages": "many", "sheets": None}
    (tmp_path / "words.json").write_text(json.dumps(words), encoding="utf-8")
    assert [pdf.path.name for pdf in read_pdfs(tmp_path)] == ["2022-08.a4.pdf"]
