"""Formulas on a phone: as large as the text, in its colour, and never wider than the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.html.test_colours import switch_mode

PAGE = "economy/wages.html"


def box(page: Page, number: int) -> dict[str, Any]:
    """Of a formula's box: its own width and what is in it, and where the formula lies."""
    measured: dict[str, Any] = page.evaluate(
        """number => {
            const box = document.querySelectorAll(".math")[number], svg = box.querySelector("svg");
            const [outer, inner] = [box, svg].map(node => node.getBoundingClientRect());
            return {client: box.clientWidth, scroll: box.scrollWidth, clientHeight: box.clientHeight,
                    scrollHeight: box.scrollHeight, left: inner.left - outer.left, right: outer.right - inner.right,
                    bottom: inner.bottom, height: inner.height};
        }""",
        number,
    )
    return measured


def test_wide_formulas_scroll_inside_their_boxes(phone: Page) -> None:
    phone.goto(PAGE)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    for number in (1, 2):
        wide = box(phone, number)
        assert wide["client"] <= 350 < wide["scroll"]
        assert wide["scrollHeight"] == wide["clientHeight"]
        scrolled = (
            "n => { const box = document.querySelectorAll('.math')[n]; box.scrollLeft = 999; return box.scrollLeft }"
        )
        assert phone.evaluate(scrolled, number) > 0


def test_a_formula_in_a_block_is_centred_where_there_is_room(desktop: Page) -> None:
    desktop.goto(PAGE)
    block = box(desktop, 1)
    assert block["scroll"] == block["client"]
    assert abs(block["left"] - block["right"]) < 2
    assert block["left"] > 20


def test_a_formula_in_a_line_stands_on_its_baseline(phone: Page) -> None:
    phone.goto(PAGE)
    # The baseline of the line is where an empty inline block ends; the formula's own is its depth above its end.
    baseline = phone.evaluate(
        """() => {
            const mark = document.createElement("span");
            mark.style.cssText = "display: inline-block; width: 1px; height: 1px";
            document.querySelector(".math").before(mark);
            return mark.getBoundingClientRect().bottom;
        }"""
    )
    top, height = phone.evaluate("document.querySelector('.math svg').getAttribute('viewBox').split(' ').map(Number)")[
        1::2
    ]
    formula = box(phone, 0)
    depth = formula["height"] * (top + height) / height
    assert depth > 4
    assert abs(formula["bottom"] - depth - baseline) < 1


def test_formulas_have_the_colour_and_size_of_the_text(phone: Page) -> None:
    phone.goto(PAGE)
    path = "getComputedStyle(document.querySelector('.math path')).fill"
    text = "getComputedStyle(document.querySelector('article p:last-of-type')).color"
    light = phone.evaluate(path)
    assert light == phone.evaluate(text)
    switch_mode(phone)
    assert phone.evaluate(path) == phone.evaluate(text) != light
    before = box(phone, 0)["height"]
    phone.evaluate("document.querySelector('.math').parentElement.style.fontSize = '200%'")
    assert abs(box(phone, 0)["height"] / before - 2) < 0.25


def test_a_formula_is_an_image_named_by_its_tex(phone: Page) -> None:
    phone.goto(PAGE)
    names = [image.get_attribute("aria-label") for image in phone.get_by_role("img").all()]
    assert r"w = \frac{W}{P}" in names
