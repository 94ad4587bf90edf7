"""`book clean` removes what was built, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from book.cli import main


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("chapters/index.md", "_build/parts/ab/cd.part", "_build/pdf/2022-08.a4.pdf"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.touch()
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("arguments", "said", "left"),
    [
        (["clean"], "_build: removed\n", ["chapters/index.md"]),
        (["clean", "--cache"], "_build/parts: removed\n", ["_build/pdf/2022-08.a4.pdf", "chapters/index.md"]),
    ],
)
def test_clean(built, arguments, said, left):
    run = CliRunner().invoke(main, arguments)
    assert (run.exit_code, run.output) == (0, said)
    assert files(built) == left
    again = CliRunner().invoke(main, arguments)
    assert (again.exit_code, again.output) == (0, said.replace("removed", "there is nothing to remove"))


def test_a_link_is_removed_and_what_it_leads_to_stays(built):
    (built / "_build").rename(built / "elsewhere")
    (built / "_build").symlink_to("elsewhere")
    assert CliRunner().invoke(main, ["clean"]).exit_code == 0
    assert not (built / "_build").is_symlink()
    assert files(built) == ["chapters/index.md", "elsewhere/parts/ab/cd.part", "elsewhere/pdf/2022-08.a4.pdf"]
