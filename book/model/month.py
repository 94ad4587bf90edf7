"""A month of the calendar: the unit in which the book grows."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Month:
    """A month, ordered by time; `str()` gives `2022-08`, `title` gives `August 2022`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as `YYYY-MM`; ValueError where it is none."""
        match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
        if match is None:
            raise ValueError(f"{text!r} is not a month; write YYYY-MM")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def title(self) -> str:
        return f"{NAMES[self.number - 1]} {self.year}"

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def day_title(day: date) -> str:
    """A day as the book prints it: `19 August 2022`."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"
