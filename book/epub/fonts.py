"""The fonts of an e-book: of each face only what its text needs.

A part of a font is a changed font, which must not have the name "Source" that its makers reserve (OFL 1.1, 3): within
the e-book families have names of our own.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SERIF = "Study Book Serif"
DEVANAGARI = "Study Book Devanagari"


@dataclass(frozen=True)
class Face:
    """A face of a family in a style sheet, its file below `_static/fonts`, and the name that it gets."""

    source: str
    family: str
    file: str
    style: str = "normal"
    weight: int = 400

    @property
    def rule(self) -> str:
        """What a style sheet says of it."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-style: {self.style}; '
            f'font-weight: {self.weight}; src: url("fonts/{self.file}") }}\n'
        )


Family = tuple[Face, ...]
TEXT: Family = (
    Face("SourceSerif4-Regular.ttf", SERIF, "serif.ttf"),
    Face("SourceSerif4-It.ttf", SERIF, "serif-italic.ttf", style="italic"),
    Face("SourceSerif4-Semibold.ttf", SERIF, "serif-bold.ttf", weight=700),
    Face("SourceSerif4-SemiboldIt.ttf", SERIF, "serif-bold-italic.ttf", style="italic", weight=700),
)
INDIC: Family = (
    Face("NotoSerifDevanagari-Regular.ttf", DEVANAGARI, "devanagari.ttf"),
    Face("NotoSerifDevanagari-Bold.ttf", DEVANAGARI, "devanagari-bold.ttf", weight=700),
)
BLANKS = frozenset(" \N{NO-BREAK SPACE}")
JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
LICENCES = {TEXT: "LICENSE-SourceSerif.md", INDIC: "LICENSE-NotoSerifDevanagari.txt"}


def is_devanagari(char: str) -> bool:
    """Whether a character is of the blocks Devanagari, Devanagari Extended and Vedic Extensions."""
    return "\u0900" <= char <= "\u097f" or "\ua8e0" <= char <= "\ua8ff" or "\u1cd0" <= char <= "\u1cff"


def fonts_for(characters: Set[str], folder: Path) -> tuple[str, dict[str, bytes]]:
    """The rules for a style sheet, and the files below `fonts/`, licences too, that show these characters."""
    needed: dict[Family, Set[str]] = {TEXT: characters}
    if indic := {char for char in characters if is_devanagari(char)}:
        needed[INDIC] = indic | BLANKS | JOINERS
    files: dict[str, bytes] = {}
    for family, its in needed.items():
        files |= {face.file: _part(face, its, folder) for face in family}
        licence = Path(LICENCES[family])
        files[f"{licence.stem}.txt"] = (folder / licence).read_bytes()
    return "".join(face.rule for family in needed for face in family), files


def _part(face: Face, characters: Set[str], folder: Path) -> bytes:
    """The face with these characters alone, under its new name; the same bytes whenever it is made."""
    options = Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14], recalc_timestamp=False)
    with TTFont(folder / face.source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(font)
        full = f"{face.family} {face.file.removesuffix('.ttf')}"
        for record in font["name"].names:
            new = {1: face.family, 4: full, 6: full.replace(" ", "")}.get(record.nameID)
            if new:
                record.string = new
        out = BytesIO()
        font.save(out)
    return out.getvalue()
