"""Profiles: what a printed form of the book is, as data. All lengths are points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True)
class FolioStyle:
    """How and where page numbers are set: size and baseline in points, edges of the type area."""

    size: float
    baseline: float
    left: float
    right: float


@dataclass(frozen=True)
class Profile:
    """A printed form: page size, how far pages move away from the spine, style sheets, folios.

    `style_sheets` are names below the folder of print style sheets, in cascade order.
    `spine_shift` moves a right-hand page to the right and a left-hand page to the left.
    """

    name: str
    width: float
    height: float
    spine_shift: float
    style_sheets: tuple[str, ...]
    folio: FolioStyle
    duplex: bool = True

    def sheets(self, pages: int) -> int:
        """Sheets of paper for that many pages."""
        return -(-pages // 2) if self.duplex else pages


A4 = Profile(
    name="a4",
    width=210 * MM,
    height=297 * MM,
    spine_shift=4 * MM,
    style_sheets=("type.css", "matter.css", "a4.css"),
    folio=FolioStyle(size=9.5, baseline=13 * MM, left=19 * MM, right=190 * MM),
)

PROFILES = {profile.name: profile for profile in (A4,)}
