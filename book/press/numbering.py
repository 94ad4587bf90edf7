"""Page numbers: roman before the text, arabic in it, none on a cover."""

from __future__ import annotations

from enum import Enum

from pikepdf import Dictionary, Name, String

ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """A number from 1 to 399 in small roman figures."""
    text = ""
    for value, figure in ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text


class Numbering(Enum):
    """How the pages of a part are numbered."""

    NONE = "none"
    ROMAN = "roman"
    ARABIC = "arabic"

    def label(self, number: int) -> str:
        """The folio as it is printed; empty where none is."""
        if self is Numbering.NONE:
            return ""
        return roman(number) if self is Numbering.ROMAN else str(number)

    def page_label(self, first: int) -> Dictionary:
        """The PDF's page label dictionary from that number on (ISO 32000-1, 12.4.2)."""
        if self is Numbering.NONE:
            return Dictionary(P=String("Cover"))
        return Dictionary(S=Name.r if self is Numbering.ROMAN else Name.D, St=first)
