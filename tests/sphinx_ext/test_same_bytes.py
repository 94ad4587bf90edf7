"""The same sources give the same bytes: in any folder, time zone and hash seed, with any number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sphinx_ext.conftest import BOOK, ROOT, files

BUILD = """
import sys
from pathlib import Path
from book.source import read_book
from book.sphinx_ext.run import build
folder, jobs = Path(sys.argv[1]), int(sys.argv[2])
chapters = folder / "chapters"
for builder in ("html", "fragments"):
    build(builder, reading=read_book(chapters), chapters=chapters, config=Path(sys.argv[3]),
          out=folder / builder, doctrees=folder / "work" / "doctrees", jobs=jobs)
"""


def built(folder: Path, jobs: int, **environment: str) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    (folder / "chapters").symlink_to(BOOK)
    subprocess.run(
        [sys.executable, "-c", BUILD, str(folder), str(jobs), str(ROOT)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        check=True,
        cwd=folder,
    )
    return {f"{name}/{path}": data for name in ("html", "fragments") for path, data in files(folder / name).items()}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("one") / "book", 1, PYTHONHASHSEED="1", TZ="UTC")


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [(1, {"PYTHONHASHSEED": "2", "TZ": "Asia/Kolkata"}), (2, {"PYTHONHASHSEED": "3", "TZ": "America/Los_Angeles"})],
)
def test_bytes_do_not_depend_on_where_and_when(
    reference: dict[str, bytes], tmp_path: Path, jobs: int, environment: dict[str, str]
) -> None:
    other = built(tmp_path / "a longer name" / "of a folder", jobs, **environment)
    assert other.keys() == reference.keys()
    assert [name for name in reference if other[name] != reference[name]] == []


def test_no_path_of_the_machine_gets_into_the_output(reference: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in reference.items():
        assert str(ROOT).encode() not in data, name
        assert str(tmp_path.parent).encode() not in data, name
