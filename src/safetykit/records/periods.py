"""The ways in which tables write their periods, and what each means in months.

What belongs here: `PeriodFormat` and the reading of one text in a format that was stated. What does
not: guessing a format; 01/02/2024 is read only as the mapping of a table says.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from safetykit.errors import InputError
from safetykit.quantities import MONTH_NAMES, Month, Quarter

__all__ = ["PeriodFormat", "local_month", "read_period", "require_span"]

_NAMES: Final = {name[:3].lower(): n for n, name in enumerate(MONTH_NAMES, start=1)}
MAX_PERIODS: Final = 2_400
_YEAR: Final = r"([1-9]\d{3})"
_LAST_CENTURY: Final = 69  # from which on POSIX reads two digits as a year of the last century


class PeriodFormat(StrEnum):
    """How a table writes its periods; each value stands in a mapping.

    `month`: 2017-10, 2017/10, 201710, 2017 10, October 2017, Oct-17, 2017 October. Two digits are
    a year from 1969 to 2068.
    `date`: 2017-10-31, with or without a time that is ignored.
    `day-month-year`: 31/10/2017, the day first.
    `utc`: 2018-08-31T23:13:35+00:00; the month is that of the clocks in London, here 2018-09.
    `quarter`: 2018-Q1, 2018 Q1, Q1 2018, 2018-Q1 from July, 2025/26 Q1.
    `financial-year`: 2017/18, 2017-18, 2017/2018, from April to March.
    `year-ending`: year ending June 2025, YE Jun 2025, June 2025, 2025-06-30.
    `year`: 2017, from January to December.
    """

    MONTH = "month"
    DATE = "date"
    DAY_MONTH_YEAR = "day-month-year"
    UTC = "utc"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial-year"
    YEAR_ENDING = "year-ending"
    YEAR = "year"

    @property
    def step(self) -> int:
        """The months of one period."""
        years = (PeriodFormat.FINANCIAL_YEAR, PeriodFormat.YEAR_ENDING, PeriodFormat.YEAR)
        return 12 if self in years else 3 if self is PeriodFormat.QUARTER else 1


def read_period(text: str, form: PeriodFormat) -> Month:
    """Return the first month of a period.

    Args:
        text: The period as the table writes it, without spaces around it.
        form: How the table writes its periods.

    Raises:
        InputError: The text is not of this format, or there is no such month or day.

    Examples:
        >>> read_period("year ending June 2025", PeriodFormat.YEAR_ENDING)
        Month(year=2024, month=7)
    """
    try:
        return _READERS[form](text)
    except (LookupError, ValueError) as error:
        raise InputError("period", text, _EXPECTED[form]) from error


def require_span(first: Month, last: Month, place: str, *, step: int = 1) -> None:
    """Refuse periods over more than two centuries of months: they would fill the memory.

    Args:
        first: The first month of the first period.
        last: That of the last.
        place: What to call the file in an error.
        step: The months of a period.

    Raises:
        InputError: They are too many.
    """
    if last - first > MAX_PERIODS * step:
        hint = "Look for a year that was mistyped."
        expected = f"at most {MAX_PERIODS:,} periods"
        raise InputError(place, f"periods from {first} to {last}", expected, hint=hint)


def local_month(text: str) -> tuple[Month, Month]:
    """Return the month of a timestamp by the clocks in London, and its month in UTC.

    A timestamp without an offset is taken to be in UTC, as data.police.uk writes them.

    Raises:
        InputError: The text is not a timestamp.

    Examples:
        >>> [str(month) for month in local_month("2018-08-31T23:13:35+00:00")]
        ['2018-09', '2018-08']
    """
    try:
        moment = dt.datetime.fromisoformat(text)
        universal = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return Month.of(universal.astimezone(_london())), Month.of(universal)
    except (OverflowError, ValueError) as error:  # by another clock it may be before the year 1
        raise InputError("period", text, _EXPECTED[PeriodFormat.UTC]) from error


@functools.cache
def _london() -> ZoneInfo:
    return ZoneInfo("Europe/London")


def _month(text: str) -> Month:
    if match := re.fullmatch(rf"{_YEAR}(?:[-/ ](\d\d?)|(\d\d))(?:-01(?:T00:00:00)?)?", text):
        return Month(int(match[1]), int(match[2] or match[3]))
    if match := re.fullmatch(rf"{_YEAR}[-/ ]([A-Za-z]{{3,9}})", text):
        return Month(int(match[1]), _name(match[2]))
    if match := re.fullmatch(r"([A-Za-z]{3,9})[-/ ](\d\d|[1-9]\d{3})", text):
        year = int(match[2])
        if year < 100:
            year += 1900 if year >= _LAST_CENTURY else 2000
        return Month(year, _name(match[1]))
    raise ValueError(text)


def _name(word: str) -> int:
    number = _NAMES[word[:3].lower()]
    if not MONTH_NAMES[number - 1].lower().startswith(word.lower()) and word.lower() != "sept":
        raise ValueError(word)
    return number


def _date(text: str) -> Month:
    return Month.of(dt.datetime.fromisoformat(text.removesuffix("Z")))


def _day_month_year(text: str) -> Month:
    if match := re.fullmatch(rf"(\d\d?)/(\d\d?)/{_YEAR}(?: \d\d?:\d\d(?::\d\d)?)?", text):
        return Month.of(dt.date(int(match[3]), int(match[2]), int(match[1])))
    raise ValueError(text)


def _quarter(text: str) -> Month:
    if match := re.fullmatch(rf"Q?([1-4])[- ]{_YEAR}|{_YEAR}[- ]Q?([1-4])", text, re.I):
        first, second, year, number = match.groups()
        return Month(int(second or year), 3 * int(first or number) - 2)
    return Quarter.parse(text).months()[0]


def _financial_year(text: str) -> Month:
    match = re.fullmatch(rf"{_YEAR}[-/](\d\d)?(\d\d)", text)
    if match is None or (int(match[1]) + 1) % 100 != int(match[3]):
        raise ValueError(text)
    if match[2] and int(match[2] + match[3]) != int(match[1]) + 1:
        raise ValueError(text)
    return Month(int(match[1]), 4)


def _year_ending(text: str) -> Month:
    words = re.sub(r"^(?:(?:the )?year ending|y/?e)\s+(?:\d\d? )?", "", text, flags=re.I)
    last = _date(words) if re.fullmatch(r"\d{4}-\d\d-\d\d.*", words) else _month(words)
    return last + -11


def _year(text: str) -> Month:
    if match := re.fullmatch(_YEAR, text):
        return Month(int(match[1]), 1)
    raise ValueError(text)


_READERS: Final[dict[PeriodFormat, Callable[[str], Month]]] = {
    PeriodFormat.MONTH: _month,
    PeriodFormat.DATE: _date,
    PeriodFormat.DAY_MONTH_YEAR: _day_month_year,
    PeriodFormat.UTC: lambda text: local_month(text)[0],
    PeriodFormat.QUARTER: _quarter,
    PeriodFormat.FINANCIAL_YEAR: _financial_year,
    PeriodFormat.YEAR_ENDING: _year_ending,
    PeriodFormat.YEAR: _year,
}
_EXPECTED: Final = {
    PeriodFormat.MONTH: "a month such as 2017-10 or October 2017",
    PeriodFormat.DATE: "a day such as 2017-10-31",
    PeriodFormat.DAY_MONTH_YEAR: "a day such as 31/10/2017",
    PeriodFormat.UTC: "a timestamp such as 2018-08-31T23:13:35+00:00",
    PeriodFormat.QUARTER: "a quarter such as 2018-Q1 or 2025/26 Q1",
    PeriodFormat.FINANCIAL_YEAR: "a financial year such as 2017/18",
    PeriodFormat.YEAR_ENDING: "a year such as year ending June 2025",
    PeriodFormat.YEAR: "a year such as 2017",
}
