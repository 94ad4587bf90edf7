"""One structure tree over all parts: each part's Document element becomes a Part of the book's.

ISO 32000-1, 14.7: pages and annotations name entries of one parent tree by number, so the numbers
of each part are moved up behind those of the parts before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


class StructureTree:
    """The tree while parts are added to it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array()))
        self._parents: list[Object] = []

    def add(self, source: pikepdf.Pdf, pages: Sequence[Object]) -> None:
        """Take over the tree of a part whose pages were just added to the book."""
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        part = tree.K[0]
        part.S = Name.Part
        part.P = self._document
        self._document.K.append(part)
        start = len(self._parents)
        self._parents.extend(tree.ParentTree.Nums[i] for i in range(1, len(tree.ParentTree.Nums), 2))
        for page in pages:
            page.StructParents = start + int(page.StructParents)
            for annotation in page.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = start + int(annotation.StructParent)

    def close(self) -> None:
        """Hang the finished tree into the book."""
        numbers = Array([x for number, parent in enumerate(self._parents) for x in (number, parent)])
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        self._root.ParentTreeNextKey = len(self._parents)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
