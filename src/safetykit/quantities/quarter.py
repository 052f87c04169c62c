"""Quarters of a year that may begin in any month.

A plan may count its quarters from April, from July or from any other month; `2018-Q1 from July`
is July to September 2018, and `2018-Q4 from July` is April to June 2019.
"""

from __future__ import annotations

import re
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.months import MONTH_NAMES, Month, check_number
from safetykit.quantities.time import PartialDate, Period
from safetykit.quantities.words import read_words

__all__ = ["Quarter"]

_FORM: Final = re.compile(
    r"(?P<year>[1-9]\d{3})(?:/(?P<next>\d{2}))?[- ]Q(?P<number>[1-4])"
    r"(?: from (?P<month>[A-Za-z]+))?",
    re.A | re.I,
)
_MONTHS: Final = {name.lower(): n for n, name in enumerate(MONTH_NAMES, start=1)}
_APRIL: Final = 4


@attrs.frozen(kw_only=True)
class Quarter:
    """A quarter: the calendar year in which its year begins, its number, and the first month.

    Quarters of one first month are ordered; those of different first months are not compared.

    Examples:
        >>> q = Quarter.parse("2018-Q4 from July")
        >>> [str(month) for month in q.months()]
        ['2019-04', '2019-05', '2019-06']
        >>> str(Quarter.parse("2025/26 Q1"))
        '2025-Q1 from April'
    """

    year: int = attrs.field(validator=check_number)
    number: int = attrs.field(validator=check_number)
    first_month: int = attrs.field(default=1, validator=check_number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-Q3`, `2018-Q1 from July` or `2025/26 Q1`, a quarter of a financial year.

        Raises:
            InputError: The text is none of these.
        """
        match = _FORM.fullmatch(read_words(text, "quarter"))
        if match is None:
            raise InputError("quarter", text, 'a quarter such as "2026-Q3" or "2018-Q1 from July"')
        year, first = int(match["year"]), 1
        if match["next"]:
            _require_next(text, year, int(match["next"]))
            first = _APRIL
        if match["month"]:
            first = _month(match["month"], text)
        return cls(year=year, number=int(match["number"]), first_month=first)

    @classmethod
    def of(cls, month: Month, *, first_month: int = 1) -> Self:
        """Return the quarter that holds a month, in years that begin with `first_month`."""
        since = (month.month - first_month) % 12
        start = month + -since
        return cls(year=start.year, number=since // 3 + 1, first_month=first_month)

    def months(self) -> tuple[Month, Month, Month]:
        """Return the three months of the quarter."""
        first = Month(self.year, self.first_month) + 3 * (self.number - 1)
        return first, first + 1, first + 2

    @property
    def period(self) -> Period:
        """The quarter as a period."""
        first, _, last = self.months()
        return Period(start=PartialDate.parse(str(first)), end=PartialDate.parse(str(last)))

    @property
    def words(self) -> str:
        """The quarter in words: `July to September 2018`."""
        first, _, last = self.months()
        if first.year == last.year:
            return f"{MONTH_NAMES[first.month - 1]} to {last.words}"
        return f"{first.words} to {last.words}"

    def __add__(self, quarters: int) -> Quarter:
        """Return the quarter that is this many quarters later."""
        index = 4 * self.year + self.number - 1 + quarters
        return attrs.evolve(self, year=index // 4, number=index % 4 + 1)

    def __lt__(self, other: Quarter) -> bool:
        """Return whether this quarter is before another of the same first month."""
        if self.first_month != other.first_month:
            raise InputError("quarter", str(other), f"a quarter of the kind of {self}")
        return (self.year, self.number) < (other.year, other.number)

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        start = "" if self.first_month == 1 else f" from {MONTH_NAMES[self.first_month - 1]}"
        return f"{self.year}-Q{self.number}{start}"


def _require_next(text: str, year: int, following: int) -> None:
    if (year + 1) % 100 != following:
        expected = f"{year}/{(year + 1) % 100:02d}"
        raise InputError("quarter", text, f"a financial year such as {expected}")


def _month(word: str, text: str) -> int:
    if word.lower() not in _MONTHS:
        raise InputError("quarter", text, "the name of a month after “from”")
    return _MONTHS[word.lower()]
