"""`book terms`: the table of terms, the uses of one, abbreviations without an entry, and what it says of errors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Run

CHAPTER = """---
published: 2022-08-05
summary: S.
syllabus: [GS2.POLITY]
sources: [{{title: A, publisher: B}}]
---

# {title}

{text}
"""


@pytest.fixture
def wide_book(small_book: Path, book: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `book` in a folder with a book of its own, the small one and three chapters on the UPI."""
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    texts = {
        "a": "The UPI, UPIs and the UPI's NPCI.\n\nNDA\n: The NDA of the `UPI`; IX, 5G and [RBI](repo-rate.md).",
        "b": "# UPI\n\nMPC and UPI-led, then **UPI** over\nlines; NPCI, 5G, NDA, press@UPI, https://example.org/UPI.",
        "c": "NDA NPCI NPCI UPI, IX and {term}`repo rate`.\n\n## The UPI's repo rate",
    }
    for name, text in texts.items():
        path = tmp_path / f"chapters/economy/{name}.md"
        path.write_text(CHAPTER.format(title=f"Chapter {name}", text=text.removeprefix("# UPI\n\n")), "utf-8")
    monkeypatch.chdir(tmp_path)
    return book


def lines(run: Result) -> list[str]:
    assert (run.exit_code, run.stderr) == (0, "")
    return run.stdout.splitlines()


def test_the_table_has_each_term_with_its_chapters_and_uses(book: Run) -> None:
    assert lines(book("terms")) == [
        "name                       subject  chapters  uses",
        "monetary policy committee  economy         1     2",
        "repo rate                  economy         2     2",
    ]


def test_the_most_used_first(wide_book: Run) -> None:
    assert [line.split("  ")[0] for line in lines(wide_book("terms", "--sort", "uses"))] == [
        "name",
        "repo rate",
        "monetary policy committee",
    ]


def test_the_table_as_json(book: Run) -> None:
    first, _ = json.loads("\n".join(lines(book("terms", "--format", "json"))))
    assert first == {
        "name": "monetary policy committee",
        "aliases": ["MPC"],
        "path": "chapters/economy/glossary.md",
        "line": 4,
        "subject": "economy",
        "chapters": 1,
        "uses": 2,
    }


@pytest.mark.parametrize("name", ["repo rate", "Repo-rates", "REPO RATE"])
def test_every_use_of_a_term_by_any_form_of_its_name(wide_book: Run, name: str) -> None:
    assert lines(wide_book("terms", name)) == [
        "chapters/economy/glossary.md:8: repo rate",
        "chapters/economy/c.md:10: NDA NPCI NPCI UPI, IX and repo rate. [by hand]",
        "chapters/economy/c.md:12: The UPI's repo rate [explains]",
        "chapters/economy/inflation.md:12: The repo rate works slowly. [by hand]",
        "chapters/economy/repo-rate.md:15: The MPC raised the policy rate on 5 August 2022. [by hand]",
        "4 uses in 3 chapters",
    ]


def test_each_place_is_one_in_the_file(wide_book: Run) -> None:
    _, *uses, _ = lines(wide_book("terms", "MPC"))
    assert len(uses) == 3
    for use in uses:
        path, line, _ = use.split(":", 2)
        assert "mpc" in Path(path).read_text("utf-8").split("\n")[int(line) - 1].lower()


def test_other_names_are_shown_and_an_unused_term_too(wide_book: Run) -> None:
    glossary = Path("chapters/economy/glossary.md")
    entry = "```{glossary}\nsterilisation\nmopping up\n  A definition.\n\n"
    glossary.write_text(glossary.read_text("utf-8").replace("```{glossary}\n", entry), "utf-8")
    assert lines(wide_book("terms", "mopping-ups")) == [
        "chapters/economy/glossary.md:4: sterilisation (also mopping up)",
        "0 uses in 0 chapters",
    ]


def test_the_uses_as_json(book: Run) -> None:
    found = json.loads("\n".join(lines(book("terms", "mpc", "--format", "json"))))
    assert (found["name"], len(found["uses"])) == ("monetary policy committee", 2)
    assert found["uses"][1] == {
        "path": "chapters/economy/repo-rate.md",
        "line": 15,
        "how": "by hand",
        "sentence": "The mpc was of one mind.",
    }


