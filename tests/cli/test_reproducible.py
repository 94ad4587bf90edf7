"""The same chapters give the same bytes, on whoever's machine, and say nothing about it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import ROOT

FORMS = ("a4", "booklet")


@dataclass(frozen=True)
class Machine:
    """Somebody's computer: where the book is on it, and who sits there."""

    folder: Path
    person: str

    def prints(self, *options: str, **environment: str) -> dict[str, bytes]:
        """The PDF and the report of each form, by file name."""
        home = self.folder.parent / f"home-of-{self.person}"
        home.mkdir(exist_ok=True)
        who = {"HOME": str(home), "USER": self.person, "LOGNAME": self.person, "PYTHONPATH": str(ROOT)}
        for form in FORMS:
            subprocess.run(
                [sys.executable, "-m", "book.cli", "pdf", "2022", "--profile", form, "--quiet", *options],
                cwd=self.folder,
                env=os.environ | who | environment,
                check=True,
            )
        return {path.name: path.read_bytes() for path in (self.folder / "_build/pdf").iterdir()}


@pytest.fixture(scope="module")
def machine(small_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    folder = tmp_path_factory.mktemp("one") / "book"
    shutil.copytree(small_book / "chapters", folder / "chapters")
    return Machine(folder, "zarquon")


@pytest.fixture(scope="module")
def first(machine: Machine) -> dict[str, bytes]:
    return machine.prints("--jobs", "1", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")


def test_another_machine(first, machine, tmp_path):
    folder = tmp_path / "a longer name" / "with an é and a blank"
    shutil.copytree(machine.folder / "chapters", folder / "chapters")
    os.utime(folder / "chapters/economy/repo-rate.md", (0, 0))
    other = Machine(folder, "slartibartfast").prints(
        "--jobs", "4", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="ja_JP.UTF-8", LANG="hi_IN.UTF-8"
    )
    assert set(first) == {f"2022.{form}.{kind}" for form in FORMS for kind in ("pdf", "json")}
    assert other == first


def test_a_second_time_with_everything_known(first, machine):
    assert machine.prints("--jobs", "2", PYTHONHASHSEED="3") == first


def plain(path: Path) -> bytes:
    """The PDF with all its streams decompressed and its objects written out."""
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def forms_of(text: str) -> list[bytes]:
    """The text as a PDF may have it."""
    wide = text.encode("utf-16-be")
    return [text.encode(), wide, wide.hex().encode(), text.encode().hex().encode()]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_the_machine_is_in_the_pdf_or_the_report(first, machine, form):
    everything = plain(machine.folder / f"_build/pdf/2022.{form}.pdf") + first[f"2022.{form}.json"]
    assert b"(The Small Book: 2022)" in everything  # such words can be found, then
    for name in (machine.person, str(machine.folder), str(ROOT), "home-of", "_build", "/tmp", tempfile.gettempdir()):
        assert [written for written in forms_of(name) if written in everything] == []
    assert not re.search(rf"[(\s@/]{re.escape(platform.node())}[)\s/:]".encode(), everything)
    days = set(re.findall(rb"D:(\d{8})", everything)) | set(re.findall(rb"\b(20\d\d-\d\d-\d\d)\b", everything))
    assert {day.replace(b"-", b"") for day in days} <= {b"20221231", b"20220831", b"20220819", b"20220805", b"20220712"}
    assert date.today().isoformat().encode() not in everything
    assert not re.search(rb"\b\d\d:\d\d:\d\d\b", everything)
