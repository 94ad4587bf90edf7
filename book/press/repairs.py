"""The structure of a part as ISO 32000-1, 14.8.4 and ISO 14289-1 want it, from the structure that boxes have.

One step after the other over a tree of plain elements; each step changes the tree it is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from book.press.structure import Element, Kid

HEADS = ("H1", "H2", "H3", "H4", "H5", "H6")
CELLS = {"TD", "TH"}  # may be empty: a row has as many as the others
REPEATED = {"THead", "TFoot"}  # printed again on each page of a table


def repair(part: Element) -> None:
    """Make the structure of a part sound. `part` holds all that is on its pages."""
    for step in STEPS:
        step(part)


def _elements(kids: list[Kid]) -> list[Element]:
    return [kid for kid in kids if isinstance(kid, Element)]


def _all(element: Element) -> Iterator[Element]:
    """An element and all below it, in reading order."""
    yield element
    for kid in _elements(element.kids):
        yield from _all(kid)


def nest_lists(part: Element) -> None:
    """A list within an item: WeasyPrint puts it behind the item. It goes where its number says it was."""
    for element in _all(part):
        if element.role != "L":
            continue
        kids: list[Kid] = []
        for kid in element.kids:
            item = kids[-1] if kids else None
            if isinstance(kid, Element) and kid.role == "L" and isinstance(item, Element):
                later = (i for i, k in enumerate(item.kids) if isinstance(k, Element) and k.number > kid.number)
                item.kids.insert(next(later, len(item.kids)), kid)
            else:
                kids.append(kid)
        element.kids = kids


def join_pieces(element: Element) -> None:
    """Pieces of one element, broken over lines or pages or wrapped into boxes, become one.

    What comes between the pieces, such as a note in the margin, goes behind them. Heads of a table that are repeated on
    its later pages are dropped: they become artifacts.
    """
    kids: list[Kid] = []
    known: dict[tuple[int, str], Element] = {}
    for kid in _unwrapped(element):
        if not isinstance(kid, Element) or not kid.number:
            kids.append(kid)
            continue
        piece = known.get((kid.number, kid.role))
        if piece is None:
            known[kid.number, kid.role] = kid
            kids.append(kid)
        elif kid.role not in REPEATED:
            piece.kids += kid.kids
    element.kids = kids
    for kid in _elements(kids):
        join_pieces(kid)


def _unwrapped(element: Element) -> Iterator[Kid]:
    """The kids; those of boxes that are the same element once more are its own."""
    for kid in element.kids:
        if isinstance(kid, Element) and (kid.number, kid.role) == (element.number, element.role) and kid.number:
            yield from _unwrapped(kid)
        else:
            yield kid


def drop_empty(element: Element) -> None:
    """Nothing is said by an element without content, but for a cell of a table."""
    for kid in _elements(element.kids):
        drop_empty(kid)
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or kid.role in CELLS]


def split_entries(part: Element) -> None:
    """Terms and definitions become items of their list: one for each group of terms with what defines them."""
    for element in _all(part):
        if element.role != "L":
            continue
        kids: list[Kid] = []
        for kid in element.kids:
            last = kids[-1] if kids else None
            if not isinstance(kid, Element) or kid.role not in ("Lbl", "LBody"):
                kids.append(kid)
            elif isinstance(last, Element) and last.role == "LI" and _takes(last, kid):
                last.kids.append(kid)
            else:
                kids.append(Element("LI", [kid]))
        element.kids = kids


def _takes(item: Element, kid: Element) -> bool:
    """Whether a term or definition belongs to the entry before it: not a term behind a definition."""
    return kid.role == "LBody" or all(other.role == "Lbl" for other in _elements(item.kids))


def wrap_items(part: Element) -> None:
    """What is in an item of a list is its label, or is in its body."""
    for element in _all(part):
        if element.role != "LI":
            continue
        labels: list[Kid] = []
        body: list[Kid] = []
        for kid in element.kids:
            if isinstance(kid, Element) and kid.role == "Lbl":
                labels.append(kid)
            else:
                body += kid.kids if isinstance(kid, Element) and kid.role == "LBody" else [kid]
        element.kids = [*labels, Element("LBody", body)] if body else labels


def list_contents(part: Element) -> None:
    """The items of a table of contents, and in them references instead of mere links."""
    for element in _all(part):
        if element.role == "TOC":
            for item in _elements(element.kids):
                item.role = "TOCI"
                item.kids = [Element("Reference", [kid]) if _is_link(kid) else kid for kid in item.kids]


def _is_link(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.role == "Link"


def scope_heads(part: Element) -> None:
    """What a head of a table is the head of: a column in the table's head, else its row."""
    for element in _all(part):
        if element.role == "THead":
            for cell in _all(element):
                cell.scope = "Column" if cell.role == "TH" else ""
        elif element.role == "TH" and not element.scope:
            element.scope = "Row"


def level_heads(part: Element) -> None:
    """Heads begin at the first level and go down one level at a time (ISO 14289-1, 7.4.2)."""
    depth = 0
    for element in _all(part):
        if element.role in HEADS:
            depth = min(HEADS.index(element.role) + 1, depth + 1)
            element.role = HEADS[depth - 1]


STEPS = (
    nest_lists,  # before pieces are joined: on each page an inner list stands behind its own piece of the item
    join_pieces,
    drop_empty,
    split_entries,
    list_contents,
    wrap_items,
    scope_heads,
    level_heads,
)
