"""What is wrong with the structure of a PDF by ISO 14289-1 (PDF/UA-1) and ISO 32000-1, 14.7 and 14.8.

Reads the file with pikepdf alone and knows nothing of how it was made. Narrower than the standards where the book is:
marked content with a number only in pages, never one in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import pikepdf

STANDARD = frozenset(
    (
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure",
        "Formula", "Form",
    )
)  # fmt: skip
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
KIDS = {
    "Document": {"Part"},
    "L": {"Caption", "LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"Caption", "TOC", "TOCI"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
PAINTING = frozenset(
    ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE"),
)  # fmt: skip

Key = tuple[int, int]


@dataclass
class Node:
    """A structure element: marked content below it as page and number, annotations by object."""

    role: str
    object: Any
    kids: list[Node] = field(default_factory=list)
    content: list[tuple[Key, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.object.objgen

    def attribute(self, name: str) -> Any:
        return self.object.get("/A", {}).get(name)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Every fault found, in words; none for a sound file."""
    found = [*_identification(pdf)]
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or len(root.K) != 1:
        return [*found, "no structure tree with one element at its top"]
    broken: list[str] = []
    tree = node_of(root.K[0], root, broken)
    nodes = list(tree.walk())
    return [
        *found,
        *broken,
        *_content(pdf, nodes),
        *_parent_tree(pdf, nodes),
        *_annotations(pdf, nodes),
        *_roles(root, tree),
        *_heads(nodes),
        *_tables(nodes),
        *_alternatives(pdf, nodes),
        *_ids(root, nodes),
    ]


def structure(pdf: pikepdf.Pdf) -> Node:
    """The tree of a PDF, for tests that look for something in it."""
    return node_of(pdf.Root.StructTreeRoot.K[0], pdf.Root.StructTreeRoot, [])


def outline(node: Node) -> str:
    """Roles below a node: `LI(Lbl LBody(P))`."""
    return node.role + (f"({' '.join(outline(kid) for kid in node.kids)})" if node.kids else "")


