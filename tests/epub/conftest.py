"""E-books of a small book that has everything, read back as reading software does: ZIP and XML."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from book.epub.edition import Materials, make_epub
from book.model import Catalog, Edition, Mains, Mcq, Month, Query, select
from book.press.fragment import LINK_BASE, Fragment, read_fragment
from book.source import read_book
from book.sphinx_ext.run import build

ROOT = Path(__file__).resolve().parents[2]
BOOK = Path(__file__).parent / "book"
STATIC = ROOT / "_static"
SITE = "https://book.example/study"
PREFIXES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass
class Opened:
    """An EPUB, read."""

    data: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def opf(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def spine(self) -> list[str]:
        """The names of pages in the order of reading."""
        names = {item.get("id"): item.get("href") for item in self.opf.iterfind("opf:manifest/opf:item", PREFIXES)}
        return [names[item.get("idref")] for item in self.opf.iterfind("opf:spine/opf:itemref", PREFIXES)]

    def page(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/{name}"])

    def text(self, name: str) -> str:
        return " ".join("".join(self.page(name).itertext()).split())

    def links(self) -> Iterator[tuple[str, etree._Element, str]]:
        """Every link to a file of the e-book: the page, the element, the address."""
        for name in self.spine:
            for link in self.page(name).iterfind(".//x:a[@href]", PREFIXES):
                if ":" not in link.get("href"):
                    yield name, link, link.get("href")

    def at(self, address: str, page: str = "") -> etree._Element:
        """What an address leads to; KeyError without such a file, ValueError without such an id."""
        file, _, anchor = address.partition("#")
        root = self.page(unquote(file or page))
        (found,) = root.xpath("//*[@id=$name]", name=unquote(anchor)) if anchor else [root]
        return found

    def meta(self, path: str) -> list[str]:
        return [element.text for element in self.opf.iterfind(f"opf:metadata/{path}", PREFIXES)]


@dataclass
class Case:
    """Fragments of the book, and the edition of August 2022."""

    fragments: Path
    catalog: Catalog
    edition: Edition

    def made(self, site: str = SITE) -> bytes:
        materials = Materials(STATIC / "epub/style.css", STATIC / "fonts", self.fragments, site)
        return make_epub(materials, self.edition, self.catalog)


def question_in(fragment: Fragment) -> Fragment:
    """The fragment with a question to choose, one to write on, and one that its markup has no place for."""
    one, two, three = (f"{fragment.docname.replace('/', '-')}--q{number}" for number in (1, 2, 3))
    section = (
        '<section class="questions"><h2>Questions</h2><ol class="question-list">'
        f'<li class="question mcq" id="{one}"><div class="stem"><p>How many?</p></div>'
        '<ol class="options" type="a"><li>One<wbr></li><li>Half a point</li></ol></li>'
        f'<li class="question mains" id="{two}"><div class="stem"><p>Discuss.</p></div></li></ol></section>'
    )
    link = f'<a href="{LINK_BASE}#polity-court">the court</a> <span class="page-of" data-to="polity-court"></span>'
    return replace(
        fragment,
        html=fragment.html.replace("</article>", f"{section}</article>"),
        mcqs=(
            Mcq(one, fragment.docname, 1, "<p>How many?</p>", ("One", "Half a point"), 1, f"<p>As {link}, said.</p>"),
            Mcq(three, fragment.docname, 3, "<p>Nowhere?</p>", ("Aye", "No"), 0),
        ),
        mains=(Mains(two, fragment.docname, 2, "<p>Discuss.</p>", "<ul><li>An outline</li></ul>", 15, 250, "discuss"),),
    )


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("epub")
    reading = read_book(BOOK)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"'myst_parser\.")  # it still uses what Sphinx 11 will not have
        build(
            "fragments",
            reading=reading,
            chapters=BOOK,
            config=ROOT,
            out=folder / "fragments",
            doctrees=folder / "sphinx" / "doctrees",
            jobs=1,
        )
    question_in(read_fragment(folder / "fragments", "economy/rates")).write(folder / "fragments")
    month = Month(2022, 8)
    return Case(folder / "fragments", reading.catalog, select(reading.catalog, Query(month, month)))


@pytest.fixture(scope="session")
def august(case: Case) -> Opened:
    return Opened(case.made())
