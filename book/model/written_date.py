"""Dates and spans as a chapter writes them in words: `4 April 1949`, `June 1999`, `2020–22`, `4–6 May 1949`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from book.model.month import NAMES
from book.model.partial_date import PartialDate

Piece = tuple[str, PartialDate | None]  # a part of the text, and the date that it is

_LONGEST = 60  # characters of the longest spans, with room
_BETWEEN = re.compile(r"(\s*(?:--|–|-)\s*|\s+to\s+)")  # -- is an en dash that is not yet set as one
_END = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})\b)?\s*(?:(?P<month>{'|'.join(NAMES)})\b)?\s*(?P<year>[1-9][0-9]{{3}})?")


@dataclass(frozen=True)
class _Parts:
    """What one end of a span says, 0 for what it leaves to the other."""

    year: int
    month: int
    day: int


def written_date(text: str) -> tuple[Piece, ...]:
    """The text in pieces: a date, or two with what stands between them; nothing where it cannot be read as such.

    What the first end of a span does not say it has from the second: `4–6 May 1949` begins on 4 May 1949.
    """
    first, *rest = _BETWEEN.split(text) if len(text) <= _LONGEST else [""]
    if not rest:
        date = _date(_parts(first))
        return ((first, date),) if date else ()
    if len(rest) != 2:
        return ()
    between, last = rest
    dates = _span(first, last)
    return ((first, dates[0]), (between, None), (last, dates[1])) if dates else ()


def _span(first: str, last: str) -> tuple[PartialDate, PartialDate] | None:
    if re.fullmatch(r"[1-9][0-9]{3}", first) and re.fullmatch(r"[0-9]{2}", last):
        last = first[:2] + last
    begin, end = _parts(first), _parts(last)
    if begin is None or end is None or bool(begin.day) != bool(end.day):
        return None
    if begin.month and not end.month:
        return None
    if not begin.year:
        begin = _Parts(end.year, begin.month or end.month, begin.day)
    since, until = _date(begin), _date(end)
    return (since, until) if since and until and since < until else None


def _parts(text: str) -> _Parts | None:
    match = _END.fullmatch(text)
    if match is None or not text:
        return None
    month = NAMES.index(match["month"]) + 1 if match["month"] else 0
    return _Parts(int(match["year"] or 0), month, int(match["day"] or 0))


def _date(parts: _Parts | None) -> PartialDate | None:
    """The date of an end that says all it needs to."""
    if parts is None or not parts.year or (parts.day and not parts.month):
        return None
    try:
        return PartialDate.parse(str(PartialDate(parts.year, parts.month, parts.day)))
    except ValueError:  # 30 February
        return None
