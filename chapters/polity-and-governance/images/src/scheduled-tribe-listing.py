"""Draws the steps by which a community enters the list of Scheduled Tribes, to the file beside this folder."""

from pathlib import Path

STEPS = (
    ("State government", "proposes"),
    ("Ministry of Tribal Affairs", "forwards"),
    ("Registrar General of India", "gives an opinion"),
    ("National Commission for STs", "gives an opinion"),
    ("Union Cabinet", "approves a bill"),
    ("Parliament", "passes it"),
    ("President", "assents"),
)
WIDTH, LEFT, BOX, HEIGHT, STEP = 440, 70, 220, 30, 44
MIDDLE = LEFT + BOX / 2


def back_to_the_state(state: float, registrar: float) -> list[str]:
    """The broken line from the middle of the registrar's box up to that of the state's, with its words."""
    middle = (state + registrar) / 2
    line = f"M{LEFT} {registrar}H40V{state}H{LEFT - 8}"
    return [
        f'<path d="{line}" fill="none" stroke="#222" stroke-dasharray="5 4"/>',
        f'<path d="M{LEFT - 8} {state - 4}v8l8 -4z" fill="#222"/>',
        f'<text x="30" y="{middle}" text-anchor="middle" transform="rotate(-90 30 {middle})">back if against</text>',
    ]


def drawing() -> str:
    """The whole SVG; lengths in CSS pixels."""
    parts = []
    for place, (who, what) in enumerate(STEPS):
        top = 8 + place * STEP
        parts.append(f'<rect x="{LEFT}" y="{top}" width="{BOX}" height="{HEIGHT}" rx="4" fill="#fff" stroke="#222"/>')
        parts.append(f'<text x="{MIDDLE}" y="{top + 20}" text-anchor="middle">{who}</text>')
        parts.append(f'<text x="{LEFT + BOX + 14}" y="{top + 20}" fill="#444">{what}</text>')
        if place:
            parts.append(f'<path d="M{MIDDLE} {top - STEP + HEIGHT}V{top - 7}" stroke="#222"/>')
            parts.append(f'<path d="M{MIDDLE - 4} {top - 8}h8l-4 8z" fill="#222"/>')
    parts += back_to_the_state(23, 23 + 2 * STEP)
    height = 16 + (len(STEPS) - 1) * STEP + HEIGHT
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    style = 'font-family="Source Sans 3, Helvetica, Arial, sans-serif" font-size="15" fill="#111"'
    return f"{head} {style}>\n" + "\n".join(parts) + "\n</svg>\n"


if __name__ == "__main__":
    Path(__file__).parents[1].joinpath("scheduled-tribe-listing.svg").write_text(drawing(), encoding="utf-8")
