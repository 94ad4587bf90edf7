"""`book anki`: a deck or a table of what `book pdf` would print."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from tests.study.conftest import Package

END_OF_AUGUST = 1_661_904_000


@pytest.fixture(autouse=True)
def nobody_elses_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def test_a_deck_of_a_month(book: Run) -> None:
    result = book("anki", "2022-08")
    assert (result.exit_code, result.stderr) == (0, "")
    package = Package.read(Path("_build/study/2022-08.apkg").read_bytes())
    assert result.stdout.startswith(f"_build/study/2022-08.apkg: {len(package.notes)} terms, ")
    assert {deck for _, _, deck in package.cards} == {"The Small Book::2022-08"}
    assert package.modified == {END_OF_AUGUST}
    names = [fields[0] for fields in package.notes.values()]
    assert "repo rate" in names


def test_a_table_of_a_subject(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "terms.csv"
    assert book("anki", "2022", "--subject", "economy", "--csv", "-o", str(path), "--quiet").stdout == ""
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline="")))
    assert {row["kind"] for row in rows} == {"term"}
    assert {row["month"] for row in rows} <= {"2022-07", "2022-08"}
    assert not any("<" in row["answer"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2022-08", "-o", "x.csv"], "-o: the name of the file must end with .apkg"),
        (["2022-08", "--csv", "-o", "x.apkg"], "-o: the name of the file must end with .csv"),
        (["2021"], "WHEN: 2021 has no edition; there is 2022"),
    ],
)
def test_wrong_usage(book: Run, arguments: list[str], message: str) -> None:
    result = book("anki", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)


def exported(folder: Path, **environment: str) -> bytes:
    """The deck of a year, made in a folder by somebody else's computer."""
    subprocess.run(
        [sys.executable, "-m", "book.cli", "anki", "2022", "--quiet", "--jobs", "1"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        check=True,
    )
    return (folder / "_build/study/2022.apkg").read_bytes()


def test_same_bytes_in_another_folder_time_zone_and_hash_seed(small_book: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there with é" / "and deeper"
    for folder in (here, there):
        shutil.copytree(small_book / "chapters", folder / "chapters")
    first = exported(here, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert exported(there, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="hi_IN.UTF-8") == first
    assert Package.read(exported(here, SOURCE_DATE_EPOCH="1700000000")).modified == {1_700_000_000}


def test_notes_are_as_new_as_the_last_commit_of_the_chapters(small_book: Path, tmp_path: Path) -> None:
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    moment = "1666666666"
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A"}
    environment = os.environ | who | {"GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": f"{moment} +0530"}
    for command in (["init", "-q"], ["add", "chapters"], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", *command], cwd=tmp_path, env=environment, check=True)
    later = environment | {"GIT_COMMITTER_DATE": "1777777777 +0000"}
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "Nothing"], cwd=tmp_path, env=later, check=True)
    assert Package.read(exported(tmp_path)).modified == {int(moment)}
