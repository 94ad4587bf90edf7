"""Repairs of a structure, each on a tree written down by hand."""

from __future__ import annotations

from book.press.marks import role_of
from book.press.repairs import join_pieces, level_heads, nest_lists, repair
from book.press.structure import Content, Element, numbering

A, B, C, D = (Content(0, number) for number in range(4))
NEXT = Content(1, 0)  # on the next page


def part(*kids: Element) -> Element:
    return Element("Part", list(kids))


def test_a_note_between_two_lines_of_a_link_goes_behind_it():
    paragraph = Element("P", [A, Element("Link", [B], 7), Element("Note", [C], 9), Element("Link", [D], 7)], 6)
    join_pieces(paragraph)
    assert paragraph.kids == [A, Element("Link", [B, D], 7), Element("Note", [C], 9)]


def test_pieces_on_two_pages_join_to_any_depth():
    whole = part(
        Element("Art", [Element("L", [Element("LI", [Element("P", [A], 4)], 3)], 2)], 1),
        Element("Art", [Element("L", [Element("LI", [Element("P", [NEXT], 4)], 3)], 2), Element("P", [B], 5)], 1),
    )
    join_pieces(whole)
    listed = Element("L", [Element("LI", [Element("P", [A, NEXT], 4)], 3)], 2)
    assert whole == part(Element("Art", [listed, Element("P", [B], 5)], 1))


def test_paragraphs_that_are_two_stay_two():
    whole = part(Element("P", [A], 1), Element("P", [B], 2), Element("Lbl", [C]), Element("Lbl", [D]))
    join_pieces(whole)
    assert len(whole.kids) == 4


def test_a_list_goes_back_between_the_paragraphs_of_its_item():
    item = Element("LI", [Element("P", [A], 3), Element("P", [C], 6)], 2)
    nested = Element("L", [Element("LI", [B], 5)], 4)
    whole = part(Element("L", [item, nested], 1))
    nest_lists(whole)
    assert whole == part(Element("L", [item], 1))
    assert [kid.number for kid in item.kids] == [3, 4, 6]


def test_heads_go_down_one_level_at_a_time_and_up_at_once():
    heads = [Element(role, [A]) for role in ("H2", "H4", "H4", "H2", "H1", "H3")]
    level_heads(part(*heads))
    assert [head.role for head in heads] == ["H1", "H2", "H3", "H2", "H1", "H2"]


def test_an_empty_cell_stays_and_what_else_is_empty_goes():
    table = Element("Table", [Element("TBody", [Element("TR", [Element("TD", [A]), Element("TD")])])])
    whole = part(Element("Sect", [Element("P")]), table)
    repair(whole)
    assert whole == part(table)
    assert [cell.role for cell in table.kids[0].kids[0].kids] == ["TD", "TD"]


def test_content_is_numbered_without_gaps_and_what_is_dropped_has_no_number():
    whole = part(Element("P", [D, B, NEXT]))
    assert numbering(whole.kids, 2) == [{1: 0, 3: 1}, {0: 0}]


def test_a_role_is_told_by_class_or_aria_role_before_the_name():
    assert role_of("span", {}) == ""
    assert role_of("span", {"class": "gloss"}) == "Note"
    assert role_of("aside", {"class": "footnote", "role": "doc-footnote"}) == "Note"
    assert role_of("code", {"class": "math"}) == "Formula"
    assert role_of("li::marker", {"class": "math"}) == "Lbl"
    assert role_of("p::before", {}) == ""
