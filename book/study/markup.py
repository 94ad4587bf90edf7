"""The markup of fragments off the page: on a card, as plain text, with the names of a term blanked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from book.press import off_paper
from book.press.fragment import LINK_BASE
from book.terms import Matcher

BLANK = "_____"
BORDER_OF_BLOCKS = " \N{EM DASH} "  # no name goes over it
VOID = frozenset(("br", "col", "hr", "img", "wbr"))
INLINE = frozenset(("a", "abbr", "b", "code", "em", "i", "s", "span", "strong", "sub", "sup"))
BLOCKS = frozenset(
    (
        "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "li", "ol", "p", "pre", "table",
        "tbody", "td", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
# Anki looks for [sound:…], [latex] and [[type:…]] in the text of a card; the other parts the fields of a note.
_FOR_ANKI = {ord("["): "&#91;", 0x1F: None}

Address = Callable[[str], str | None]


def parse(markup: str) -> Element:
    """The markup in one element, without what is for pages alone; nobody sees a note from a card."""
    root = off_paper.parse(markup)
    off_paper.drop_paper_only(root)
    for parent, child in off_paper.pairs(root):
        if child.get("role") == "doc-noteref":
            off_paper.take_out(parent, child)
    return root


@dataclass(frozen=True)
class Card:
    """Writes markup for a card: `address` is where an id of the book is on the web, `media` what an image is called."""

    address: Address = lambda _id: None
    media: Mapping[str, str] = field(default_factory=dict)

    def write(self, root: Element) -> str:
        """The content of an element: elements and attributes that are known, and all of the text."""
        return self._content(root).strip()

    def _element(self, element: Element) -> str:
        inner = "" if element.tag in VOID else self._content(element)
        if element.tag == "a":
            href = self._href(element.get("href", ""))
            return f'<a href="{text_for_anki(href)}">{inner}</a>' if href else inner
        if element.tag == "img":
            return self._image(element)
        if element.tag == "br":
            return "<br>"
        if first := _start(element):
            return f'<ol start="{first}">{inner}</ol>'
        if element.tag in BLOCKS or (element.tag in INLINE and element.tag != "span" and inner):
            return f"<{element.tag}>{inner}</{element.tag}>"
        return inner

    def _content(self, element: Element) -> str:
        parts = [text_for_anki(element.text)]
        for child in element:
            parts += [self._element(child), text_for_anki(child.tail)]
        return "".join(parts)

    def _href(self, href: str) -> str | None:
        base, _, target = href.partition("#")
        if base == LINK_BASE:
            return self.address(target)
        return href if urlsplit(href).scheme in ("http", "https", "mailto") else None

    def _image(self, element: Element) -> str:
        """The image; its words where it is not among the media."""
        name, words = self.media.get(element.get("src", "")), text_for_anki(element.get("alt"))
        if name is None:
            return words
        shown = f'src="{text_for_anki(name)}" alt="{words}"'
        if element.get("class") == "math":
            return f'<img class="math" {shown} style="{text_for_anki(element.get("style"))}">'
        return f"<img {shown}>"


def _start(element: Element) -> str:
    """The number with which a list begins, empty where it does not say."""
    first = element.get("start", "")
    return first if element.tag == "ol" and first.isascii() and first.isdigit() and len(first) < 5 else ""


def text_for_anki(text: str | None) -> str:
    """Plain text as markup in which Anki finds nothing to act on."""
    return escape(text or "").translate(_FOR_ANKI)


def plain(markup: str) -> str:
    """The words of markup, a line for each paragraph, item or row; images as their descriptions."""
    lines = (" ".join(line.split()) for line in _words(parse(markup)).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(element: Element, mark: str = "•") -> str:
    """The words of an element, with line breaks only where blocks begin and end; `mark` stands before an item."""
    words = (element.get("alt", "") if element.tag == "img" else element.text or "").replace("\n", " ")
    first = _start(element)
    for number, child in enumerate(element, int(first or 1)):
        words += _words(child, f"{number}." if element.tag == "ol" else "•") + (child.tail or "").replace("\n", " ")
    match element.tag:
        case "td" | "th":
            return f"{' '.join(words.split())} | "
        case "tr":
            return f"\n{words.strip().removesuffix('|')}\n"
        case "li":
            return f"\n{mark} {words.strip()}\n"
        case "br":
            return "\n"
        case tag if tag in INLINE or tag == "img":
            return words
    return f"\n{words}\n"


def hide(root: Element, names: Iterable[str]) -> None:
    """Put a blank for each of these names, in any of its forms, wherever it stands in the text."""
    text, slots = "", []
    for element, place in _places(root):
        if element.tag not in INLINE:
            text += BORDER_OF_BLOCKS
        slots.append((len(text), element, place))
        text += getattr(element, place) or ""
    for match in reversed(Matcher(names).find(text)):
        for start, element, place in reversed(slots):
            own = getattr(element, place) or ""
            first, last = max(0, match.start - start), match.end - start
            if first < len(own) and last > 0:
                blank = BLANK if match.start >= start else ""
                setattr(element, place, own[:first] + blank + own[last:])


def _places(element: Element) -> Iterator[tuple[Element, str]]:
    """Where text stands: in the order of the text, an element and `text` or `tail`."""
    yield element, "text"
    for child in element:
        yield from _places(child)
        yield child, "tail"
