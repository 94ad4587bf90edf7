"""The structure tree of a part as plain data: read from what WeasyPrint wrote, written back into the PDF.

ISO 32000-1, 14.7: structure elements name marked content of pages by number (MCID) and annotations by reference;
a parent tree leads back from both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

POINTS = 0.75  # points in a CSS pixel


@dataclass(frozen=True)
class Content:
    """Marked content: page index from 0, and the number it has there."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotation:
    """A link's active area: page index from 0, and the annotation's object number."""

    page: int
    object: int


@dataclass
class Element:
    """A structure element. `number` tells elements of the manuscript apart, in their order; 0 where it is none.

    `box` is in points from the lower left corner of the page: left, bottom, right, top. `spans` counts columns, rows.
    """

    role: str
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    number: int = 0
    alt: str = ""
    box: tuple[float, ...] = ()
    spans: tuple[int, int] = (1, 1)
    scope: str = ""


Kid = Element | Content | Annotation


def contents(kids: list[Kid]) -> Iterator[Content | Annotation]:
    """All marked content and annotations below, in reading order."""
    for kid in kids:
        if isinstance(kid, Element):
            yield from contents(kid.kids)
        else:
            yield kid


def read_structure(pdf: pikepdf.Pdf) -> list[Kid]:
    """The marked elements (see `marks`), below each other; what is not marked gives way to what is in it."""
    return _Reader(pdf).kids(pdf.Root.StructTreeRoot.K[0], in_link=False)


class _Reader:
    """Within a link every box has the link's annotation once more: these are left out."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._heights = [float(page.mediabox[3]) for page in pdf.pages]

    def kids(self, element: Object, in_link: bool) -> list[Kid]:
        raw = list(element.K)
        page = self._pages[element.Pg.objgen] if "/Pg" in element else 0
        inside = in_link or any(_is_annotation(kid) for kid in raw)
        found: list[Kid] = []
        for kid in raw:
            if isinstance(kid, int):
                found.append(Content(page, kid))
            elif _is_annotation(kid):
                found += [] if in_link else [Annotation(page, kid.Obj.objgen[0])]
            elif not _is_mark(kid):
                found += self._element(kid, page, inside)
        return found

    def _element(self, element: Object, page: int, in_link: bool) -> list[Kid]:
        kids = self.kids(element, in_link)
        mark = next((kid.K[0].Obj for kid in element.K if _is_mark(kid)), Dictionary(Role=Name.Span, Element=0))
        role, number = str(mark.Role)[1:], int(mark.Element)
        linked = any(isinstance(kid, Annotation) for kid in kids)
        if linked and role != "Link":
            kids = [Element("Link", kids, number)]
        if role == "Span" or (role == "Link" and not linked):
            return kids
        made = Element(role, kids, number, alt=str(element.get("/Alt", mark.get("/Alt", ""))))
        facts = element.get("/A", Dictionary())
        if "/BBox" in facts:
            made.box = self._box(page, [float(value) * POINTS for value in facts.BBox])
        made.spans = (int(facts.get("/ColSpan", 1)), int(facts.get("/RowSpan", 1)))
        return [made]

    def _box(self, page: int, box: list[float]) -> tuple[float, ...]:
        """WeasyPrint measures it from the top of the page (https://github.com/Kozea/WeasyPrint, version 70)."""
        left, top, right, bottom = box
        height = self._heights[page]
        return tuple(round(value, 2) for value in (left, height - bottom, right, height - top))


def _is_mark(kid: int | Object) -> bool:
    return not isinstance(kid, int) and Name.Form == kid.get("/S")


def _is_annotation(kid: int | Object) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == Name.OBJR


def numbering(kids: list[Kid], pages: int) -> list[dict[int, int]]:
    """For each page the numbers of the marked content that the tree reaches, and their new ones, without gaps."""
    reached: list[list[int]] = [[] for _ in range(pages)]
    for kid in contents(kids):
        if isinstance(kid, Content):
            reached[kid.page].append(kid.number)
    return [{old: new for new, old in enumerate(sorted(numbers))} for numbers in reached]


def write_structure(pdf: pikepdf.Pdf, part: Element, numbers: list[dict[int, int]]) -> None:
    """Hang a tree, with its parent tree and the tree of its ids, into the PDF in place of the old one."""
    writer = _Writer(pdf, numbers)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.write(part, root)])
    root.ParentTree = writer.parent_tree()
    root.IDTree = Dictionary(Names=Array(writer.ids))
    pdf.Root.StructTreeRoot = root


class _Writer:
    """Pages have the numbers from 0 in the parent tree, then annotations as the tree comes by them."""

    def __init__(self, pdf: pikepdf.Pdf, numbers: list[dict[int, int]]) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._numbers = numbers
        self._parents: list[list[Object | None]] = [[None] * len(of_page) for of_page in numbers]
        self._annotations: list[tuple[Object, Object]] = []
        self.ids: list[Object] = []

    def write(self, element: Element, parent: Object) -> Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        home = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if home is not None:
            made.Pg = self._pages[home]
        made.K = Array([self._kid(kid, made, home) for kid in element.kids])
        if element.alt:
            made.Alt = String(element.alt)
        if attributes := _attributes(element):
            made.A = attributes
        if element.role == "Note":  # ISO 14289-1, 7.9: each has an id of its own
            made.ID = String(f"note{len(self.ids) // 2 + 1:05}")
            self.ids += [made.ID, made]
        return made

    def _kid(self, kid: Kid, parent: Object, home: int | None) -> int | Object:
        if isinstance(kid, Element):
            return self.write(kid, parent)
        if isinstance(kid, Annotation):
            annotation = self._pdf.get_object(kid.object, 0)
            annotation.StructParent = len(self._pages) + len(self._annotations)
            self._annotations.append((annotation, parent))
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[kid.page])
        number = self._numbers[kid.page][kid.number]
        self._parents[kid.page][number] = parent
        if kid.page == home:
            return number
        return Dictionary(Type=Name.MCR, MCID=number, Pg=self._pages[kid.page])

    def parent_tree(self) -> Object:
        """The way back, also from the pages; annotations that no element claims go (ISO 14289-1, 7.18.1)."""
        claimed = {annotation.objgen for annotation, _ in self._annotations}
        numbers: list[object] = []
        for index, (page, parents) in enumerate(zip(self._pages, self._parents, strict=True)):
            numbers += [index, Array(parents)]
            page.StructParents = index
            if "/Annots" in page:
                page.Annots = Array([annotation for annotation in page.Annots if annotation.objgen in claimed])
        for index, (_, parent) in enumerate(self._annotations, len(self._pages)):
            numbers += [index, parent]
        return self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))


def _attributes(element: Element) -> Object | None:
    """Where a figure is (ISO 32000-1, table 344), or what a cell spans or heads (table 349)."""
    if element.box:
        return Dictionary(O=Name.Layout, BBox=Array(element.box))
    columns, rows = element.spans
    facts: dict[str, object] = {}
    if columns > 1:
        facts["/ColSpan"] = columns
    if rows > 1:
        facts["/RowSpan"] = rows
    if element.scope:
        facts["/Scope"] = Name(f"/{element.scope}")
    return Dictionary({"/O": Name.Table, **facts}) if facts else None
