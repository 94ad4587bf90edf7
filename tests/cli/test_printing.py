"""Queries become files: the right chapters under the right name, with a foreword for a whole month alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from book.press.profile import PROFILES

PRINTED = Path("_build/pdf")


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded(-99, -99, 999, 999) for page in pdf)


@pytest.mark.parametrize(
    ("arguments", "name", "title", "chapters"),
    [
        ([], "2022-08", "August 2022", ["polity/ombudsman", "economy/repo-rate"]),
        (["2022-07"], "2022-07", "July 2022", ["economy/inflation"]),
        (["2022"], "2022", "2022", ["polity/ombudsman", "economy/inflation", "economy/repo-rate"]),
        (["--subject", "economy", "--to", "2022-07"], "2022-07-economy", "Economy, July 2022", ["economy/inflation"]),
        (["--syllabus", "GS2"], "syllabus-GS2", "General Studies II", ["polity/ombudsman"]),
        (["--chapters-list", "my-choice.txt"], "my-choice", "My choice", ["economy/repo-rate", "economy/inflation"]),
    ],
)
def test_a_query_prints_its_chapters(book, arguments, name, title, chapters):
    Path("my-choice.txt").write_text("chapters/economy/repo-rate.md\neconomy/inflation # later\n", "utf-8")
    run = book("pdf", *arguments, "--jobs", "1")
    assert run.exit_code == 0, run.output
    path = PRINTED / f"{name}.a4.pdf"
    report = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert report["edition"] == name
    assert [chapter["docname"] for chapter in report["chapters"]] == chapters
    said = rf"{path}: {report['pages']} pages on {report['sheets']} sheets, [0-9.]+ s\n"
    assert re.fullmatch(said, run.stdout)
    whole_month = name in ("2022-07", "2022-08")
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"The Small Book: {title}"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220731" if "2022-07" in name else "D:20220831")
        assert len(pdf.pages) == report["pages"]
        heads = [item.title for item in pdf.open_outline().root]
    assert heads[: 2 + whole_month] == ["How to use this book", *(["Foreword"] if whole_month else []), "Contents"]
    assert f"The edition “{title}”: {len(chapters)} chapter" in text_of(path)


def test_the_order_of_a_list_makes_another_build(book):
    one, other = Path("one.txt"), Path("other.txt")
    one.write_text("economy/repo-rate\neconomy/inflation\n", "utf-8")
    other.write_text("economy/inflation\neconomy/repo-rate\n", "utf-8")
    builds = set()
    for listing in (one, other):
        run = book("pdf", "--chapters-list", str(listing), "-o", "same.pdf", "--jobs", "1", "--quiet")
        assert (run.exit_code, run.output) == (0, "")
        builds.add(re.search(r"Build ([0-9a-f]{12})", text_of(Path("same.pdf")))[1])
    assert len(builds) == 2


def test_all_profiles_are_printed_and_listed(book):
    run = book("pdf", "2022-07", "--all-profiles", "--jobs", "2")
    assert run.exit_code == 0, run.output
    lines = [line.split() for line in run.stdout[run.stdout.index("\nprofile") :].splitlines()[1:]]
    assert lines[0] == ["profile", "pages", "sheets", "MB"]
    assert [line[0] for line in lines[1:]] == list(PROFILES)
    for name, pages, sheets, megabytes in lines[1:]:
        path = PRINTED / f"2022-07.{name}.pdf"
        report = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert int(pages) == report["pages"]
        assert sheets == ("-" if name == "screen" else str(report["sheets"]))
        assert float(megabytes) == pytest.approx(path.stat().st_size / 1e6, abs=0.005)
        sides = len(pypdfium2.PdfDocument(path))
        assert sides == (2 * report["sheets"] if name == "booklet" else report["pages"])
