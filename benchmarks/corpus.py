"""A made-up book: `corpus.py CHAPTERS FOLDER [--months N] [--terms N]`. The same numbers give the same text."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SUBJECTS = 10
TERMS = 500
WORDS = (
    "state", "treaty", "market", "forest", "river", "budget", "council", "border", "energy", "price",
    "court", "report", "member", "policy", "school", "health", "water", "trade", "power", "growth",
    "climate", "region", "border", "science", "public", "common", "law", "order", "review", "data",
    "the", "of", "and", "to", "in", "a", "for", "with", "on", "by", "from", "at", "is", "was", "were",
    "has", "had", "that", "which", "its", "their", "more", "than", "between", "under", "after",
)  # fmt: skip
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "xe")


def sentence(random: random.Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(9, 22))).capitalize() + "."


def term(number: int) -> str:
    """A name of two words, in letters that no other word of the book has: `badefi market`."""
    first = "".join(SYLLABLES[number // 12**place % 12] for place in range(4))
    return f"{first} {WORDS[number % 26]}"


def paragraph(random: random.Random, terms: int) -> str:
    """Some eighty words, two of them names of terms, in plain text."""
    named = [f"It rests on the {term(random.randrange(terms))}." for _ in range(2)]
    return " ".join([sentence(random), named[0], *(sentence(random) for _ in range(4)), named[1]])


def chapter(random: random.Random, number: int, terms: int, month: int, others: list[str]) -> str:
    link = f"See [another chapter](../{random.choice(others)}.md).\n" if others else ""
    rows = "\n".join(f"| {random.choice(WORDS)} | {random.randrange(100)} | {sentence(random)} |" for _ in range(5))
    parts = [
        f"---\npublished: {2020 + month // 12}-{month % 12 + 1:02d}-{number % 28 + 1:02d}\n"
        f"summary: {sentence(random)}\nsyllabus: [GS.A]\n"
        "sources:\n  - title: A report\n    publisher: An office\n---\n",
        f"# Chapter {number} on {random.choice(WORDS)}\n",
        paragraph(random, terms) + "\n",
    ]
    for head in ("Background", "The substance", "For and against", "The way ahead"):
        parts.append(f"## {head}\n\n{paragraph(random, terms)}\n\n{paragraph(random, terms)}\n")
    parts.append("\n".join(f"- **Point.** {sentence(random)}\n  - {sentence(random)}" for _ in range(4)) + "\n")
    parts.append(f"| What | How many | Why |\n|---|---|---|\n{rows}\n")
    return "\n".join([*parts, link])


def write(folder: Path, chapters: int, months: int, terms: int = TERMS) -> None:
    """Write a whole `chapters/` folder."""
    rng = random.Random(2022)
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("# A book for measuring\n\nMade up.\n")
    (folder / "syllabus.yml").write_text("GS:\n  title: General\n  children:\n    A: {title: All}\n")
    (folder / "editions").mkdir()
    for month in range(min(months, chapters)):
        name = f"{2020 + month // 12}-{month % 12 + 1:02d}"
        (folder / "editions" / f"{name}.md").write_text(f"# Month {name}\n\n{sentence(rng)}\n")
    for subject in range(SUBJECTS):
        place = folder / f"subject-{subject}"
        place.mkdir()
        (place / "index.md").write_text(f"---\norder: {subject + 1}\n---\n\n# Subject {subject}\n\n{sentence(rng)}\n")
        own = range(subject, terms, SUBJECTS)
        entries = "\n\n".join(f"{term(number)}\n  {sentence(rng)} {sentence(rng)}" for number in own)
        (place / "glossary.md").write_text(f"# Glossary {subject}\n\n```{{glossary}}\n{entries}\n```\n")
    others: list[str] = []
    for number in range(chapters):
        subject = number % SUBJECTS
        name = f"subject-{subject}/chapter-{number}"
        (folder / f"{name}.md").write_text(chapter(rng, number, terms, number % months, others[-50:]))
        others.append(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--terms", type=int, default=TERMS)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.chapters, arguments.months, arguments.terms)


if __name__ == "__main__":
    main()
