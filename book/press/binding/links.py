"""Links between parts: what was written as `LINK_BASE#id` leads to the page that has the id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from book.press.fragment import LINK_BASE
from book.press.part import Place


class Destinations:
    """Where every id of the book is, while parts are added, and the links that want to go there."""

    def __init__(self, pdf: pikepdf.Pdf, outside: Callable[[str], str | None]) -> None:
        self._pdf = pdf
        self._outside = outside
        self._places: dict[str, tuple[Array, str]] = {}
        self._links: list[tuple[Object, str]] = []

    def add(self, places: Mapping[str, Place], pages: Sequence[Object], labels: Sequence[str]) -> None:
        """Note the ids and links of a part whose pages were just added to the book."""
        for name, place in places.items():
            where = Array([pages[place.page], Name.XYZ, place.x, place.y, 0])
            self._places.setdefault(name, (where, labels[place.page]))
        for page in pages:
            for annotation in page.get("/Annots", Array()):
                target = str(annotation.get("/Dest", annotation.get("/A", Dictionary()).get("/URI", "")))
                if "/Dest" in annotation or target.startswith(f"{LINK_BASE}#"):
                    self._links.append((annotation, target.removeprefix(f"{LINK_BASE}#")))

    def of(self, name: str) -> Array:
        """The destination of an id; KeyError where the book has no such id."""
        return self._places[name][0]

    def close(self) -> None:
        """Turn links into destinations, into addresses outside, or into plain text where there is neither."""
        wanted = set()
        for annotation, name in self._links:
            for key in ("/A", "/Dest"):
                if key in annotation:
                    del annotation[key]
            if name in self._places:
                wanted.add(name)
                annotation.Dest = String(name)
                annotation.Contents = String(f"Page {self._places[name][1]}")
            elif address := self._outside(name):
                annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(address))
                annotation.Contents = String(address)
            else:
                annotation.Contents = String("Not in this edition")
        names = Array([x for name in sorted(wanted) for x in (String(name), self._places[name][0])])
        self._pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
