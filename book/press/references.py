"""Page numbers within the text: "(p. 12)" behind a link to another chapter.

A chapter is laid out before any page number is known, and is not laid out again when one changes. So each
reference is set as a *slot*: a number that is unique within its part, in tabular figures, without kerning. When the
book is bound, the glyphs of the slot are exchanged for those of the page: the same number of glyphs, and as wide.
A shorter number has blanks of the width of a figure before it, where the space between words hides them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from html import escape

from book.press.fragment import page_slot

THIN_SPACE = "\u2009"  # unlike a blank it is not stretched where a line is justified
FIGURE_SPACE = "\u2007"  # as wide as a figure


def label(page: int, figures: int) -> str:
    """What a reader sees, as many glyphs for any page up to that many figures: `(p. 12)`."""
    text = f"(p.{THIN_SPACE}{page})"
    return text.rjust(len(slot(0, figures)), FIGURE_SPACE)


def labels(pages: Iterable[int], figures: int) -> tuple[str, ...]:
    """What the slots of a part say, the first first; the slots beyond number 99 have a figure more than their page."""
    return tuple(label(page, max(figures, len(str(number)))) for number, page in enumerate(pages, 1))


def slot(number: int, figures: int) -> str:
    """What is set in its place until the page is known."""
    return f"(p.{THIN_SPACE}{number:0{figures}d})"


@dataclass
class Slots:
    """The slots of one part while its markup is put together.

    `inside` are the pages of the book that the edition has, `ids` single ids; `elsewhere` is what to print behind links
    to others (the edition that has it, or an address), nothing where it says nothing.
    """

    inside: Set[str]
    elsewhere: Mapping[str, str]
    figures: int
    ids: Set[str] = frozenset()
    targets: list[str] = field(default_factory=list)

    def fill(self, html: str, references: Iterable[str]) -> str:
        """Markup with its slots numbered, and other references printed as text, or not at all."""
        for target in references:
            page = target.partition("--")[0]
            mark = f" {page_slot(target)}"
            if page not in self.inside and target not in self.ids:
                text = self.elsewhere.get(page)
                html = html.replace(mark, f' <span class="elsewhere">({escape(text)})</span>' if text else "")
                continue
            while mark in html:
                self.targets.append(target)
                text = slot(len(self.targets), self.figures)
                html = html.replace(mark, f' <span class="page-of">{text}</span>', 1)
        return html
