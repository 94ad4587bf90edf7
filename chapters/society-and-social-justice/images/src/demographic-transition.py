"""Draws demographic-transition.svg, a scheme of birth rate, death rate and population in four stages."""

from itertools import pairwise
from pathlib import Path

TOP, FOOT, LEFT, RIGHT = 40, 290, 30, 430
STAGES = ("1", "2", "3", "4")


def curve(points: list[tuple[int, int]], dash: str, wide: float) -> str:
    """A smooth line through the points: each piece leaves and arrives level."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) // 2
        path += f"C{middle} {y1} {middle} {y2} {x2} {y2}"
    return f'<path d="{path}" fill="none" stroke="#222" stroke-width="{wide}" stroke-dasharray="{dash}"/>'


def words(x: int, y: int, text: str, anchor: str = "middle", size: int = 14) -> str:
    """A line of text."""
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{text}</text>'


width = (RIGHT - LEFT) // len(STAGES)
parts = ['<rect width="440" height="330" fill="#fff"/>']
for place, stage in enumerate(STAGES):
    left = LEFT + place * width
    fill = "#fff" if place % 2 else "#ededed"
    parts.append(f'<rect x="{left}" y="{TOP}" width="{width}" height="{FOOT - TOP}" fill="{fill}"/>')
    parts.append(words(left + width // 2, 30, f"Stage {stage}"))
parts += [
    f'<path d="M{LEFT} {TOP}V{FOOT}H{RIGHT}" fill="none" stroke="#222" stroke-width="1.5"/>',
    curve([(30, 80), (220, 84), (335, 222), (430, 232)], "none", 2.2),
    curve([(30, 96), (110, 100), (235, 226), (430, 240)], "9 5", 2.2),
    curve([(30, 272), (130, 264), (325, 132), (430, 122)], "2 4", 3.2),
    words(196, 72, "births"),
    words(126, 176, "deaths"),
    words(402, 112, "people"),
    words(230, 316, "time", size=13),
]
body = "\n".join(parts)
FONT = "'Source Sans 3', sans-serif"  # the first is the printed book's, which has no other sans
size = 'viewBox="0 0 440 330" width="440" height="330"'
svg = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" {size}>\n{body}\n</svg>\n'
Path(__file__).parent.with_name("demographic-transition.svg").write_text(svg, encoding="utf-8")
