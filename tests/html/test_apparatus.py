"""Key facts, arguments and timelines on a phone and on a wide screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

PAGE = "economy/repo-rate.html"


def edges(box: Locator) -> tuple[float, float, float]:
    """Left, top and right of an element."""
    found = box.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"]


def sides(page: Page) -> list[tuple[float, float, float]]:
    page.goto(PAGE)
    return [edges(side) for side in page.locator(".for-and-against > div").all()]


def test_sides_are_below_each_other_on_a_phone(phone: Page) -> None:
    first, second = sides(phone)
    assert first[0] == second[0]
    assert first[1] < second[1]


def test_sides_are_beside_each_other_on_a_wide_screen(desktop: Page) -> None:
    first, second = sides(desktop)
    assert first[1] == second[1]
    assert first[2] < second[0] + 1


def test_nothing_sticks_out(phone: Page) -> None:
    phone.goto(PAGE)
    for name in ("key-facts", "for-and-against", "timeline"):
        assert phone.locator(f".{name}").evaluate("box => box.scrollWidth <= box.clientWidth")


HEARD = {
    "key-facts": """
        - paragraph: Key facts
        - list:
          - listitem:
            - paragraph:
              - strong: "Rate:"
              - text: /5.40 per cent/
          - listitem:
            - paragraph: A fact without a label
    """,
    "for-and-against": """
        - term:
          - strong: For
        - definition:
          - list:
            - listitem:
              - paragraph: It steers the cost of loans.
            - listitem:
              - paragraph: It is a reason.
        - term:
          - strong: Against
        - definition:
          - list:
            - listitem:
              - paragraph: /reason/
    """,
    "timeline": """
        - list:
          - listitem:
            - paragraph:
              - strong:
                - time: 4 May 2022
              - text: It rose.
          - listitem:
            - paragraph:
              - strong:
                - time: "2021"
                - text: –
                - time: "22"
              - text: /It stood still/
    """,
}


@pytest.mark.parametrize("name", HEARD)
def test_what_a_screen_reader_meets(phone: Page, name: str) -> None:
    phone.goto(PAGE)
    expect(phone.locator(f".{name}")).to_match_aria_snapshot(HEARD[name])
