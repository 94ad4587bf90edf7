"""In which order a glossary stands, and under which letters."""

from __future__ import annotations

import random

import pytest

from book.terms.order import NO_LETTER, letter, sort_key

# Each list is in order.
ORDERS = {
    "capitals": ["deterrence", "Emissions", "exports", "Federalism"],
    "letter by letter": ["air base", "aircraft", "air force", "airport", "air raid"],
    "blanks, hyphens and neither": ["no-confidence motion", "non-alignment", "no start", "note of dissent"],
    "accents": ["coup d’état", "couple", "coupling", "coupon"],
    "letters that are no accented ones": ["oersted", "Øresund", "osmosis", "Straße", "strategy"],
    "a leading the": ["the Elders", "electorate", "the Hague", "headline inflation"],
    "a the that is no article": ["the Thames", "theatre command", "thematic bond"],
    "numbers": ["5G", "G7", "G20", "Gazette"],
    "numbers within": ["Article 5", "Article 12", "Article 370", "articles of association"],
    "Devanagari after Latin": ["Zamindari", "अध्यादेश", "राज्य सभा", "लोक सभा"],
    "vowel signs and joined letters": ["कमल", "काल", "किसान", "कोष", "क्या"],
}


@pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS.keys())
def test_order(names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Balance-of-Payments", "balance of payments"),
        ("U.S.", "US"),
        ("the Quad", "Quad"),
        ("THE  Quad", "quad"),
        ("élan", "elan"),
        ("e\u0301lan", "\u00e9lan"),
        ("CO₂", "co2"),
        ("क़ानून", "कानून"),
        ("“headline” inflation", "headline inflation"),
    ],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_a_vowel_sign_makes_one() -> None:
    assert len({sort_key(name) for name in ("कल", "काल", "कल्ल", "कुल")}) == 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("repo rate", "R"),
        ("Élan", "E"),
        ("Øresund", "O"),
        ("the Hague", "H"),
        ("theatre", "T"),
        ("“headline” inflation", "H"),
        ("5G", NO_LETTER),
        ("€", NO_LETTER),
        ("५जी", NO_LETTER),
        ("लोक सभा", "ल"),
        ("the", "T"),
    ],
)
def test_letter(name: str, expected: str) -> None:
    assert letter(name) == expected


def test_what_has_no_letter_stands_before_all_letters() -> None:
    assert sorted(["apple", "5G", "लोक", "€"], key=sort_key) == ["€", "5G", "apple", "लोक"]
