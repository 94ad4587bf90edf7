import re
from typing import Any

import pytest
from pydantic import ValidationError

from book.source import front_matter_schema
from book.source.schema import ChapterFront, url_fault

GOOD: dict[str, Any] = {
    "published": "2022-08-19",
    "summary": "One sentence.",
    "syllabus": ["GS2.IR"],
    "sources": [{"title": "The Treaty", "publisher": "NATO", "date": "1949-04-04", "url": "https://www.nato.int/x"}],
    "tags": ["nato", "g-20", "digital payments"],
    "no-link": ["state"],
    "moved-from": ["international-relations/nato-talks"],
    "draft": True,
}


def test_good_front_matter_passes() -> None:
    assert ChapterFront.model_validate(GOOD).draft is True


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("published", 20220819),
        ("published", "2022-02-30"),
        ("published", "２０２２-08-19"),
        ("summary", "x" * 221),
        ("summary", " "),
        ("syllabus", "GS2"),
        ("syllabus", []),
        ("syllabus", [2]),
        ("sources", {"title": "x"}),
        ("tags", ["NATO"]),
        ("tags", ["a_b"]),
        ("draft", "true"),
        ("draft", 1),
        ("layout", "post"),
    ],
)
def test_nothing_is_coerced_or_let_through(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        ChapterFront.model_validate(GOOD | {key: value})


def test_the_json_schema_is_closed_and_describes_every_key() -> None:
    schema = front_matter_schema()
    source = schema["$defs"]["SourceFront"]
    assert schema["additionalProperties"] is False
    assert source["additionalProperties"] is False
    assert sorted(schema["required"]) == ["published", "sources", "summary", "syllabus"]
    assert sorted(source["required"]) == ["publisher", "title"]
    for name, part in (schema["properties"] | source["properties"]).items():
        assert part["description"], name
        assert "anyOf" not in part, name
    assert set(GOOD) == set(schema["properties"])
    assert schema["properties"]["published"]["format"] == "date"
    assert schema["properties"]["summary"]["maxLength"] == 220


@pytest.mark.parametrize(("date", "shown"), [("1949-04-04", "4 April 1949"), ("1949-04", "April 1949"), (1949, "1949")])
def test_a_source_is_of_a_day_a_month_or_a_year(date: str | int, shown: str) -> None:
    source = {"title": "The Treaty", "publisher": "NATO", "date": date}
    found = ChapterFront.model_validate(GOOD | {"sources": [source]}).sources[0].date
    assert found is not None
    assert (str(found), found.title) == (str(date), shown)
    schema = front_matter_schema()["$defs"]["SourceFront"]["properties"]["date"]
    assert {str: "string", int: "integer"}[type(date)] in schema["type"]
    assert re.search(schema["pattern"], str(date))
    assert schema["minimum"] <= 1949 <= schema["maximum"]


@pytest.mark.parametrize(
    "url",
    ["https://a.org", "http://a.org:80/b?c#d", "https://en.wikipedia.org/wiki/Moore's_law", "https://xn--p1ai.in/"],
)
def test_sound_urls(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.org",
        "//a.org",
        "javascript:alert(1)",
        "HTTPS://a.org",
        "https://",
        "https://a",
        "https://[",
        "https://a.org/ b",
        'https://a.org/"',
        "https:\\\\a.org",
        "data:text/html,x",
        "https://book.invalid/#x",
        "https://a@PAGE.invalid:1/",
    ],
)
def test_faulty_urls(url: str) -> None:
    assert url_fault(url)
