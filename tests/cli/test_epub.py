"""`book epub`: the chapters of a query, whole or not at all, the same bytes on any machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

MADE = Path("_build/epub")


def chapters_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        spine = re.findall(r'idref="file-(.+)\.xhtml"', archive.read("EPUB/package.opf").decode())
    return [name for name in spine if "-" in name and not name.endswith("-index")]


@pytest.mark.parametrize(
    ("arguments", "name", "chapters"),
    [
        ([], "2022-08", ["polity-ombudsman", "economy-repo-rate"]),
        (["2022"], "2022", ["polity-ombudsman", "economy-inflation", "economy-repo-rate"]),
        (["--subject", "economy", "--to", "2022-07"], "2022-07-economy", ["economy-inflation"]),
    ],
)
def test_a_query_becomes_an_epub(book, arguments, name, chapters):
    run = book("epub", *arguments, "--jobs", "1")
    assert run.exit_code == 0, run.output
    path = MADE / f"{name}.epub"
    count = f"{len(chapters)} chapter{'s' * (len(chapters) != 1)}"
    assert re.fullmatch(rf"{re.escape(str(path))}: {count}, 0\.\d\d MB, [0-9.]+ s\n", run.stdout)
    assert chapters_of(path) == chapters


def test_what_does_not_exist_is_wrong_usage(book):
    run = book("epub", "2021-01")
    assert run.exit_code == 2
    assert "2022-08" in run.output


def test_a_problem_leaves_the_last_one_as_it_was(book, small_book, monkeypatch, tmp_path):
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made.epub").write_bytes(b"the last one")
    chapter = tmp_path / "chapters/economy/repo-rate.md"
    chapter.write_text(chapter.read_text("utf-8").replace("{term}`MPC`", "{term}`nothing`"), "utf-8")
    run = book("epub", "-o", "made.epub", "--jobs", "1")
    assert run.exit_code == 1
    assert "chapters/economy/repo-rate.md:15: " in run.stdout
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["made.epub"]
    assert (tmp_path / "made.epub").read_bytes() == b"the last one"


def test_where_it_cannot_be_written_it_says_so(book):
    Path("a-file").touch()
    run = book("epub", "-o", "a-file/made.epub", "--jobs", "1")
    assert run.exit_code == 1
    assert "the last EPUB, if there was one, is as it was" in run.output


def test_the_same_bytes_on_any_machine_and_without_the_press(small_book, tmp_path):
    made = []
    # None in place of a module is one that cannot be imported
    command = (
        "import sys; sys.modules.update(weasyprint=None, pikepdf=None); "
        "from book.cli import main; main(['epub', '2022', '--quiet', '-o', 'made.epub', '--jobs', sys.argv[1]])"
    )
    machines = (("one", "1", "UTC", "1"), ("another with an é and a blank", "2", "Pacific/Kiritimati", "2"))
    for name, jobs, zone, seed in machines:
        folder = tmp_path / name
        shutil.copytree(small_book / "chapters", folder / "chapters")
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TZ": zone, "PYTHONHASHSEED": seed, "USER": "zarquon"}
        subprocess.run([sys.executable, "-c", command, jobs], cwd=folder, env=environment, check=True)
        made.append((folder / "made.epub").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one/made.epub") as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist())
    assert b"The Small Book: 2022" in everything
    assert not [name for name in (b"zarquon", bytes(tmp_path), bytes(ROOT), b"_build") if name in everything]
