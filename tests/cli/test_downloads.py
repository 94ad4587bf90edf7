"""`book html --pdfs`: what was printed is offered by the HTML book."""

from __future__ import annotations

import json
from pathlib import Path


def test_the_month_that_was_printed_can_be_downloaded(book):
    assert book("pdf", "2022-08", "--quiet").exit_code == 0
    report = json.loads(Path("_build/pdf/2022-08.a4.json").read_text("utf-8"))
    assert book("html", "--pdfs", "_build/pdf", "--quiet").exit_code == 0
    page = Path("_build/html/editions/2022-08.html").read_text("utf-8")
    assert 'href="../pdf/2022-08.a4.pdf"' in page
    assert f"{report['pages']} pages on {report['sheets']} sheets, " in page
    copy = Path("_build/html/pdf/2022-08.a4.pdf")
    assert copy.read_bytes() == Path("_build/pdf/2022-08.a4.pdf").read_bytes()
    assert book("html", "--quiet").exit_code == 0
    assert not copy.exists()


def test_a_folder_that_does_not_exist(book):
    run = book("html", "--pdfs", "nowhere")
    assert run.exit_code == 2
    assert "'--pdfs': Directory 'nowhere' does not exist." in run.stderr
