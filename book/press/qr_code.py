"""QR codes as pictures within the markup of a part: they need no file."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import NamedTuple

import segno

QUIET = 4  # modules that stay white on each side (ISO/IEC 18004, 5.3.8)
MODULE = 0.45  # millimetres: a cheap phone still reads it from grey print


class QrCode(NamedTuple):
    """Modules on a side with the white around them, that side in millimetres, and the dark modules as an SVG path."""

    modules: int
    side: float
    path: str


@cache
def qr_code(text: str) -> QrCode:
    """The code of a text; a seventh of it may be damaged (level M or better)."""
    matrix = segno.make(text, error="m", micro=False).matrix
    path = []
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    modules = len(matrix) + 2 * QUIET
    return QrCode(modules, round(modules * MODULE, 2), "".join(path))
