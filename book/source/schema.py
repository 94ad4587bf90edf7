"""The front matter of each kind of page, closed and without coercion: an unknown key is an error."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from book.model import PartialDate
from book.source.hosts import is_reserved
from book.source.hygiene import REFUSED
from book.source.names import NAME, docname_fault

MAX_SUMMARY = 220  # characters: two lines in the month at a glance
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_PARTIAL = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"
_CODE = r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$"
_TAG = r"^[a-z0-9]+([ -][a-z0-9]+)*$"
_URL = r"^https?://"
_DOCNAME = rf"^{NAME.pattern}/{NAME.pattern}$"

T = TypeVar("T")


def refusal(rule: str, message: str, remedy: str, item: int | None = None) -> PydanticCustomError:
    """The error that a validator raises: it carries the problem's own words, and the item of a list it is in."""
    words = {"message": message, "remedy": remedy, "item": item}
    return PydanticCustomError("refused", "{message}", {"rule": rule, **words})


def _day(value: object) -> date:
    text = str(value)
    if isinstance(value, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _no_date(text, "YYYY-MM-DD")


def _partial_date(value: object) -> PartialDate:
    text = str(value)  # of a bare year too, which YAML reads as a number
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise _no_date(text, "YYYY-MM-DD, YYYY-MM or YYYY") from None


def _no_date(text: str, forms: str) -> PydanticCustomError:
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]+[0-9]", text):
        return refusal("date", f"{text} is a date with a time", f"write {text[:10]}")
    return refusal("date", f"{text} is not a date", f"write {_loose_day(text) or forms}")


def _loose_day(text: str) -> str | None:
    match = _LOOSE_DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _text(text: str) -> str:
    text = text.strip()
    if not text:
        raise refusal("empty", "there is no text", "write it, or leave the line out where it is optional")
    if REFUSED.search(text):
        raise refusal("text", "an invisible character is written in this text", "delete it")
    if "\n" in text:
        raise refusal("text", "this text has line breaks", "write it on one line")
    return text


def _summary(text: str) -> str:
    if len(text) > MAX_SUMMARY:
        raise refusal(
            "summary", f"the summary has {len(text)} characters", f"write one sentence of {MAX_SUMMARY} at most"
        )
    return text


def _tag(text: str) -> str:
    if not re.match(_TAG, text):
        plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        raise refusal("tag", f"the tag `{text}` is not in lower-case words", f"write `{plain}`" if plain else "use a-z")
    return text


def _old_docname(text: str) -> str:
    fault = docname_fault(text)
    if fault:
        raise refusal("moved-from", f"`{text[:80]}` {fault[0]}", fault[1])
    return text


def url_fault(url: str) -> str | None:
    """What is wrong with an absolute http or https URL; None where it is sound."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not re.match(_URL, url):
        return "does not begin with https:// or http://"
    if host is None or not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
        return "has no host name"
    if is_reserved(url):
        return "leads to a host that only the builder uses"
    return "has a blank or a quote in it" if re.search(r"[\s\"<>\\]", url) else None


def _url(text: str) -> str:
    fault = url_fault(text)
    if fault:
        raise refusal("url", f"the URL `{text[:80]}` {fault}", "write a whole address such as https://example.org/page")
    return text


def _distinct(items: list[T]) -> list[T]:
    if not items:
        raise refusal(
            "empty", "the list is empty", "write one item or more, or leave the line out where it is optional"
        )
    seen: set[T] = set()
    for number, item in enumerate(items):
        if item in seen:
            raise refusal("repeated", f"`{item}` stands twice in this list", "keep one of the two", number)
        seen.add(item)
    return items


def _some(items: list[T]) -> list[T]:
    return items if items else _distinct(items)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
KnownDate = Annotated[
    PartialDate,
    BeforeValidator(_partial_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PARTIAL, "minimum": 1000, "maximum": 9999}),
]
Text = Annotated[str, AfterValidator(_text)]
Summary = Annotated[Text, AfterValidator(_summary), Field(json_schema_extra={"maxLength": MAX_SUMMARY})]
Tag = Annotated[Text, AfterValidator(_tag), Field(json_schema_extra={"pattern": _TAG})]
OldDocname = Annotated[Text, AfterValidator(_old_docname), Field(json_schema_extra={"pattern": _DOCNAME})]
Url = Annotated[Text, AfterValidator(_url), Field(json_schema_extra={"format": "uri", "pattern": _URL})]
Code = Annotated[Text, Field(json_schema_extra={"pattern": _CODE})]
_ONE_OR_MORE: dict[str, Any] = {"minItems": 1}


class Front(BaseModel):
    """Front matter without a single key: the landing page and glossaries."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    page: ClassVar[str] = "this page"


class SourceFront(Front):
    """Where the chapter's facts come from."""

    page: ClassVar[str] = "a source"

    title: Text = Field(description="Title of the document, article or report.")
    publisher: Text = Field(description="Who published it: a ministry, an organisation, a newspaper.")
    date: KnownDate | None = Field(default=None, description="When it was published: YYYY-MM-DD, YYYY-MM or YYYY.")
    url: Url | None = Field(default=None, description="Address, only where it is official and stable.")


class ChapterFront(Front):
    """What a chapter says of itself."""

    page: ClassVar[str] = "a chapter"

    published: Day = Field(description="Day of the chapter, YYYY-MM-DD; its month decides the edition.")
    summary: Summary = Field(description="One sentence that a reader remembers, at most 220 characters.")
    syllabus: Annotated[list[Code], AfterValidator(_distinct)] = Field(
        description="One or more codes of syllabus.yml, each the path to a node: GS2.IR.GROUPINGS.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    sources: Annotated[list[SourceFront], AfterValidator(_some)] = Field(
        description="One or more sources of the facts.", json_schema_extra=_ONE_OR_MORE
    )
    tags: Annotated[list[Tag], AfterValidator(_distinct)] | None = Field(
        default=None, description="Lower-case words.", json_schema_extra={"minItems": 1, "uniqueItems": True}
    )
    no_link: Annotated[list[Text], AfterValidator(_distinct)] | None = Field(
        default=None,
        alias="no-link",
        description="Terms that are not linked in this chapter unless marked by hand.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    moved_from: Annotated[list[OldDocname], AfterValidator(_distinct)] | None = Field(
        default=None,
        alias="moved-from",
        description="Where the chapter was before, the oldest place first: subject/name. `book mv` writes it.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    draft: bool = Field(default=False, description="true: built in previews, left out of editions and of the site.")


class SubjectFront(Front):
    """What the introduction of a subject says of it."""

    page: ClassVar[str] = "the introduction of a subject"

    order: int = Field(description="Place of the subject in the book, from 1.", ge=1, le=999)


class EditionFront(Front):
    """What the page of a month says of it."""

    page: ClassVar[str] = "the page of a month"

    cover_line: Text | None = Field(default=None, alias="cover-line", description="A line for the printed cover.")


def front_matter_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a chapter's front matter, for editors that check while one types."""
    schema: dict[str, Any] = _plain(ChapterFront.model_json_schema())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Front matter of a chapter"
    return schema


def _plain(part: Any) -> Any:
    """The schema without `null`: a key that is optional is left out, not left empty."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: _plain(value) for key, value in part.items() if not (key == "default" and value is None)}
    if "anyOf" in part:
        (value,) = (option for option in part.pop("anyOf") if option != {"type": "null"})
        part = {**value, **part}
    return part
