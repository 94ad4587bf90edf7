"""What axe finds on a page that is open, and what a keyboard alone can do on it."""

from __future__ import annotations

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]  # tags of axe
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # rules; all others are the same whatever the colours
FIND = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html}`));
}"""

# The element with the focus: its name, and what is wrong with how it is shown. The first box of a link that is broken
# over lines stands for it; `main` is where the skip link leads, and has no frame around the whole page.
FOCUSED = """() => {
  const element = document.activeElement;
  const name = (element.ariaLabel || element.textContent).trim().replace(/\\s+/g, " ");
  if (element === document.body) return { name, problem: "the focus is lost" };
  if (element.tagName === "MAIN") return { name: "main", problem: "" };
  const { left, top, width, height } = element.getClientRects()[0] ?? {};
  const seen = width && document.elementFromPoint(left + width / 2, top + height / 2);
  if (!seen || !(element.contains(seen) || seen.contains(element))) return { name, problem: "it is not in sight" };
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const isFramed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  return { name, problem: isFramed ? "" : "it has no frame" };
}"""


def violations(page: Page) -> list[str]:
    """The rule, the selector and the markup of each element that breaks one, in light colours and then in dark ones."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for scheme, rules in (("light", RULES), ("dark", OF_COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        found += [f"{scheme}: {broken}" for broken in page.evaluate(FIND, rules)]
    page.emulate_media(color_scheme="light")
    return found


def focused(page: Page) -> str:
    """The name of what has the focus, which has to be in sight and framed."""
    found = page.evaluate(FOCUSED)
    assert found["problem"] == "", f"{page.url}: {found['name']}"
    return str(found["name"])


def tab_to(page: Page, name: str, key: str = "Tab") -> str:
    """Press the tab key until what has the focus has a name of this pattern; all before it is looked at too."""
    passed: list[str] = []
    while not passed or not re.fullmatch(name, passed[-1]):
        assert len(passed) < 80, f"{name} is not among {passed}"
        page.keyboard.press(key)
        passed.append(focused(page))
    return passed[-1]
