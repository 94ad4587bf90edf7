"""Where the links of an e-book lead: to one of its files, to the web, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

Address = Callable[[str], str | None]


@dataclass
class Links:
    """The files of an e-book by the ids in them; `outside` knows the public address of what it does not have."""

    outside: Address
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add_page(self, page: str, file: str, ids: Iterable[str]) -> None:
        """A page is known: by its own id and by those of what it has."""
        self.pages[page] = file
        self.files.update(dict.fromkeys(ids, file))

    def add_name(self, name: str, page: str) -> None:
        """Another name of a page: nothing in it is found by that name and a part of a page."""
        self.names[name] = self.pages[page]

    def resolve(self, target: str) -> str | None:
        """A file, or a place in one; of a place that is not there, its page; the public address; or None."""
        whole = self.pages | self.names
        if target in whole:
            return whole[target]
        if target in self.files:
            return f"{self.files[target]}#{quote(target)}"
        return self.pages.get(target.partition("--")[0]) or self.outside(target)
