"""Draws card-token-payment.svg, the figure of who sees what when a card is paid with through a token."""

from pathlib import Path

LEFT, RIGHT, WIDE, HIGH = 20, 252, 168, 46
LOOK = 'font-size="15" text-anchor="middle"'


def box(x: int, y: int, words: str, fill: str) -> str:
    """A box with a line of words in its middle."""
    place = f'x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"'
    rect = f'<rect {place} fill="{fill}" stroke="#222" stroke-width="1.5"/>'
    return f'{rect}<text x="{x + WIDE // 2}" y="{y + 28}" {LOOK}>{words}</text>'


def arrow(x1: int, y1: int, x2: int, y2: int) -> str:
    """An arrow, straight down or up or to the right."""
    if x1 == x2:
        back = y2 - 9 if y2 > y1 else y2 + 9
        tip = f"{x2},{y2} {x2 - 5},{back} {x2 + 5},{back}"
    else:
        tip = f"{x2},{y2} {x2 - 9},{y2 - 5} {x2 - 9},{y2 + 5}"
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#222" stroke-width="1.5"/><polygon points="{tip}" fill="#222"/>'


def note(x: int, y: int, words: str, anchor: str = "start", weight: str = "normal") -> str:
    """Words beside an arrow or above a column."""
    style = f'font-size="14" font-weight="{weight}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {style}>{words}</text>'


MIDDLE_LEFT, MIDDLE_RIGHT = LEFT + WIDE // 2, RIGHT + WIDE // 2
parts = [
    '<rect x="1" y="1" width="438" height="404" fill="#fff"/>',
    '<rect x="240" y="84" width="192" height="310" rx="8" fill="#e4e4e4"/>',
    note(MIDDLE_LEFT, 104, "keep the token", "middle", "bold"),
    note(MIDDLE_RIGHT, 104, "keep the number", "middle", "bold"),
    box(LEFT, 12, "Buyer", "#fff"),
    box(LEFT, 118, "Shop or app", "#fff"),
    box(LEFT, 220, "Payment aggregator", "#fff"),
    box(LEFT, 322, "Acquiring bank", "#fff"),
    box(RIGHT, 322, "Card network", "#fff"),
    box(RIGHT, 118, "Issuing bank", "#fff"),
    arrow(MIDDLE_LEFT, 58, MIDDLE_LEFT, 88),
    note(MIDDLE_LEFT + 8, 76, "buys"),
    arrow(MIDDLE_LEFT, 164, MIDDLE_LEFT, 220),
    note(MIDDLE_LEFT + 8, 197, "token"),
    arrow(MIDDLE_LEFT, 266, MIDDLE_LEFT, 322),
    note(MIDDLE_LEFT + 8, 299, "token"),
    arrow(LEFT + WIDE, 345, RIGHT, 345),
    note(214, 337, "token", "middle"),
    arrow(MIDDLE_RIGHT, 322, MIDDLE_RIGHT, 164),
    note(MIDDLE_RIGHT + 8, 240, "number,"),
    note(MIDDLE_RIGHT + 8, 258, "to approve"),
    note(MIDDLE_RIGHT, 386, "vault: token to number", "middle"),
]
body = "\n".join(parts)
FONT = "'Source Sans 3', sans-serif"  # the first is the printed book's, which has no other sans
size = 'viewBox="0 0 440 406" width="440" height="406"'
svg = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" {size}>\n{body}\n</svg>\n'
Path(__file__).parent.with_name("card-token-payment.svg").write_text(svg, encoding="utf-8")
