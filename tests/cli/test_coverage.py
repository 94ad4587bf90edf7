"""`book coverage`: a table for people, JSON for programs."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_table_of_a_month_marks_and_lists_what_has_no_chapter(book: Run) -> None:
    result = book("coverage", "2022-07")
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["code", "title", "own", "all", "months"],
        ["GS2", "General", "Studies", "II", "0", "0", "no", "chapter"],
        ["GS2.POLITY", "Polity", "0", "0", "no", "chapter"],
        ["GS3", "General", "Studies", "III", "0", "1", "2022-07"],
        ["GS3.ECONOMY", "Economy", "1", "1", "2022-07"],
        [],
        ["1", "chapter", "in", "2", "of", "4", "parts", "of", "the", "syllabus"],
        ["without", "any:", "GS2"],
    ]


def test_all_months_and_a_span(book: Run) -> None:
    everything = book("coverage").stdout
    assert "2022-07..2022-08" in everything
    assert "without any" not in everything
    assert book("coverage", "2022-07..2022-08").stdout == everything


def test_empty_parts_alone_and_as_json(book: Run) -> None:
    table = book("coverage", "2022-07", "--empty").stdout
    assert [line.split()[0] for line in table.splitlines() if line] == ["code", "GS2", "GS2.POLITY", "1"]
    facts = json.loads(book("coverage", "2022-07", "--empty", "--json").stdout)
    assert [part["code"] for part in facts] == ["GS2", "GS2.POLITY"]
    whole = json.loads(book("coverage", "2022", "--json").stdout)
    economy = {"code": "GS3.ECONOMY", "title": "Economy", "own": 2, "all": 2, "months": ["2022-07", "2022-08"]}
    assert economy in whole


def test_what_is_no_span_is_wrong_usage(book: Run) -> None:
    result = book("coverage", "2022-09..2022-07")
    assert (result.exit_code, "2022-09 is after 2022-07; exchange them" in result.stderr) == (2, True)
