"""Finished editions to download: PDFs that `book pdf` wrote, copied into the site and linked from its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from book.model import Month
from book.press.profile import PROFILES
from book.sphinx_ext.catalog import catalog_of
from book.sphinx_ext.generated import GeneratedFile, register_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "pdf"  # below the site


@dataclass(frozen=True)
class Pdf:
    """A finished edition in one printed form; `sheets` is None where it is not for paper, `size` is in bytes."""

    edition: str
    title: str
    form: str
    pages: int
    sheets: int | None
    size: int
    path: Path = field(repr=False)  # where it was written: no page shows it

    @property
    def address(self) -> str:
        """Its address below the site."""
        return f"{FOLDER}/{quote(self.path.name)}"

    @property
    def facts(self) -> str:
        """Pages, sheets and size, for a reader who asks what it costs: `53 pages on 27 sheets, 2.1 MB`."""
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        if self.sheets is not None:
            pages += " on 1 sheet" if self.sheets == 1 else f" on {self.sheets} sheets"
        return f"{pages}, {_size(self.size)}"


def _size(size: int) -> str:
    return (
        f"{size / 1e6:.1f}\N{NO-BREAK SPACE}MB"
        if size >= 950_000
        else f"{max(1, round(size / 1e3))}\N{NO-BREAK SPACE}KB"
    )


def read_pdfs(folder: Path) -> tuple[Pdf, ...]:
    """The PDFs of a folder that have a report beside them, by edition, the forms as `book pdf` lists them."""
    found = [pdf for path in folder.glob("[!.]*.pdf") if (pdf := _read(path))]
    forms = {name: place for place, name in enumerate(PROFILES)}
    return tuple(sorted(found, key=lambda pdf: (pdf.edition, forms.get(pdf.form, len(forms)), pdf.form, pdf.path.name)))


def _read(path: Path) -> Pdf | None:
    try:
        report = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        facts = (report["edition"], report.get("title", report["edition"]), report["profile"], report["pages"])
        sheets, size = report["sheets"], path.stat().st_size
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # somebody else's file
    edition, title, form, pages = facts
    of_text = all(isinstance(fact, str) for fact in (edition, title, form))
    if not of_text or not isinstance(pages, int) or not isinstance(sheets, int | None):
        return None
    return Pdf(edition, title, form, pages, sheets, size, path)


@dataclass(frozen=True)
class Shelved:
    """The finished editions of a build: those of each month that has a page, and all others."""

    by_month: Mapping[Month, tuple[Pdf, ...]] = field(default_factory=dict)
    others: tuple[Pdf, ...] = ()


def pdfs_of(app: Sphinx) -> Shelved:
    """The finished editions that this build was given; none in print."""
    shelved: Shelved = app.book_pdfs  # type: ignore[attr-defined]  # set below
    return shelved


def _shelve(app: Sphinx) -> None:
    by_month: dict[Month, tuple[Pdf, ...]] = {}
    others: list[Pdf] = []
    pages = {str(month): month for month in catalog_of(app).edition_pages}
    for pdf in read_pdfs(Path(app.config.book_pdfs)) if _is_wanted(app) else ():
        month = pages.get(pdf.edition)
        if month is None:
            others.append(pdf)
        else:
            by_month[month] = (*by_month.get(month, ()), pdf)
    app.book_pdfs = Shelved(by_month, tuple(others))  # type: ignore[attr-defined]  # the application lives as long


def _is_wanted(app: Sphinx) -> bool:
    return bool(app.config.book_pdfs) and app.builder.name == "html"


def _files(app: Sphinx) -> Iterator[GeneratedFile]:
    """The PDFs and their reports, from which a later build can be given them again."""
    shelved = pdfs_of(app)
    for pdf in [*(pdf for pdfs in shelved.by_month.values() for pdf in pdfs), *shelved.others]:
        for path in (pdf.path, pdf.path.with_suffix(".json")):
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            yield GeneratedFile(f"{FOLDER}/{path.name}", digest, path.read_bytes)


def setup(app: Sphinx) -> None:
    """`book_pdfs` is the folder of finished editions; empty: none."""
    app.add_config_value("book_pdfs", "", "", types=(str,))
    app.connect("builder-inited", _shelve)
    register_files(app, _files)
