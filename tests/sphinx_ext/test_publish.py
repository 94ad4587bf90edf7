"""Output appears as a whole; what has not changed is not copied again; a build that died leaves no trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from book.sphinx_ext.publish import publish
from tests.sphinx_ext.conftest import files


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    (tmp_path / "stage/folder").mkdir(parents=True)
    (tmp_path / "stage/a.html").write_text("a")
    (tmp_path / "stage/folder/b.html").write_text("b")
    (tmp_path / "stage/.record").write_text("not for readers")
    return tmp_path / "stage"


@pytest.fixture
def target(stage: Path) -> Path:
    target = stage.parent / "out/html"
    publish(stage, target)
    return target


def test_all_but_hidden_files_are_published(target: Path) -> None:
    assert files(target) == {"a.html": b"a", "folder/b.html": b"b"}


def test_unchanged_files_are_the_old_ones_and_changed_ones_new(stage: Path, target: Path) -> None:
    kept, replaced = (target / "a.html").stat().st_ino, (target / "folder/b.html").stat().st_ino
    (stage / "folder/b.html").write_text("changed")
    publish(stage, target)
    assert files(target) == {"a.html": b"a", "folder/b.html": b"changed"}
    assert (target / "a.html").stat().st_ino == kept
    assert (target / "folder/b.html").stat().st_ino != replaced


def test_removed_files_go(stage: Path, target: Path) -> None:
    shutil.rmtree(stage / "folder")
    publish(stage, target)
    assert files(target) == {"a.html": b"a"}
    assert not (target / "folder").exists()


def test_writing_into_the_stage_does_not_touch_what_is_published(stage: Path, target: Path) -> None:
    (stage / "a.html").write_text("half a p")
    assert (target / "a.html").read_text() == "a"


def test_a_failure_leaves_the_old_output_and_nothing_beside_it(
    stage: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError("no room")

    (stage / "a.html").write_text("changed")
    monkeypatch.setattr(shutil, "copy2", no_room)
    with pytest.raises(OSError, match="no room"):
        publish(stage, target)
    assert files(target) == {"a.html": b"a", "folder/b.html": b"b"}
    assert [path.name for path in target.parent.iterdir()] == ["html"]


def test_a_build_killed_between_the_two_renames_is_mended_by_the_next(stage: Path, target: Path) -> None:
    target.rename(target.with_name("html.old"))
    (target.parent / "html.new").mkdir()
    publish(stage, target)
    assert files(target) == {"a.html": b"a", "folder/b.html": b"b"}
    assert [path.name for path in target.parent.iterdir()] == ["html"]
