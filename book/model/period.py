"""Months in a row: one month, a year, or from one month to another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from book.model.month import NAMES, Month


@dataclass(frozen=True)
class Period:
    """The months from `first` to `last`, both of them in it; `first` is not after `last`."""

    first: Month
    last: Month

    @classmethod
    def parse(cls, text: str) -> Period:
        """The month written as `YYYY-MM`, the year written as `YYYY`, or from one to another with `..` between them.

        ValueError where it is none of them, or ends before it begins.
        """
        if text.count("..") == 1:
            first, last = text.split("..")
            return cls._between(cls.parse(first).first, cls.parse(last).last)
        if re.fullmatch(r"[0-9]{4}", text):
            return cls(Month(int(text), 1), Month(int(text), 12))
        try:
            month = Month.parse(text)
        except ValueError as error:
            how = "write YYYY-MM or YYYY, or two of them with .. between"
            raise ValueError(f"{text!r} is neither a month nor a year; {how}") from error
        return cls(month, month)

    @classmethod
    def _between(cls, first: Month, last: Month) -> Period:
        if first > last:
            raise ValueError(f"{first} is after {last}; exchange them")
        return cls(first, last)

    @classmethod
    def runs(cls, months: Iterable[Month]) -> tuple[Period, ...]:
        """The months as periods without a gap, the oldest first."""
        found: list[Period] = []
        for month in sorted(set(months)):
            if found and month == found[-1].last.next:
                found[-1] = cls(found[-1].first, month)
            else:
                found.append(cls(month, month))
        return tuple(found)

    @property
    def month(self) -> Month | None:
        """The only month of the period, None where it has several."""
        return self.first if self.first == self.last else None

    @property
    def year(self) -> int | None:
        """The year that it is, from January to December; None for any other period."""
        whole = self.first.year == self.last.year and (self.first.number, self.last.number) == (1, 12)
        return self.first.year if whole else None

    @property
    def title(self) -> str:
        """As the book prints it: `August 2022`, `2022`, `July to September 2022`, `December 2021 to May 2022`."""
        if self.month:
            return self.month.title
        if self.year is not None:
            return str(self.year)
        first = NAMES[self.first.number - 1] if self.first.year == self.last.year else self.first.title
        return f"{first} to {self.last.title}"

    @property
    def written(self) -> str:
        """As `parse` reads it: `2022-08`, `2022`, `2022-07..2022-09`."""
        return str(self).replace("--", "..")

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __str__(self) -> str:
        """As part of a file name: `2022-08`, `2022`, `2022-07--2022-09`."""
        if self.month:
            return str(self.month)
        return f"{self.first.year:04d}" if self.year is not None else f"{self.first}--{self.last}"
