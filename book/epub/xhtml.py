"""The elements of a page as the markup of an EPUB, which is XML."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"
TYPE = "epub:type"  # what an element is, in the words of EPUB

XML = "http://www.w3.org/XML/1998/namespace"

# What a page has within, and how the package has to say so: EPUB 3.3, D.5.
PROPERTIES = {f"{{{SVG}}}svg": "svg", f"{{{MATHML}}}math": "mathml"}

_DECLARED = {f"{{{SVG}}}svg": f' xmlns="{SVG}" xmlns:xlink="{XLINK}"', f"{{{MATHML}}}math": f' xmlns="{MATHML}"'}
_PREFIXES = {f"{{{XLINK}}}": "xlink:", f"{{{XML}}}": "xml:"}
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def content(element: Element) -> str:
    """What is within an element, as well-formed XML."""
    return _text(element.text) + "".join(_whole(child) + _text(child.tail) for child in element)


def _whole(element: Element) -> str:
    if not isinstance(element.tag, str):
        return ""  # a comment
    name = element.tag.rpartition("}")[2]
    attributes = "".join(
        f' {_attribute(key)}="{escape(_fit(value))}"' for key, value in element.attrib.items() if key != "xmlns"
    )
    start = f"<{name}{_DECLARED.get(element.tag, '')}{attributes}"
    return f"{start}/>" if name in _VOID else f"{start}>{content(element)}</{name}>"


def _attribute(key: str) -> str:
    namespace, end, name = key.rpartition("}")
    return _PREFIXES.get(namespace + end, "") + name


def _text(text: str | None) -> str:
    return escape(_fit(text or ""), quote=False)


def _fit(text: str) -> str:
    """Without the characters that XML cannot have."""
    return _UNFIT.sub("", text)
