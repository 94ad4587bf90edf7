"""What a browser is told of the page that it shows, as JSON."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from book.model import Problem
from book.preview.impressions import Impression

PAGE = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html")


@dataclass(frozen=True)
class View:
    """What there is of a page such as `economy/repo-rate.html`.

    `web` changes whenever its file does, and is empty where there is none. `busy`: something newer is on its way.
    `printed` are the last good printed pages; `unprinted` says why there are none. `saved` is the page and title of
    the chapter that was saved last, where it is another one.
    """

    web: str
    busy: bool
    printed: Impression | None
    unprinted: str
    problems: tuple[Problem, ...]
    saved: tuple[str, str] | None = None

    def json(self) -> str:
        """For `preview.js`."""
        facts: dict[str, Any] = {
            "web": self.web,
            "busy": self.busy,
            "printed": None,
            "unprinted": self.unprinted,
            "problems": [asdict(problem) for problem in self.problems],
            "saved": None,
        }
        if self.printed:
            size = (self.printed.width, self.printed.height)
            facts["printed"] = {
                "key": self.printed.key,
                "folios": self.printed.folios,
                "size": size,
                "changed": self.printed.changed,
            }
        if self.saved:
            facts["saved"] = {"page": self.saved[0], "title": self.saved[1]}
        return json.dumps(facts, ensure_ascii=False)


def docname_of(page: str) -> str:
    """The docname of a page; empty where there can be none of that name."""
    return page.removesuffix(".html") if PAGE.fullmatch(page) else ""


def stamp(html: Path, page: str) -> str:
    """The stamp of a page's file; empty where there is none."""
    try:
        return stamp_of((html / page).stat()) if docname_of(page) else ""
    except OSError:
        return ""


def stamp_of(facts: os.stat_result) -> str:
    """A word that is another one when a file has been written again."""
    return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"


def own_first(problems: Iterable[Problem], path: str) -> tuple[Problem, ...]:
    """The problems of a file, then all others, each once and in the order of lines."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.path != path, problem)))
