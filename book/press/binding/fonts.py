"""Shared fonts: one subset of each font, over the glyphs of all parts, serves every page.

WeasyPrint keeps glyph ids when it makes a subset, so content streams of different parts agree on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

import fontTools
import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Object

from book.press.cache import Cache
from book.press.part import FontUse

# Layout happened already: what is left to do for a font in a PDF is to draw glyphs by number.
NEEDLESS_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "STAT", "kern", "FFTM", "MATH", "name", "post"]

OPTIONS = {
    "retain_gids": True,
    "notdef_outline": True,
    "hinting": False,
    "desubroutinize": True,
    "drop_tables": NEEDLESS_TABLES,
}


@dataclass
class _Font:
    file: str
    widths: dict[int, float] = field(default_factory=dict)
    text: dict[int, str] = field(default_factory=dict)
    resources: list[Object] = field(default_factory=list)


class SharedFonts:
    """The fonts of the book while parts are added; names of fonts are WeasyPrint's."""

    def __init__(self, pdf: pikepdf.Pdf, files: Mapping[str, bytes], cache: Cache) -> None:
        self._pdf = pdf
        self._files = files
        self._cache = cache
        self._fonts: dict[str, _Font] = {}

    def add(self, uses: Mapping[str, FontUse], resources: Object) -> None:
        """Note the glyphs of a part, and its font resources, which `embed` will point to the shared font."""
        for name, use in uses.items():
            font = self._fonts.setdefault(name, _Font(use.file))
            font.widths.update(use.widths)
            font.text.update(use.text)
            font.resources.append(resources)

    def font(self, name: str) -> Object:
        """The font object that every page shares."""
        return self._fonts[name].resources[0]["/" + name]

    def embed(self) -> None:
        """Write widths, text and one subset a file into the shared fonts; KeyError for a font not of the book."""
        glyphs: dict[str, set[int]] = {}
        for font in self._fonts.values():
            glyphs.setdefault(font.file, set()).update(font.text)
        files = {file: self._subset(file, wanted) for file, wanted in sorted(glyphs.items())}
        for name, font in self._fonts.items():
            shared = self.font(name)
            descendant = shared.DescendantFonts[0]
            descendant.W = _widths(font.widths)
            descendant.FontDescriptor.FontFile2 = files[font.file]
            shared.ToUnicode = self._pdf.make_stream(_to_unicode(font.text))
            for resources in font.resources:
                resources["/" + name] = shared

    def _subset(self, file: str, glyphs: set[int]) -> Object:
        key = hashlib.sha256(repr((fontTools.version, OPTIONS, file, sorted(glyphs))).encode()).hexdigest()[:32]
        data = self._cache.get(key)
        if data is None:
            data = subset_of(self._files[file], glyphs)
            self._cache.put(key, data)
        stream = self._pdf.make_stream(data)
        stream.Length1 = len(data)
        return stream


def subset_of(font: bytes, glyphs: set[int]) -> bytes:
    """The font with the outlines of these glyphs alone, under the same numbers; the same bytes at any time."""
    buffer = BytesIO()
    # recalcTimestamp would write today into the font
    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
        subsetter = subset.Subsetter(subset.Options(**OPTIONS))
        subsetter.populate(gids=sorted(glyphs))
        subsetter.subset(opened)
        opened.save(buffer)
    return buffer.getvalue()


def _widths(widths: Mapping[int, float]) -> Array:
    """Widths as a PDF wants them: neighbouring glyph ids share one run (ISO 32000-1, 9.7.4.3)."""
    runs: dict[int, list[int]] = {}
    start = previous = -2
    for glyph, width in sorted(widths.items()):
        if glyph != previous + 1:
            start = glyph
        runs.setdefault(start, []).append(round(width))
        previous = glyph
    return Array([x for first, run in runs.items() for x in (first, Array(run))])


def _to_unicode(text: Mapping[int, str]) -> bytes:
    """The map from glyph ids to text (ISO 32000-1, 9.10.3), a hundred glyphs a block as it demands."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    items = sorted(text.items())
    for start in range(0, len(items), 100):
        block = items[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{glyph:04x}> <{meaning.encode('utf-16-be').hex()}>" for glyph, meaning in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
