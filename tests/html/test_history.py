"""The last change of a chapter, from real git repositories."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from book.sphinx_ext.screen.history import Change, History, changes_of
from tests.html.conftest import BOOK, build


@dataclass
class Repository:
    """A repository in a folder; commits are by whom and when one says."""

    folder: Path

    def git(self, *arguments: str, **environment: str) -> None:
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        subprocess.run(command, cwd=self.folder, env=os.environ | environment, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, when: str, mail: str = "ann@example.org") -> None:
        who = {
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": mail,
            "GIT_COMMITTER_NAME": "C",
            "GIT_COMMITTER_EMAIL": "c@c.c",
        }
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "-", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when, **who)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty one, and no settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = Repository(tmp_path / "repository")
    made.folder.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    return made


def changes(folder: Path) -> Mapping[str, Change]:
    with reading(folder) as history:
        return history.changes


@contextmanager
def reading(folder: Path) -> Iterator[History]:
    history = History()
    history.start(folder)
    yield history
    history.close()


LONG = "".join(f"A sentence, number {number}.\n" for number in range(30))


def test_the_day_is_that_of_the_author_in_utc(repository: Repository) -> None:
    repository.write("chapters/a/x.md", "x")
    repository.commit("2022-08-05T12:00:00+00:00")
    repository.write("chapters/a/x.md", "y")
    repository.commit("2022-08-20T03:00:00+05:30")
    assert changes(repository.folder / "chapters") == {"a/x": Change(date(2022, 8, 19), 1)}


def test_people_are_counted_once(repository: Repository) -> None:
    mails = ("ann@example.org", "Ann@Example.org", "bob@example.org", "ann@example.org")
    for day, mail in enumerate(mails, 1):
        repository.write("x.md", str(day))
        repository.commit(f"2022-08-0{day}T12:00:00Z", mail)
    repository.write("z.md", "-")
    repository.commit("2022-08-05T12:00:00Z")
    assert changes(repository.folder) == {"x": Change(date(2022, 8, 4), 2), "z": Change(date(2022, 8, 5), 1)}


def test_two_addresses_are_one_where_the_repository_says_so(repository: Repository) -> None:
    repository.write("x.md", "1")
    repository.commit("2022-08-01T12:00:00Z", "old@example.org")
    repository.write("x.md", "2")
    repository.commit("2022-08-02T12:00:00Z")
    repository.write(".mailmap", "Ann <ann@example.org> <old@example.org>\n")
    assert changes(repository.folder)["x"].people == 1


def test_a_renamed_file_keeps_its_people_and_another_under_its_name_does_not(repository: Repository) -> None:
    repository.write("chapters/a/x.md", LONG)
    repository.commit("2022-08-01T12:00:00Z", "first@example.org")
    repository.git("mv", "chapters/a/x.md", "chapters/a/y.md")
    repository.write("chapters/a/y.md", f"{LONG}One more.")
    repository.commit("2022-08-02T12:00:00Z", "second@example.org")
    repository.write("chapters/a/x.md", "Something else.")
    repository.commit("2022-08-03T12:00:00Z", "third@example.org")
    found = changes(repository.folder / "chapters")
    assert found == {"a/y": Change(date(2022, 8, 2), 2), "a/x": Change(date(2022, 8, 3), 1)}


def test_what_is_not_committed_has_no_history(repository: Repository) -> None:
    repository.write("kept.md", "1")
    repository.write("gone.md", "2")
    repository.commit("2022-08-01T12:00:00Z")
    (repository.folder / "gone.md").unlink()
    repository.commit("2022-08-02T12:00:00Z")
    repository.write("gone.md", "another")
    repository.write("new.md", "3")
    assert list(changes(repository.folder)) == ["kept"]


def test_a_file_that_came_back_has_its_history(repository: Repository) -> None:
    repository.write("x.md", "1")
    repository.commit("2022-08-01T12:00:00Z")
    (repository.folder / "x.md").unlink()
    repository.commit("2022-08-02T12:00:00Z")
    repository.write("x.md", "2")
    repository.commit("2022-08-03T12:00:00Z", "bob@example.org")
    assert changes(repository.folder) == {"x": Change(date(2022, 8, 3), 2)}


def test_work_on_a_branch_counts_and_its_merge_does_not(repository: Repository) -> None:
    repository.write("x.md", "1")
    repository.commit("2022-08-01T12:00:00Z")
    repository.git("checkout", "--quiet", "-b", "other")
    repository.write("y.md", "2")
    repository.commit("2022-08-02T12:00:00Z", "bob@example.org")
    repository.git("checkout", "--quiet", "main")
    who = {f"GIT_{role}_{what}": "m@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "other", **who)
    assert changes(repository.folder)["y"] == Change(date(2022, 8, 2), 1)


def test_part_of_a_history_is_none(repository: Repository, tmp_path: Path) -> None:
    for day in (1, 2):
        repository.write("x.md", str(day))
        repository.commit(f"2022-08-0{day}T12:00:00Z")
    for depth, expected in (("1", {}), ("5", {"x": Change(date(2022, 8, 2), 1)})):
        clone = tmp_path / depth
        repository.git("clone", "--quiet", f"--depth={depth}", repository.folder.as_uri(), str(clone))
        assert changes(clone) == expected


def test_no_repository_no_git_no_commit(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("x.md", "1")
    assert changes(repository.folder) == {}
    repository.commit("2022-08-01T12:00:00Z")
    assert len(changes(repository.folder)) == 1
    (tmp_path / "elsewhere").mkdir()
    assert changes(tmp_path / "elsewhere") == {}
    assert changes(tmp_path / "nowhere") == {}
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert changes(repository.folder) == {}


def test_a_worktree_and_a_submodule_have_theirs(repository: Repository, tmp_path: Path) -> None:
    repository.write("a/x.md", "1")
    repository.commit("2022-08-01T12:00:00Z")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    outer = Repository(tmp_path / "outer")
    outer.folder.mkdir()
    outer.git("init", "--quiet")
    outer.git("submodule", "--quiet", "add", repository.folder.as_uri(), "chapters")
    for folder in (tmp_path / "tree", outer.folder / "chapters"):
        assert changes(folder) == {"a/x": Change(date(2022, 8, 1), 1)}


SETTINGS = """
[log]
  showSignature = true
  follow = true
  showRoot = false
  date = relative
