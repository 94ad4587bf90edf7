"""Characters that no font of the book has: all are reported at once, each in the file and line where it was written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

# Cuneiform signs, one a place: the file, what stands there, and what it becomes. `@` is the sign.
PLACES = [
    ("index.md", "# The Small Book", "# The Small Book @"),  # on the cover alone
    ("editions/2022-08.md", "# August 2022", "# August @ 2022"),
    ("editions/2022-08.md", "A foreword", "A @ foreword"),
    ("polity/index.md", "# Polity", "# Polity @"),  # in every running head of the subject as well
    ("polity/index.md", "Who decides.", "Who @ decides."),
    ("polity/ombudsman.md", "A new office hears", "A new @ office hears"),  # a summary
    ("polity/ombudsman.md", "# The Ombudsman", "# The @ Ombudsman"),
    ("polity/ombudsman.md", "title: The act", "title: The @ act"),
    ("polity/ombudsman.md", "An office that hears complaints.", "An office that hears @ complaints."),
    (
        "polity/ombudsman.md",
        "## Background",
        "```{figure} images/square.png\n:alt: A square\n\nA @ caption.\n```\n\n## Background",
    ),
    ("economy/index.md", "Money and prices.", "Money and @ prices."),
    ("economy/repo-rate.md", "## Background", "## Background @"),
    ("economy/repo-rate.md", "| repo |", "| repo @ |"),
    ("economy/repo-rate.md", "nested, with", "nested, @ with"),
    ("economy/repo-rate.md", "The text of the note.", "The text of the @ note."),
    ("economy/repo-rate.md", 'print("a < b")', 'print("@ a < b")'),
    (
        "economy/repo-rate.md",
        "(../polity/ombudsman.md#background) and",
        "(../polity/ombudsman.md#background) &#x@; and",
    ),
    ("economy/glossary.md", "The six members", "The six @ members"),
    ("economy/glossary.md", "repo rate\n  The rate", "repo rate\nrate @ of repo\n  The rate"),
    ("syllabus.yml", "title: General Studies III", "title: General @ Studies III"),
]
IN_ALTERNATIVE_TEXT = chr(0x12100)


def sign(number: int) -> str:
    return chr(0x12000 + number)


@pytest.fixture(scope="module")
def folder(small_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with all of them."""
    folder = tmp_path_factory.mktemp("glyphs")
    shutil.copytree(small_book / "chapters", folder / "chapters")
    for number, (name, there, instead) in enumerate(PLACES):
        replace(folder / "chapters" / name, there, instead, sign(number))
    replace(folder / "chapters/polity/ombudsman.md", "![A plain square]", "![A @ square]", IN_ALTERNATIVE_TEXT)
    inflation = folder / "chapters/economy/inflation.md"
    # another month's chapter has them too, in a file that comes before
    of_repo_rate = "".join(sign(i) for i, (name, _, _) in enumerate(PLACES) if name == "economy/repo-rate.md")
    replace(inflation, "works slowly", "works @ slowly", of_repo_rate)
    return folder


def replace(path: Path, there: str, instead: str, char: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(there) == 1
    if "&#x@;" in instead:
        char = f"{ord(char):X}"
    path.write_text(text.replace(there, instead.replace("@", char)), "utf-8")


def line_of(path: Path, *written: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    (number,) = (i for i, line in enumerate(lines, 1) if any(form in line for form in written))
    return number


@pytest.mark.parametrize("profile", ["a4", "economy"])
def test_every_character_is_reported_once_at_its_line(folder, book, monkeypatch, profile):
    monkeypatch.chdir(folder)
    run = book("pdf", "2022-08", "--profile", profile, "--jobs", "2")
    assert run.exit_code == 1
    expected = []
    for number, (name, _, _) in enumerate(PLACES):
        path, char = Path("chapters", name), sign(number)
        line = line_of(path, char, f"&#x{ord(char):X};")
        reason = f"no font of the book has the character {char} (U+{ord(char):04X})"
        remedy = "write it in another way, or add a font that has it to _static/fonts"
        expected.append(f"{path}:{line}: {reason}; {remedy} [press/layout]")
    assert sorted(run.stdout.splitlines()) == sorted(expected)
    assert run.stderr == f"{len(PLACES)} problems; nothing was built\n"
    assert not list(folder.glob("_build/pdf/*"))


def test_a_character_of_alternative_text_is_not_printed(small_book, book, monkeypatch, tmp_path):
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    replace(tmp_path / "chapters/polity/ombudsman.md", "![A plain square]", "![A @ square]", IN_ALTERNATIVE_TEXT)
    monkeypatch.chdir(tmp_path)
    run = book("pdf", "2022-08", "--subject", "polity", "--jobs", "1")
    assert run.exit_code == 0, run.output
    assert re.search(rb"%PDF-", Path("_build/pdf/2022-08-polity.a4.pdf").read_bytes())
