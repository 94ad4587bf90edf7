"""What comes off the press: the PDF, and the report that says what is on which page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.model import Edition
from book.press.files import write_whole
from book.press.fragment import page_id
from book.press.glossary import Entry
from book.press.pagination import Text, Use
from book.press.profile import Profile


@dataclass(frozen=True)
class Printed:
    """A printed edition: the PDF, and the report that is put beside it as JSON."""

    pdf: bytes
    report: dict[str, Any]

    def write(self, path: Path) -> None:
        """Write the PDF, and under its name with `.json` the report; what was there stays until all is written.

        OSError where it cannot be written, a full disk for example; then nothing of it is left.
        """
        text = json.dumps(self.report, ensure_ascii=False, indent=1).encode() + b"\n"
        write_whole({path: self.pdf, path.with_suffix(".json"): text})


def report(
    edition: Edition,
    profile: Profile,
    pages: int,
    text: Text,
    entries: Iterable[Entry],
    uses: Mapping[str, Sequence[Use]],
) -> dict[str, Any]:
    """Pages and sheets, the first and last folio of each chapter, and those that use or explain each term."""
    return {
        "edition": edition.name,
        "title": edition.title,
        "profile": profile.name,
        "pages": pages,
        "sheets": profile.sheets(pages),
        "chapters": [
            {
                "docname": chapter.docname,
                "title": chapter.title,
                "subject": chapter.subject,
                "published": chapter.published.isoformat(),
                "first_page": text.folios[page_id(chapter.docname)],
                "last_page": text.folios[f"{page_id(chapter.docname)}--:end"],
            }
            for chapter in edition.chapters
        ],
        "terms": [
            {
                "term": entry.names[0],
                "pages": sorted({use.folio for use in uses.get(entry.names[0], ())}),
                "explained": sorted({use.folio for use in uses.get(entry.names[0], ()) if use.explains}),
            }
            for entry in entries
        ],
    }
