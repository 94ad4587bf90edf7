"""What the press is compared with: all chapters as one tagged WeasyPrint document, page numbers by target-counter.

`one_document.py BUILD_FOLDER OUT.pdf`, after `book pdf` has written the fragments there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import weasyprint

from book.press.profile import READING
from book.press.setup import setup_of
from book.press.style import style_sheet

STATIC = Path(__file__).resolve().parents[1] / "_static"
CONTENTS = """nav a::after { content: " " target-counter(attr(href), page) }
@page { @bottom-right { content: counter(page) } }"""


def main() -> None:
    build, out = Path(sys.argv[1]), sys.argv[2]
    setup = setup_of(style_sheet(READING, STATIC / "print"), STATIC / "fonts")
    setup.show_fonts()
    report = json.loads(next((build / "pdf").glob("*.a4.json")).read_text())
    names = [chapter["docname"] for chapter in report["chapters"]]
    contents = "".join(f'<p><a href="#{name.replace("/", "-")}">{name}</a></p>' for name in names)
    body = "".join((build / "fragments" / f"{name}.html").read_text() for name in names)
    html = f'<html lang="en-GB"><title>All</title><body><nav>{contents}</nav>{body}</body></html>'
    style = "\n".join([setup.style, "article { break-before: page }", CONTENTS])
    html = html.replace("https://book.invalid/#", "#")
    weasyprint.HTML(string=html).write_pdf(out, stylesheets=[weasyprint.CSS(string=style)], pdf_tags=True)


if __name__ == "__main__":
    main()