[diff]
  renames = false
  relative = false
  noprefix = true
  external = touch {marker}
[core]
  quotePath = true
  pager = touch {marker}
  fsmonitor = touch {marker}
[gpg]
  program = touch {marker}
[color]
  ui = always
[format]
  pretty = oneline
"""


def test_no_setting_changes_what_is_said_or_starts_anything(repository: Repository, tmp_path: Path) -> None:
    repository.write("chapters/a/ü.md", LONG)
    repository.commit("2022-08-01T12:00:00Z", "first@example.org")
    repository.git("mv", "chapters/a/ü.md", "chapters/a/y.md")
    repository.commit("2022-08-02T12:00:00Z")
    plain = changes(repository.folder / "chapters")
    marker = tmp_path / "marker"
    (tmp_path / "settings").write_text(SETTINGS.format(marker=marker), encoding="utf-8")
    with (repository.folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(SETTINGS.format(marker=marker))
    assert changes(repository.folder / "chapters") == plain == {"a/y": Change(date(2022, 8, 2), 2)}
    assert not marker.exists()


def test_a_repository_among_the_chapters_is_not_trusted(repository: Repository) -> None:
    """A folder that looks like the inside of `.git` can come with a pull request, settings and all."""
    repository.write("x.md", "1")
    repository.commit("2022-08-01T12:00:00Z")
    shutil.copytree(repository.folder / ".git", repository.folder / "chapters")
    assert changes(repository.folder / "chapters") == {}


def test_no_variable_of_the_environment_leads_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("x.md", "1")
    repository.commit("2022-08-01T12:00:00Z")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert list(changes(repository.folder)) == ["x"]


def test_nothing_is_left_of_a_build_that_was_interrupted(repository: Repository) -> None:
    history = History()
    history.start(repository.folder)
    process, output = history._process, history._output
    assert process is not None
    assert output is not None
    del history
    gc.collect()
    assert process.returncode is not None
    assert output.closed


@pytest.mark.parametrize("moment", ["", "x", "99999999999999999999", "-99999999999999"])
def test_a_moment_that_no_calendar_has_is_none(moment: str) -> None:
    assert changes_of(f"@{moment} a@b.c\0\nM\0x.md\0") == {}
    assert changes_of("@0 a@b.c\0\nM\0x.md\0") == {"x.md": Change(date(1970, 1, 1), 1)}


def test_a_page_says_when_it_was_changed_and_follows_a_commit(repository: Repository, tmp_path: Path) -> None:
    shutil.copytree(BOOK, repository.folder / "chapters")
    repository.commit("2022-08-20T12:00:00Z")
    book, page = repository.folder / "chapters", "economy/wages.html"
    setting = ("-D", "repository_url=https://github.com/owner/name")
    out = build("html", tmp_path, *setting, book=book)
    line = '<p class="last-change">Last changed <time datetime="{}">{}</time> · <a href="{}">{}</a></p>'
    commits = "https://github.com/owner/name/commits/main/chapters/economy/wages.md"
    assert line.format("2022-08-20", "20 August 2022", commits, "1 contributor") in read(out / page)
    repository.git("mv", "chapters/polity/court.md", "chapters/polity/judges.md")
    repository.write("chapters/economy/wages.md", read(book / "economy/wages.md") + "\n")
    repository.commit("2022-09-01T12:00:00Z", "bob@example.org")
    build("html", tmp_path, *setting, book=book)
    assert line.format("2022-09-01", "1 September 2022", commits, "2 contributors") in read(out / page)
    assert "20 August 2022" in read(out / "economy/budget.html").partition("last-change")[2]
    assert "2 contributors" in read(out / "polity/judges.html")


def test_a_page_without_a_history_says_nothing(tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path / "chapters")
    out = build("html", tmp_path, book=tmp_path / "chapters")
    assert "Last changed" not in read(out / "economy/wages.html")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
