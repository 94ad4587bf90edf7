"""Draws the steps that an official may take against a doubtful order, to the file beside this folder."""

from pathlib import Path

RUNGS = (
    ("Resign", "and say why"),
    ("Disclose", "by a lawful channel"),
    ("Ask to be relieved", "of this task"),
    ("Go one step higher", "with a copy to the superior"),
    ("Ask for the order in writing", "and record it"),
    ("Advise on file", "facts, law, another way"),
)
WIDTH, WIDE, HEIGHT, STEP, RISE = 440, 240, 42, 46, 16
INSIDE = 4  # rungs that keep the matter within the office


def rung(place: int, words: tuple[str, str]) -> list[str]:
    """One step with its two lines, numbered from below; the higher, the further to the right."""
    number = len(RUNGS) - place
    left, top = 50 + (number - 1) * RISE, 8 + place * STEP
    fill = "#fff" if number <= INSIDE else "#e4e4e4"
    return [
        f'<rect x="{left}" y="{top}" width="{WIDE}" height="{HEIGHT}" rx="4" fill="{fill}" stroke="#222"/>',
        f'<text x="{left + 12}" y="{top + 28}" font-size="18">{number}</text>',
        f'<text x="{left + 36}" y="{top + 19}">{words[0]}</text>',
        f'<text x="{left + 36}" y="{top + 36}" font-size="13" fill="#333">{words[1]}</text>',
    ]


def drawing() -> str:
    """The whole SVG; lengths in CSS pixels."""
    parts = [line for place, words in enumerate(RUNGS) for line in rung(place, words)]
    height = 16 + (len(RUNGS) - 1) * STEP + HEIGHT
    parts.append(f'<path d="M24 {height - 10}V20" stroke="#222"/><path d="M19 22h10l-5 -12z" fill="#222"/>')
    middle = height / 2
    parts.append(
        f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">cost and risk</text>'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    style = 'font-family="Source Sans 3, Helvetica, Arial, sans-serif" font-size="15" fill="#111"'
    return f"{head} {style}>\n" + "\n".join(parts) + "\n</svg>\n"


if __name__ == "__main__":
    Path(__file__).parents[1].joinpath("rungs-of-dissent.svg").write_text(drawing(), encoding="utf-8")
