"""What comes off the press: the PDF, and the report that says what is on which page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.press.files import write_whole
from book.press.fragment import answers_id, page_id
from book.press.glossary import Entry
from book.press.matter import Matter
from book.press.pagination import Text, Use
from book.press.practice import TITLES


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
    matter: Matter,
    pages: int,
    text: Text,
    entries: Iterable[Entry],
    uses: Mapping[str, Sequence[Use]],
) -> dict[str, Any]:
    """Pages and sheets, the first and last folio of each chapter, and those that use or explain each term.

    Of practice: how many questions there are, and the folios on which its pieces begin, and a chapter's answers do.
    """
    edition, profile = matter.edition, matter.profile
    return {
        "edition": edition.name,
        "title": edition.title,
        "profile": profile.name,
        "pages": pages,
        "sheets": profile.sheets(pages),
        "chapters": _chapters(matter, text),
        "questions": _questions(matter, text),
        "terms": [
            {
                "term": entry.names[0],
                "pages": sorted({use.folio for use in uses.get(entry.names[0], ())}),
                "explained": sorted({use.folio for use in uses.get(entry.names[0], ()) if use.explains}),
            }
            for entry in entries
        ],
    }


def _chapters(matter: Matter, text: Text) -> list[dict[str, Any]]:
    return [
        {
            "docname": chapter.docname,
            "title": chapter.title,
            "subject": chapter.subject,
            "published": chapter.published.isoformat(),
            "first_page": text.folios[page_id(chapter.docname)],
            "last_page": text.folios[f"{page_id(chapter.docname)}--:end"],
            "answers_page": _folio(answers_id(chapter.docname), matter, text),
        }
        for chapter in matter.edition.chapters
    ]


def _questions(matter: Matter, text: Text) -> dict[str, int | None]:
    practice = matter.practice
    begins = {f"{id}_page": _folio(id, matter, text) for id in TITLES}
    return {"mcqs": len(practice.mcqs), "mains": len(practice.written), **begins}


def _folio(id: str, matter: Matter, text: Text) -> int | None:
    """The folio of an id of practice, None where there is no such question."""
    return text.folios[id] if id in matter.practice.ids else None