def test_abbreviations_that_three_chapters_use_the_most_used_first(wide_book: Run) -> None:
    a, b, c = (f"chapters/economy/{name}.md" for name in "abc")
    assert lines(wide_book("terms", "--missing")) == [
        "name  chapters  uses  first in",
        f"UPI          3     5  {a}:10 {b}:10 {c}:10",
        f"NPCI         3     4  {a}:10 {b}:11 {c}:10",
        f"NDA          3     3  {a}:13 {b}:11 {c}:10",
    ]


def test_missing_abbreviations_as_json(wide_book: Run) -> None:
    first = json.loads("\n".join(lines(wide_book("terms", "--missing", "--format", "json"))))[0]
    assert (first["name"], first["chapters"], first["uses"]) == ("UPI", 3, 5)
    assert first["places"][-1] == {"path": "chapters/economy/c.md", "line": 10}


def test_no_abbreviation_is_missing(book: Run) -> None:
    run = book("terms", "--missing")
    assert (run.exit_code, run.stdout) == (0, "")
    assert run.stderr == "every abbreviation that three chapters use has an entry\n"


WRONG = [
    (["repo raet"], "TERM: no glossary has the term 'repo raet'; did you mean 'repo rate'?"),
    (["zzz"], "TERM: no glossary has the term 'zzz'; `book terms` lists all that there are"),
    ([""], "TERM: no glossary has the term ''; `book terms` lists all that there are"),
    (["MPC", "--missing"], "give TERM or --missing, not both"),
    (["MPC", "--sort", "uses"], "--sort is for the table of all terms: leave it out"),
    (["--missing", "--sort", "uses"], "--sort is for the table of all terms: leave it out"),
    (["--sort", "age"], "'--sort': 'age' is not one of 'name', 'uses'"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_wrong_usage_of_terms(book: Run, arguments: list[str], message: str) -> None:
    run = book("terms", *arguments)
    assert (run.exit_code, run.stdout) == (2, "")
    assert message in run.stderr


def test_of_a_book_with_errors_what_could_be_read_is_shown(wide_book: Run) -> None:
    broken = Path("chapters/economy/inflation.md")
    broken.write_text(broken.read_text("utf-8").replace("2022-07-12", "soon") + "\n<b>MPC</b>\n", "utf-8")
    run = wide_book("terms", "MPC")
    assert run.exit_code == 0
    assert run.stderr == "2 problems in the chapters may hide some uses: book check lists them\n"
    assert "chapters/economy/inflation.md:18: <b>MPC</b> [automatic]" in run.stdout.splitlines()


def test_what_a_stranger_wrote_cannot_command_the_terminal(wide_book: Run) -> None:
    path = Path("chapters/economy/a.md")
    path.write_text(path.read_text("utf-8") + "\n\nThe MPC &#x202e; turned &#x9b;round.\n", "utf-8")
    assert all(line.isprintable() for line in lines(wide_book("terms", "MPC")))
    assert "\\u202e" in wide_book("terms", "MPC").stdout


def test_check_warns_of_a_term_that_no_chapter_uses_in_each_format(wide_book: Run) -> None:
    glossary = Path("chapters/economy/glossary.md")
    entry = "```{glossary}\nsterilisation\n  A definition.\n\n"
    glossary.write_text(glossary.read_text("utf-8").replace("```{glossary}\n", entry), "utf-8")
    message = "no chapter uses the term `sterilisation`; use it in a chapter, or delete its entry [term/unused]"
    text, github, data = (wide_book("check", "--format", form) for form in ("text", "github", "json"))
    assert text.exit_code == 0
    assert text.stdout.splitlines() == [
        f"chapters/economy/glossary.md:4: {message} (warning)",
        "6 chapters in 2 subjects: 1 warning",
    ]
    assert github.stdout == f"::warning file=chapters/economy/glossary.md,line=4::{message}\n"
    assert [found["rule"] for found in json.loads(data.stdout)] == ["term/unused"]


def test_no_build_looks_for_unused_terms(wide_book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from book.source import reading

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reading, "unused_terms", refuse)
    monkeypatch.setattr(reading, "term_uses", refuse)
    assert wide_book("html", "--quiet").exit_code == 0
