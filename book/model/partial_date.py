"""A date as far as it is known: a day, a month or a year, as documents have it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from book.model.month import Month, day_title


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, a month (`day` 0) or a year (`month` 0 too), ordered by time, what is less exact first.

    `str()` gives `1949-04-04`, `1949-04` or `1949`, as ISO 8601-1 (4.3.1, reduced precision) and the HTML element
    `time` write it; `title` gives `4 April 1949`, `April 1949` or `1949`.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date written as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; ValueError where it is none of them."""
        match = re.fullmatch(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if match is None:
            raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))  # ValueError for the 30th of February
        return cls(int(year), int(month or 0), int(day or 0))

    @property
    def title(self) -> str:
        if self.day:
            return day_title(date(self.year, self.month, self.day))
        return Month(self.year, self.month).title if self.month else str(self.year)

    def is_before(self, other: PartialDate) -> bool:
        """Whether it is earlier for certain: a year is neither before nor after its own months."""
        for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day)):
            if mine != theirs or 0 in (mine, theirs):
                return 0 < mine < theirs
        return False

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])
