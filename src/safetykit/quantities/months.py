"""Calendar months, which are exact.

What belongs here: one month and a run of them. What does not: dates of which only a part is known,
and periods, which are in `time`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.words import read_words

__all__ = ["MONTH_NAMES", "YEAR", "Month", "check_number", "month_range"]

MONTH_NAMES: Final = (  # calendar.month_name speaks the language of the process
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
YEAR: Final = "[1-9][0-9]{3}"  # as a pattern


_BOUNDS: Final = {"year": (1000, 9999), "number": (1, 4)}


def check_number(_: object, field: attrs.Attribute[int], value: object) -> None:
    """Refuse what is no year, no number of a quarter or no month, by the name of its field."""
    least, most = _BOUNDS.get(field.name, (1, 12))
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise InputError(field.name, value, f"a whole number from {least} to {most}")


@attrs.frozen
class Month:
    """A calendar month of a year from 1000 to 9999.

    Examples:
        >>> Month.parse("2016-11") + 12
        Month(year=2017, month=11)
        >>> str(Month(2016, 11)), Month(2017, 10) - Month(2016, 11)
        ('2016-11', 11)
    """

    year: int = attrs.field(validator=check_number)
    month: int = attrs.field(validator=check_number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM`.

        Raises:
            InputError: The text is not a month.
        """
        match = re.fullmatch(rf"({YEAR})-(0[1-9]|1[0-2])", read_words(text, "month"))
        if match is None:
            raise InputError("month", text, 'a month such as "2017-10"')
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def from_index(cls, index: int) -> Self:
        """Return the month with this number of months since year 0."""
        return cls(index // 12, index % 12 + 1)

    @property
    def index(self) -> int:
        """The number of months since year 0: neighbours differ by 1."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def words(self) -> str:
        """The month in words: `October 2017`."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    def __add__(self, months: int) -> Self:
        """Return the month that is this many months later."""
        return type(self).from_index(self.index + months)

    def __sub__(self, other: Month) -> int:
        """Return the number of months from `other` to this month."""
        return self.index - other.index

    def __lt__(self, other: object) -> bool:
        """Return whether this month is the earlier one."""
        return self.index < other.index if isinstance(other, Month) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Return whether this month is no later."""
        return self.index <= other.index if isinstance(other, Month) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Return whether this month is the later one."""
        return self.index > other.index if isinstance(other, Month) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Return whether this month is no earlier."""
        return self.index >= other.index if isinstance(other, Month) else NotImplemented

    def __str__(self) -> str:
        """Return `YYYY-MM`."""
        return f"{self.year:04d}-{self.month:02d}"


@functools.lru_cache(maxsize=1024)  # every series of a table asks for the same months
def month_range(first: Month, last: Month) -> tuple[Month, ...]:
    """Return the months from `first` to `last`, both included; none if `last` is earlier.

    Examples:
        >>> [str(m) for m in month_range(Month(2016, 12), Month(2017, 2))]
        ['2016-12', '2017-01', '2017-02']
    """
    return tuple(Month.from_index(i) for i in range(first.index, last.index + 1))
