"""Abbreviations in capitals, which may be terms without an entry."""

from __future__ import annotations

import pytest

from book.terms import BORDER, MASK, abbreviations_in

FOUND = {
    "The UPI and the NPCI.": ["UPI", "NPCI"],
    "UPI's, UPIs, UPIs' and UPI’s": ["UPI", "UPI", "UPI", "UPI"],
    "5G, G20, 4G/5G and B.": ["5G", "G20", "4G", "5G"],
    "I, II, III, IV, VIII, XIV, XXIX and XLII, but MD, CD and DC": ["MD", "CD", "DC"],
    "UPI-led, non-UPI, COVID-19, UPI@x.in, @UPI, #UPI, UPI.org, U.P.I.": [],
    "https://example.org/UPI?NPCI=RBI www.x.in/UPI pib.gov.in/UPI": [],
    "Upi, upi, uPI, UPIed, 2022, 12, A, ABCDEFGHI and ABCDEFGH": ["ABCDEFGH"],
    "(UPI), “RBI”; NPCI–RBI": ["UPI", "RBI", "NPCI", "RBI"],
    "ÉTAT and संघ": ["ÉTAT"],
    f"{BORDER}UPI{BORDER}'s, {BORDER}UPI{BORDER}s, N{BORDER}PCI, {MASK}RBI": ["UPI"],
}


@pytest.mark.parametrize(("text", "expected"), FOUND.items(), ids=FOUND)
def test_whole_words_in_capitals(text: str, expected: list[str]) -> None:
    found = list(abbreviations_in(text))
    assert [name for _, name in found] == expected
    assert all(text.startswith(name, place) for place, name in found)
