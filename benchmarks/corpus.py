"""A made-up book of any size: `corpus.py CHAPTERS FOLDER [--months N]`. The same numbers give the same text."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SUBJECTS = 10
TERMS = 50  # a subject
WORDS = [
    "state",
    "treaty",
    "market",
    "forest",
    "river",
    "budget",
    "council",
    "border",
    "energy",
    "price",
    "court",
    "report",
    "member",
    "policy",
    "school",
    "health",
    "water",
    "trade",
    "power",
    "growth",
    "climate",
    "region",
    "border",
    "science",
    "public",
    "common",
    "law",
    "order",
    "review",
    "data",
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "for",
    "with",
    "on",
    "by",
    "from",
    "at",
    "is",
    "was",
    "were",
    "has",
    "had",
    "that",
    "which",
    "its",
    "their",
    "more",
    "than",
    "between",
    "under",
    "after",
]


def sentence(random: random.Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(9, 22))).capitalize() + "."


def paragraph(random: random.Random, subject: int) -> str:
    term = f"{{term}}`idea {subject} {random.randrange(TERMS)}`"
    return " ".join([sentence(random), f"It rests on {term}.", *(sentence(random) for _ in range(4))])


def chapter(random: random.Random, number: int, subject: int, month: int, others: list[str]) -> str:
    link = f"See [another chapter](../{random.choice(others)}.md).\n" if others else ""
    rows = "\n".join(f"| {random.choice(WORDS)} | {random.randrange(100)} | {sentence(random)} |" for _ in range(5))
    parts = [
        f"---\npublished: {2020 + month // 12}-{month % 12 + 1:02d}-{number % 28 + 1:02d}\n"
        f"summary: {sentence(random)}\nsyllabus: [GS.A]\n"
        "sources:\n  - title: A report\n    publisher: An office\n---\n",
        f"# Chapter {number} on {random.choice(WORDS)}\n",
        paragraph(random, subject) + "\n",
    ]
    for head in ("Background", "The substance", "For and against", "The way ahead"):
        parts.append(f"## {head}\n\n{paragraph(random, subject)}\n\n{paragraph(random, subject)}\n")
    parts.append("\n".join(f"- **Point.** {sentence(random)}\n  - {sentence(random)}" for _ in range(4)) + "\n")
    parts.append(f"| What | How many | Why |\n|---|---|---|\n{rows}\n")
    return "\n".join([*parts, link])


def write(folder: Path, chapters: int, months: int) -> None:
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
        entries = "\n\n".join(f"idea {subject} {n}\n  {sentence(rng)} {sentence(rng)}" for n in range(TERMS))
        (place / "glossary.md").write_text(f"# Glossary {subject}\n\n```{{glossary}}\n{entries}\n```\n")
    others: list[str] = []
    for number in range(chapters):
        subject = number % SUBJECTS
        name = f"subject-{subject}/chapter-{number}"
        (folder / f"{name}.md").write_text(chapter(rng, number, subject, number % months, others[-50:]))
        others.append(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--months", type=int, default=12)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.chapters, arguments.months)


if __name__ == "__main__":
    main()
