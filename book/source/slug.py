"""The id of a heading, made by one rule for the check of links and for the pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Container


def heading_slug(text: str) -> str:
    """The heading as GitHub makes it an anchor: lower case, blanks as hyphens, no punctuation.

    Letters, marks and digits of every script stay; vowel signs are marks, and without them Hindi is
    unreadable. Empty where the heading has none of these: such a heading has no anchor.
    Rule: https://github.com/gjtorikian/html-pipeline, toc_filter.rb.
    """
    lowered = unicodedata.normalize("NFC", text.lower()).replace(" ", "-")
    return "".join(c for c in lowered if c in "-_" or unicodedata.category(c)[0] in "LMN")


def unique_slug(slug: str, taken: Container[str]) -> str:
    """The slug, with -1, -2 ... where it is taken: as `myst_parser.slugs.unique_slug` does it."""
    unique, count = slug, 1
    while unique in taken:
        unique = f"{slug}-{count}"
        count += 1
    return unique