def node_of(element: Any, parent: Any, broken: list[str]) -> Node:
    node = Node(str(element.S)[1:], element)
    if element.P.objgen != parent.objgen:
        broken.append(f"{node.role} {node.key} names another parent than the one it is in")
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.content.append((_page_of(element), kid))
        elif kid.get("/Type") == "/MCR":
            node.content.append((_page_of(kid if "/Pg" in kid else element), int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            node.annotations.append(kid.Obj)
        else:
            node.kids.append(node_of(kid, element, broken))
    return node


def _page_of(element: Any) -> Key:
    return element.Pg.objgen if "/Pg" in element else (0, 0)


def _identification(pdf: pikepdf.Pdf) -> Iterator[str]:
    """ISO 14289-1, 5 and 7.1 to 7.2."""
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if not pdf.Root.get("/Lang"):
        yield "no language"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the window shows the file's name, not the title"
    xmp = (
        ElementTree.fromstring(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else ElementTree.Element("x")
    )
    if xmp.findtext(".//{http://www.aiim.org/pdfua/ns/id/}part") != "1":
        yield "does not call itself PDF/UA-1"
    if not "".join("".join(title.itertext()) for title in xmp.iter("{http://purl.org/dc/elements/1.1/}title")).strip():
        yield "no title in its metadata"


def _content(pdf: pikepdf.Pdf, nodes: list[Node]) -> Iterator[str]:
    """Everything that is painted is in an element or an artifact, and each number in the tree once (7.1)."""
    marked: Counter[tuple[Key, int]] = Counter()
    for index, page in enumerate(pdf.pages):
        for fault, number in _marks(page):
            if fault:
                yield f"page {index + 1}: {fault}"
            else:
                marked[page.obj.objgen, number] += 1
        for name, xobject in page.obj.get("/Resources", {}).get("/XObject", {}).items():
            if xobject.get("/Subtype") == "/Form" and any(not fault for fault, _ in _marks(xobject, inside="a form")):
                yield f"page {index + 1}: the form {name} has numbered content"
    reached = Counter(content for node in nodes for content in node.content)
    for content in sorted({*marked, *reached}):
        if (marked[content], reached[content]) != (1, 1):
            yield f"content {content} is marked {marked[content]} times and reached {reached[content]} times"


def _marks(stream: Any, inside: str = "") -> Iterator[tuple[str, int]]:
    """The numbers of marked content in a stream, each with no fault; or a fault with no number."""
    open_marks: list[str] = []  # "artifact", "content" or what else a mark may be
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            kind = "artifact" if instruction.operands[0] == "/Artifact" else "other"
            properties = instruction.operands[1] if operator == "BDC" else {}
            if not isinstance(properties, pikepdf.Name) and "/MCID" in properties:
                kind = "content"
                yield "", int(properties.MCID)
            if kind != "other" and {"artifact", "content"} & set(open_marks):
                yield f"{kind} within {open_marks[-1]}", -1
            open_marks.append(kind)
        elif operator == "EMC":
            if not open_marks:
                yield "an end of marked content without a beginning", -1
                return
            open_marks.pop()
        elif operator.split()[0] in PAINTING and not inside and not {"artifact", "content"} & set(open_marks):
            yield f"{operator} paints outside of elements and artifacts", -1
    if open_marks:
        yield "marked content that does not end", -1


def _parent_tree(pdf: pikepdf.Pdf, nodes: list[Node]) -> Iterator[str]:
    """The way from pages and annotations to elements is the way back (ISO 32000-1, 14.7.4.4)."""
    broken: list[str] = []
    numbers = _number_tree(pdf.Root.StructTreeRoot.ParentTree, broken)
    yield from broken
    owners = {content: node.key for node in nodes for content in node.content}
    for page in pdf.pages:
        mine = {number: key for (on, number), key in owners.items() if on == page.obj.objgen}
        parents = numbers.pop(int(page.obj.get("/StructParents", -1)), [])
        if {number: parent.objgen for number, parent in enumerate(parents)} != mine:
            yield f"page {page.index + 1}: parent tree and structure tree differ"
    for node in nodes:
        for annotation in node.annotations:
            parent = numbers.pop(int(annotation.get("/StructParent", -1)), None)
            if parent is None or parent.objgen != node.key:
                yield f"the annotation {annotation.objgen} does not lead back to its {node.role}"
    if numbers:
        yield f"the parent tree has numbers that nothing names: {sorted(numbers)}"
    if pdf.Root.StructTreeRoot.get("/ParentTreeNextKey", 10**9) <= max(numbers, default=0):
        yield "the next key of the parent tree is taken"


def _number_tree(node: Any, broken: list[str]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for kid in node.get("/Kids", []):
        part = _number_tree(kid, broken)
        if [min(part), max(part)] != [int(limit) for limit in kid.Limits] or min(part) <= max(found, default=-1):
            broken.append(f"a branch of the parent tree is not within its limits {list(kid.Limits)}")
        found |= part
    nums = list(node.get("/Nums", []))
    keys = [int(key) for key in nums[::2]]
    if keys != sorted(set(keys)):
        broken.append("numbers in the parent tree are not in order")
    return found | dict(zip(keys, nums[1::2], strict=True))


def _annotations(pdf: pikepdf.Pdf, nodes: list[Node]) -> Iterator[str]:
    """Each link is in one element for links, speaks, and is reached in the tree's order (7.18)."""
    reached = Counter(annotation.objgen for node in nodes for annotation in node.annotations)
    for node in nodes:
        if (node.role == "Link") != bool(node.annotations):
            yield f"{node.role} {node.key} has {len(node.annotations)} annotations"
    for index, page in enumerate(pdf.pages):
        links = list(page.obj.get("/Annots", []))
        if links and page.obj.get("/Tabs") != "/S":
            yield f"page {index + 1}: the tab key does not follow the structure"
        for link in links:
            if reached.pop(link.objgen, 0) != 1:
                yield f"page {index + 1}: the annotation {link.objgen} is not once in the tree"
            if not str(link.get("/Contents", "")).strip():
                yield f"page {index + 1}: the annotation {link.objgen} says nothing"
    if reached:
        yield f"annotations in the tree are on no page: {sorted(reached)}"


def _roles(root: Any, tree: Node) -> Iterator[str]:
    """Roles are standard or mapped, and elements are in what they may be in (7.1, ISO 32000-1, 14.8.4)."""
    mapped = {key[1:] for key in root.get("/RoleMap", {})}
    for node in tree.walk():
        if node.role not in STANDARD | mapped:
            yield f"{node.role} {node.key} is no standard structure type"
        if node.role not in ("TD", "TH") and not (node.kids or node.content or node.annotations):
            yield f"{node.role} {node.key} is empty"
        if node.role in KIDS and node.content:
            yield f"{node.role} {node.key} has content of its own"
        for kid in node.kids:
            if kid.role not in KIDS.get(node.role, {kid.role}) or node.role not in PARENTS.get(kid.role, {node.role}):
                yield f"{kid.role} {kid.key} is in {node.role}"


def _heads(nodes: list[Node]) -> Iterator[str]:
    """Headings begin at the first level and skip none (7.4.2)."""
    depth = 0
    for node in nodes:
        if node.role in ("H1", "H2", "H3", "H4", "H5", "H6"):
            level = int(node.role[1])
            if level > depth + 1:
                yield f"{node.role} {node.key} after a heading of level {depth}"
            depth = level


def _tables(nodes: list[Node]) -> Iterator[str]:
    """Heads say what they are heads of, and all rows have as many cells (7.5)."""
    for node in nodes:
        if node.role == "TH" and node.attribute("/Scope") not in ("/Row", "/Column", "/Both"):
            yield f"TH {node.key} has no scope"
        if node.role == "Table":
            widths = _widths([row for row in node.walk() if row.role == "TR"])
            if len(widths) != 1:
                yield f"rows of the table {node.key} have {sorted(widths)} columns"


def _widths(rows: list[Node]) -> set[int]:
    taken: Counter[int] = Counter()  # cells that reach into a row from rows above it
    for index, row in enumerate(rows):
        for cell in row.kids:
            for below in range(int(cell.attribute("/RowSpan") or 1)):
                taken[index + below] += int(cell.attribute("/ColSpan") or 1)
    return {taken[index] for index in taken}


def _alternatives(pdf: pikepdf.Pdf, nodes: list[Node]) -> Iterator[str]:
    """Figures and formulas are told in words, and figures are where they say (7.3, 7.7)."""
    boxes = {page.obj.objgen: [float(value) for value in page.mediabox] for page in pdf.pages}
    for node in nodes:
        if node.role in ("Figure", "Formula") and not str(node.object.get("/Alt", "")).strip():
            yield f"{node.role} {node.key} has no alternative text"
        if node.role == "Figure":
            left, bottom, right, top = (float(value) for value in node.attribute("/BBox") or (0, 0, 0, 0))
            page = boxes[node.object.Pg.objgen]
            if not (page[0] <= left < right <= page[2] and page[1] <= bottom < top <= page[3]):
                yield f"Figure {node.key} is not on its page"


def _ids(root: Any, nodes: list[Node]) -> Iterator[str]:
    """Notes have ids, and the tree of ids has all of them in order, each once (7.9)."""
    ids = [(str(node.object.ID), node.key) for node in nodes if "/ID" in node.object]
    names = list(root.IDTree.Names) if "/IDTree" in root else []
    listed = [(str(name), element.objgen) for name, element in zip(names[::2], names[1::2], strict=True)]
    if len({name for name, _ in ids}) != len(ids):
        yield "two elements have one id"
    if listed != sorted(ids):
        yield "the tree of ids does not have the ids of the elements"
    for node in nodes:
        if node.role == "Note" and "/ID" not in node.object:
            yield f"Note {node.key} has no id"
