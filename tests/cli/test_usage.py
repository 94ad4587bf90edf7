"""Wrong usage: exit code 2, one kind message that names the option, and nothing built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = [
    (["2022-13"], "'[WHEN]': '2022-13' is neither a month nor a year; write YYYY-MM or YYYY"),
    (["2022-09"], "WHEN: 2022-09 has no edition; there is 2022-08, 2022-07"),
    (["2021"], "WHEN: 2021 has no edition; there is 2022"),
    (["--from", "2022-8"], "'--from': '2022-8' is not a month; write YYYY-MM"),
    (["--to", "2022"], "'--to': '2022' is not a month; write YYYY-MM"),
    (["--from", "2022-08", "--to", "2022-07"], "--from/--to: 2022-08 is after 2022-07; exchange them"),
    (["2022", "--from", "2022-08"], "give WHEN, or --from and --to, not both"),
    (["--subject", "econmy"], "--subject: 'econmy' is no subject; did you mean 'economy'?"),
    (["--syllabus", "GS2.X"], "--syllabus: 'GS2.X' is not in the syllabus; there is GS2.POLITY"),
    (["--subject", "polity", "--syllabus", "GS3"], "Error: no chapter is in Polity, General Studies III; take"),
    (["--chapters-list", "no.txt"], "'--chapters-list': File 'no.txt' does not exist."),
    (["--chapters-list", "chapters"], "'--chapters-list': File 'chapters' is a directory."),
    (["--chapters-list", "bad.txt"], "--chapters-list: bad.txt:2: 'economy/inflatoin' is no chapter; did you mean"),
    (["--chapters-list", "empty.txt"], "--chapters-list: empty.txt: no chapter is listed; write"),
    (["--profile", "vellum"], "--profile: 'vellum' is no profile; there is a4, economy, booklet, large-print, screen"),
    (["--profile", "A4"], "--profile: 'A4' is no profile; there is a4, economy"),
    (["--profile", ""], "--profile: '' is no profile; there is a4, economy"),
    (["--paper", "a3"], "--paper: a4 cannot be printed on 'a3'; there is a4, letter"),
    (["--paper", ""], "--paper: a4 cannot be printed on ''; there is a4, letter"),
    (["--profile", "screen", "--paper", "a4"], "--paper: screen cannot be printed on 'a4'; there is only phone"),
    (["--profile", "booklet", "--paper", "letter"], "--paper: booklet cannot be printed on 'letter'; there is only a5"),
    (["--signature", "16"], "--signature: a4 is not folded; signatures are for booklet"),
    (["--signature", "0"], "--signature: a4 is not folded; signatures are for booklet"),
    *(
        (["--profile", "booklet", "--signature", pages], f"--signature: a signature of {pages} pages cannot be folded")
        for pages in ("6", "0", "-4", "1")
    ),
    (["--profile", "booklet", "--signature", "many"], "'--signature': 'many' is not a valid integer."),
    (["--executor", "127.0.0.1:8786"], "'--executor': '127.0.0.1:8786' is no address of a cluster; write dask://"),
    (["--executor", "dask://127.0.0.1"], "'--executor': 'dask://127.0.0.1' is no address of a cluster"),
    (["--executor", ""], "'--executor': '' is no address of a cluster"),
    (["--jobs", "0"], "'--jobs': 0 is not in the range x>=1."),
]
WRONG_OUTPUT = [
    (["-o", "report.json"], "-o: the report goes to the .json beside the PDF; write another name"),
    (["-o", "chapters"], "'-o' / '--output': File 'chapters' is a directory."),
    (["--all-profiles", "-o", "all.pdf"], "--all-profiles writes several files: leave -o out"),
    (
        ["--all-profiles", "--paper", "letter"],
        "--all-profiles prints each form as it is: leave --paper, --signature, ",
    ),
    (
        ["--all-profiles", "--signature", "0"],
        "--all-profiles prints each form as it is: leave --paper, --signature, ",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_wrong_usage_of_pdf(book, tmp_path, arguments, message):
    Path("bad.txt").write_text("economy/repo-rate\nchapters/economy/inflatoin.md\n", "utf-8")
    Path("empty.txt").write_text("# nothing yet\n", "utf-8")
    out = tmp_path / "none.pdf"
    run = book("pdf", *arguments, "-o", str(out))
    assert run.exit_code == 2
    assert message in run.stderr
    assert run.stdout == ""
    assert not out.exists()


@pytest.mark.parametrize(("arguments", "message"), WRONG_OUTPUT, ids=[" ".join(case[0]) for case in WRONG_OUTPUT])
def test_wrong_output_of_pdf(book, arguments, message):
    before = sorted(Path().rglob("*"))
    run = book("pdf", *arguments)
    assert run.exit_code == 2
    assert message in run.stderr
    assert run.stdout == ""
    assert sorted(Path().rglob("*")) == before


NOTHING_TO_PRINT = {
    "no chapter at all": ([], "no chapter is in the book; write one into the folder of a subject"),
    "a month": (["2022-08"], "2022-08"),
    "a subject": (["--subject", "economy"], "no chapter is in Economy"),
}


@pytest.mark.parametrize(("arguments", "message"), NOTHING_TO_PRINT.values(), ids=NOTHING_TO_PRINT)
def test_a_book_without_chapters_has_no_edition(small_book, book, tmp_path, monkeypatch, arguments, message):
    shutil.copytree(small_book / "chapters", tmp_path / "chapters")
    for name in ("polity/ombudsman", "economy/repo-rate", "economy/inflation", "editions/2022-07", "editions/2022-08"):
        (tmp_path / "chapters" / f"{name}.md").unlink()
    glossary = tmp_path / "chapters/economy/glossary.md"
    glossary.write_text(glossary.read_text("utf-8").replace("; see [its chapter](repo-rate.md)", ""), "utf-8")
    monkeypatch.chdir(tmp_path)
    run = book("pdf", *arguments)
    assert (run.exit_code, run.stdout) == (2, "")
    assert message in run.stderr
    assert not Path("_build/pdf").exists()


@pytest.mark.parametrize("command", ["check", "html", "pdf"])
def test_problems_in_chapters_are_exit_code_1(book, tmp_path, command):
    run = book(command, "--chapters", str(tmp_path / "nowhere"))
    assert run.exit_code == 1
    assert "nowhere: there is no such folder; give the folder that holds the chapters" in run.stdout


def test_help_loads_no_room_but_this_one():
    code = "import sys, book.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in loaded if name.startswith("book.")} == {
        *("book.cli", "book.cli.building", "book.cli.checking", "book.cli.coverage", "book.cli.epub"),
        *(
            "book.cli.moving",
            "book.cli.options",
            "book.cli.printing",
            "book.cli.queries",
            "book.cli.reporting",
            "book.cli.serving",
        ),
        *("book.cli.studying", "book.cli.terms", "book.cli.upkeep"),
    }
    assert not {"pydantic", "sphinx", "weasyprint", "rich"} & set(loaded)


def test_the_package_is_the_command():
    run = subprocess.run([sys.executable, "-m", "book.cli", "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert run.stdout.startswith("Usage: book [OPTIONS] COMMAND")
