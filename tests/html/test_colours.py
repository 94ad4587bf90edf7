"""Light and dark: the switch, what it remembers, and enough contrast in both."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.html.conftest import opened

BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"

# Relative luminance and contrast: WCAG 2.2, section 5.
CONTRASTS = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.documentElement).backgroundColor);
  const shown = [...document.querySelectorAll("body *")].filter(
    (element) => element.checkVisibility() && [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return shown.map((element) => {
    const text = light(getComputedStyle(element).color);
    return [element.className || element.tagName, (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)];
  });
}"""


def switch_mode(page: Page) -> Locator:
    page.get_by_role("button", name="Text size and colours").click()
    switch = page.get_by_role("button", name="Dark mode")
    before = switch.get_attribute("aria-pressed")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    return switch


def test_switching_lasts_and_switches_back(desktop: Page) -> None:
    desktop.goto("index.html")
    light = desktop.evaluate(BACKGROUND)
    switch = switch_mode(desktop)
    dark = desktop.evaluate(BACKGROUND)
    assert dark != light
    expect(switch).to_have_attribute("aria-pressed", "true")
    desktop.goto("economy/repo-rate.html")
    assert desktop.evaluate(BACKGROUND) == dark
    switch_mode(desktop)
    assert desktop.evaluate(BACKGROUND) == light
    assert desktop.evaluate("localStorage.getItem('mode')") == "auto"  # as the system has it: follow it again


def test_the_system_decides_until_the_reader_does(desktop: Page) -> None:
    desktop.goto("index.html")
    light = desktop.evaluate(BACKGROUND)
    desktop.emulate_media(color_scheme="dark")
    desktop.wait_for_function(f"{BACKGROUND} !== '{light}'")  # the page is told in its next frame
    switch_mode(desktop)
    assert desktop.evaluate(BACKGROUND) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "economy/repo-rate.html",
        "polity/bill.html",
        "economy/glossary.html",
        "glossary.html",
        "syllabus.html",
        "tags/pay.html",
    ],
)
def test_text_has_contrast(browser: Browser, address: str, scheme: str, path: str) -> None:
    with opened(browser, address, 1280, 720, color_scheme=scheme) as page:
        page.goto(path)
        contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [(name, ratio) for name, ratio in contrasts if ratio < 4.5] == []


def test_a_page_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, address, 390, 844, java_script_enabled=False) as page:
        page.goto("economy/repo-rate.html")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".mode-switch")).to_be_hidden()
        page.locator(".primary-toggle").click()
        expect(page.locator("#sidebar").get_by_role("link", name="August 2022")).to_be_visible()
