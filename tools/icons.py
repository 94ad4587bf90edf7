"""Draws the book's mark into `_static/icons`: an open book with a tick, as SVG and as the PNGs that phones want.

Run it again only to change the mark: python tools/icons.py
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).parent.parent / "_static" / "icons"
GROUND, PAPER, SHADE = "#8a2f1d", "#fdfcf9", "#e8ddd0"
FINE = 4  # drawn so many times larger, then made smaller: Pillow draws no soft edges

Shape = tuple[str, tuple[tuple[int, int], ...]]

# On a square of 100.
SHAPES: tuple[Shape, ...] = (
    (PAPER, ((14, 27), (47, 33), (47, 80), (14, 74))),
    (SHADE, ((86, 27), (53, 33), (53, 80), (86, 74))),
    (GROUND, ((60, 52), (64, 47), (68, 53), (76, 38), (81, 41), (69, 62))),
)


def scaled(points: tuple[tuple[int, int], ...], size: float, share: float) -> list[tuple[float, float]]:
    """Points for a square of `size`, drawn into the middle `share` of it."""
    return [tuple((50 + (value - 50) * share) * size / 100 for value in point) for point in points]  # type: ignore[misc]


def png(size: int, share: float, corner: float) -> Image.Image:
    """The mark with corners rounded by a share of its size; clear beyond them."""
    large = size * FINE
    image = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, large - 1, large - 1), large * corner, fill=GROUND)
    for colour, points in SHAPES:
        draw.polygon(scaled(points, large, share), fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def svg() -> str:
    """The mark as a drawing."""
    shapes = "".join(
        f'<path fill="{colour}" d="M{"L".join(f"{x} {y}" for x, y in points)}z"/>' for colour, points in SHAPES
    )
    ground = f'<rect width="100" height="100" rx="18" fill="{GROUND}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{ground}{shapes}</svg>\n'


def main() -> None:
    """Write all icons."""
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "icon.svg").write_text(svg(), encoding="utf-8")
    for name, size, share, corner in (
        ("icon-192", 192, 1, 0.18),
        ("icon-512", 512, 1, 0.18),
        ("maskable-512", 512, 0.78, 0),  # phones cut it to a circle of 80 per cent
        ("apple-touch-icon", 180, 0.9, 0),  # and Apple rounds the corners
    ):
        image = png(size, share, corner)
        image.convert("RGB" if not corner else "RGBA").quantize(64).save(ICONS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
