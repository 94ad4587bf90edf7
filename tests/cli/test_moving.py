"""`book mv`: a chapter goes elsewhere, and all that leads to it or from it still does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from book.cli import main
from book.source import read_book
from tests.cli.conftest import BOOK, ROOT
from tests.sphinx_ext.conftest import files

HEAD = """published: 2022-08-05
summary: "[no link](repo-rate.md)"
syllabus: [GS2.POLITY]
sources: [{title: A, publisher: B}]
"""

# How links to economy/repo-rate are written, and how they must be when it has become polity/key-rate; and a chapter
# that links to all sorts of things, before and after.
FIXTURES = Path(__file__).parents[1] / "fixtures" / "moving"
LINKS, LINKS_AFTER, CHAPTER, CHAPTER_AFTER = (
    (FIXTURES / f"{name}.md").read_text("utf-8") for name in ("links", "links-after", "chapter", "chapter-after")
)


@pytest.fixture
def chapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of chapters that a test may change, from the working folder."""
    shutil.copytree(BOOK, tmp_path / "chapters")
    shutil.copytree(BOOK / "polity/images", tmp_path / "chapters/economy/images")
    monkeypatch.chdir(tmp_path)
    return Path("chapters")


def mv(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mv", *arguments], prog_name="book")


def moved(old: str, new: str, *arguments: str) -> str:
    """What the command says; afterwards the check must find nothing."""
    run = mv(old, new, *arguments)
    assert (run.exit_code, run.stderr) == (0, "")
    assert read_book(Path("chapters")).problems == ()
    return run.stdout


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_links_of_other_chapters_are_repaired_in_every_form(chapters, line_end):
    path = chapters / "economy/links.md"
    path.write_bytes(LINKS.replace("\n", line_end).encode())
    said = moved("economy/repo-rate", "polity/key-rate")
    assert path.read_bytes().decode() == LINKS_AFTER.replace("\n", line_end)
    assert said.splitlines()[0] == "chapters/economy/repo-rate.md is now chapters/polity/key-rate.md"
    assert "chapters/economy/links.md: links repaired" in said.splitlines()
    assert not (chapters / "economy/repo-rate.md").exists()


def test_its_own_links_and_images_are_repaired(chapters):
    (chapters / "economy/repo-rate.md").write_text(CHAPTER, "utf-8")
    before = files(chapters)
    moved("economy/repo-rate", "polity/key-rate")
    after = files(chapters)
    assert after["polity/key-rate.md"].decode() == CHAPTER_AFTER
    linking = {
        name for name, content in before.items() if b"repo-rate.md" in content and name != "economy/repo-rate.md"
    }
    assert linking
    assert {name for name in before if before[name] != after.get(name)} == {"economy/repo-rate.md", *linking}
    assert after.keys() - before.keys() == {"polity/key-rate.md"}


def test_within_a_subject_only_its_name_changes(chapters):
    (chapters / "economy/repo-rate.md").write_text(CHAPTER, "utf-8")
    moved("economy/repo-rate", "economy/key-rate")
    expected = CHAPTER.replace("by name](repo-rate.md", "by name](key-rate.md")
    expected = expected.replace("B}]\n---", "B}]\nmoved-from: [economy/repo-rate]\n---")
    assert (chapters / "economy/key-rate.md").read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chapters/economy/repo-rate.md", "chapters/polity/repo-rate.md"),
        ("./chapters/economy/repo-rate", "polity/repo-rate.md"),
        ("economy/repo-rate.md", "polity"),
        ("economy/repo-rate", "chapters/polity/"),
    ],
)
def test_chapters_are_named_as_people_name_them(chapters, old, new):
    moved(old, new)
    assert (chapters / "polity/repo-rate.md").exists()


