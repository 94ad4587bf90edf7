"""Short addresses: of characters that nobody confuses, and a chapter keeps its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from book.model import Catalog, Chapter, short_address
from book.model.short_address import digits_of, short_addresses


def chapter(docname: str, day: int = 1, *, draft: bool = False, moved_from: tuple[str, ...] = ()) -> Chapter:
    slug = docname.split("/")[0]
    return Chapter(docname, "T", slug, date(2022, 8, day), "S.", (), (), draft=draft, moved_from=moved_from)


def test_it_is_the_first_five_digits_of_a_hash() -> None:
    # sha256("economy/repo-rate") = 4512718..., in groups of five bits: 8, 20, 9, 7, 3, ...
    assert short_addresses([chapter("economy/repo-rate")]) == {"economy/repo-rate": "8m973"}


def test_letters_that_look_like_others_are_not_among_them() -> None:
    found = "".join(short_addresses(chapter(f"economy/chapter-{n}") for n in range(400)).values())
    assert set(found) == set("0123456789abcdefghjkmnpqrstvwxyz")


def test_a_chapter_keeps_it_when_it_moves() -> None:
    before = short_addresses([chapter("economy/rate")])["economy/rate"]
    moved = chapter("polity/new-rate", moved_from=("economy/rate", "economy/new-rate"))
    assert short_addresses([moved]) == {"polity/new-rate": before}


def alike(length: int) -> Iterator[str]:
    """Docnames whose hashes begin with the same digits."""
    start = digits_of("economy/0")[:length]
    return (name for n in count() if digits_of(name := f"economy/{n}").startswith(start))


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> int:
    """Addresses of two characters, so that chapters with the same are found at once."""
    monkeypatch.setattr(short_address, "SHORTEST", 2)
    return 2


def test_of_two_with_the_same_that_published_first_keeps_it(short: int) -> None:
    names = alike(short)
    one, two = next(names), next(names)
    assert short_addresses([chapter(one, 1), chapter(two, 2)]) == {one: digits_of(one)[:2], two: digits_of(two)[:3]}
    assert short_addresses([chapter(one, 3), chapter(two, 2)]) == {two: digits_of(two)[:2], one: digits_of(one)[:3]}


def test_of_the_same_day_the_docname_decides_and_no_order_of_files(short: int) -> None:
    names = alike(short)
    chapters = [chapter(next(names)) for _ in range(3)]
    first, *others = sorted(c.docname for c in chapters)
    found = short_addresses(chapters)
    assert found == short_addresses(reversed(chapters))
    assert found[first] == digits_of(first)[:2]
    assert all(len(found[name]) > 2 and digits_of(name).startswith(found[name]) for name in others)


def test_a_third_has_as_many_as_it_needs(short: int) -> None:
    names = alike(short + 1)
    found = short_addresses(chapter(next(names), day) for day in (1, 2, 3))
    assert [len(address) for address in found.values()] == [2, 3, 4]


def test_a_draft_takes_none_from_a_finished_chapter(short: int) -> None:
    names = alike(short)
    draft, finished = chapter(next(names), 1, draft=True), chapter(next(names), 2)
    assert len(short_addresses([draft, finished])[finished.docname]) == 2


def test_the_catalog_has_one_for_each_chapter() -> None:
    chapters = {c.docname: c for c in (chapter("economy/one"), chapter("economy/two", draft=True))}
    found = Catalog("Book", chapters=chapters).short_addresses
    assert found.keys() == chapters.keys()
    assert all(re.fullmatch("[0-9a-z]{5}", address) for address in found.values())
