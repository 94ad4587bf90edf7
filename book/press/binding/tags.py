"""One structure tree over all parts: the trees of the parts, as they were finished, below one Document.

ISO 32000-1, 14.7: pages and annotations name entries of one parent tree by number, so the numbers
of each part are moved up behind those of the parts before it. Ids are made unique by the part's place.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


class StructureTree:
    """The tree while parts are added to it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._parts: list[Object] = []
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._leaves: list[Object] = []  # of the parent tree: one a part
        self._next = 0  # number in the parent tree
        self._ids: list[Object] = []

    def add(self, source: pikepdf.Pdf, pages: Sequence[Object]) -> None:
        """Take over the tree of a part whose pages were just added to the book."""
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        (part,) = tree.K
        if len(part.K):  # a blank page has no content, and needs no element
            part.P = self._document
            self._parts.append(part)
        start = self._next
        self._add_parents(list(tree.ParentTree.Nums)[1::2])
        for page in pages:
            page.StructParents = start + int(page.StructParents)
            for annotation in page.get("/Annots", ()):
                annotation.StructParent = start + int(annotation.StructParent)
        for name, element in zip(*[iter(tree.IDTree.Names)] * 2, strict=True):
            element.ID = String(f"part{len(self._leaves):05}-{name}")
            self._ids += [element.ID, element]

    def _add_parents(self, parents: Sequence[Object]) -> None:
        numbers = range(self._next, self._next + len(parents))
        self._next = numbers.stop
        nums = Array([x for pair in zip(numbers, parents, strict=True) for x in pair])
        self._leaves.append(self._pdf.make_indirect(Dictionary(Limits=Array([numbers[0], numbers[-1]]), Nums=nums)))

    def close(self) -> None:
        """Hang the finished tree into the book."""
        self._document.K = Array(self._parts)
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Kids=Array(self._leaves)))
        self._root.ParentTreeNextKey = self._next
        if self._ids:
            self._root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(self._ids)))
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