# `moved-from` as it is written before, and after.
LISTS = {
    "none": ("", "moved-from: [economy/repo-rate]\n"),
    "in brackets": ("moved-from: [old/a, 'old/b', ] # why\n", "moved-from: [old/a, old/b, economy/repo-rate] # why\n"),
    "over two lines": ("moved-from: [old/a,\n  old/b]\n", "moved-from: [old/a, old/b, economy/repo-rate]\n"),
    "a line each": ("moved-from:\n- old/a\n- old/b\n", "moved-from:\n- old/a\n- old/b\n- economy/repo-rate\n"),
    "indented": (
        "moved-from: # why\n  - old/a # because\n\n# more\ntags: [x]\n",
        "moved-from: # why\n  - old/a\n  - economy/repo-rate # because\n\n# more\ntags: [x]\n",
    ),
    "back again": ("moved-from: [polity/key-rate]\n", "moved-from: [economy/repo-rate]\n"),
    "back, a line each": (
        "moved-from:\n  - old/a\n  - polity/key-rate\ntags: [x]\n",
        "moved-from:\n  - old/a\n  - economy/repo-rate\ntags: [x]\n",
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize(("written", "wanted"), LISTS.values(), ids=LISTS)
def test_the_old_address_is_added_and_nothing_else_changes(chapters, written, wanted, line_end):
    text = "\ufeff---\n" + HEAD + "MOVED---\n\n# Rates\n\n## Background\n\n[in](inflation.md)  \n\ttext \n"
    path = chapters / "economy/repo-rate.md"
    path.write_bytes(text.replace("MOVED", written).replace("\n", line_end).encode())
    moved("economy/repo-rate", "polity/key-rate")
    expected = (
        text.replace("MOVED", wanted).replace("(inflation.md", "(../economy/inflation.md").replace("\n", line_end)
    )
    assert (chapters / "polity/key-rate.md").read_bytes() == expected.encode()


def test_indented_front_matter(chapters):
    path = chapters / "economy/repo-rate.md"
    text = path.read_text("utf-8")
    head, body = text.removeprefix("---\n").split("---\n", 1)
    head = "".join(f"  {line}\n" for line in head.splitlines())
    path.write_text(f"---\n{head}---\n{body}", "utf-8")
    moved("economy/repo-rate", "economy/key-rate")
    assert "\n  moved-from: [economy/repo-rate]\n---\n" in (chapters / "economy/key-rate.md").read_text("utf-8")


def test_there_and_back_is_where_it_was_but_for_the_old_address(chapters):
    before = files(chapters)
    moved("economy/repo-rate", "polity/key-rate")
    moved("polity/key-rate", "economy/repo-rate")
    after = files(chapters)
    chapter = after.pop("economy/repo-rate.md").decode()
    assert chapter.replace("moved-from: [polity/key-rate]\n", "") == before.pop("economy/repo-rate.md").decode()
    assert after == before


def test_the_real_book(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "chapters", tmp_path / "chapters")
    monkeypatch.chdir(tmp_path)
    before = read_book(Path("chapters"))
    subjects = sorted(before.catalog.subjects)
    for docname in before.catalog.chapters:
        subject, name = docname.split("/")
        run = mv(docname, f"{subjects[subjects.index(subject) - 1]}/{name}-moved")
        assert run.exit_code == 0, run.output
    after = read_book(Path("chapters"))
    assert after.problems == before.problems
    assert {old for chapter in after.catalog.chapters.values() for old in chapter.moved_from} == set(
        before.catalog.chapters
    )


WRONG = [
    ("economy/repo-rat", "polity/x", "for OLD: 'economy/repo-rat' is no chapter; did you mean `economy/repo-rate`?"),
    ("economy/glossary", "polity/x", "'economy/glossary' is no chapter; give one"),
    ("economy/repo-rate", "polity/ombudsman", "for NEW: 'polity/ombudsman' is a chapter already"),
    ("economy/repo-rate", "economy/repo-rate", "'economy/repo-rate' is a chapter already"),
    ("economy/repo-rate", "law/rate", "there is no subject 'law'; there is economy, polity"),
    ("economy/repo-rate", "polity/The_Rate", "in a-z, 0-9 and single hyphens; write `polity/the-rate`"),
    ("economy/repo-rate", "polity/index", "'polity/index' is no chapter: the name `index` is taken"),
    ("economy/repo-rate", "editions/2022-09", "'editions/2022-09' is not in a subject"),
    ("economy/repo-rate", "../rate", "'../rate' is not `subject/name`"),
    ("economy/repo-rate", "polity/deep/rate", "'polity/deep/rate' is not `subject/name`"),
    ("economy/repo-rate", "polity/prices", "'polity/prices' is an old address of 'economy/inflation'"),
    ("economy/repo-rate", "polity/law-a", "with hyphens for slashes 'polity/law-a' is 'polity-law/a'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=[f"{old} {new}" for old, new, _ in WRONG])
def test_what_cannot_be_is_refused_and_nothing_is_written(chapters, old, new, message):
    inflation = chapters / "economy/inflation.md"
    text = inflation.read_text("utf-8").replace("---\n", "---\nmoved-from: [polity/prices]\n", 1)
    inflation.write_text(text, "utf-8")
    (chapters / "polity-law").mkdir()
    (chapters / "polity-law/index.md").write_text("---\norder: 9\n---\n# Law\n", "utf-8")
    (chapters / "polity-law/a.md").write_text(f"---\n{HEAD}---\n# A\n".replace("(repo", "(x"), "utf-8")
    before = files(chapters)
    run = mv(old, new)
    assert run.exit_code == 2
    assert message in run.stderr.replace("\n", " ")
    assert files(chapters) == before


def test_a_book_with_problems_is_put_right_first(chapters):
    (chapters / "economy/broken.md").write_text("# Broken\n", "utf-8")
    before = files(chapters)
    run = mv("economy/repo-rate", "polity/key-rate")
    assert run.exit_code == 1
    assert "chapters/economy/broken.md:1: a chapter begins with front matter" in run.stdout
    assert run.stderr == "1 problem; nothing was moved\n"
    assert files(chapters) == before


def test_front_matter_in_braces_is_not_guessed_at(chapters):
    keys = "published: 2022-08-05, summary: S., syllabus: [GS2.POLITY], sources: [{title: A, publisher: B}]"
    text = f"---\n{{{keys}}}\n---\n# Rates\n\n## Background\n\nText.\n"
    (chapters / "economy/repo-rate.md").write_text(text, "utf-8")
    before = files(chapters)
    run = mv("economy/repo-rate", "polity/key-rate")
    why = "its front matter stands in braces; write it as lines `key: value` first"
    assert (run.exit_code, run.stderr) == (1, f"Error: chapters/economy/repo-rate.md: {why}; nothing was moved\n")
    assert files(chapters) == before


def test_a_disk_that_fails_at_any_step_leaves_all_as_it_was(chapters, monkeypatch):
    read_book(chapters, Path("_build/check"))  # or the first step would be to keep the pages for the next check
    before = files(chapters)
    replace, write = Path.replace, Path.write_bytes
    for failing in range(20):
        calls = iter(range(100))

        def counted(work, calls=calls, failing=failing):
            def call(path, *arguments):
                if next(calls) == failing:
                    raise OSError(28, "No space left on device", str(path))
                return work(path, *arguments)

            return call

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", counted(replace))
            patch.setattr(Path, "write_bytes", counted(write))
            run = mv("economy/repo-rate", "polity/key-rate")
        if run.exit_code == 0:
            break
        assert "No space left on device" in run.stderr
        assert run.stderr.endswith("; nothing was moved\n")
        assert files(chapters) == before
    assert failing > 4
    assert files(chapters) != before
