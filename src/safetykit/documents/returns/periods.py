"""The period of a return: a quarter of a year that begins in any month, or months from to."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from safetykit.errors import InputError, suggest
from safetykit.quantities import MONTH_NAMES, Month, PartialDate, Period, Quarter

__all__ = ["last_day", "parse_month", "parse_period", "period_text", "same_period"]

_MONTHS: Final = tuple(name.lower() for name in MONTH_NAMES)
_QUARTER: Final = re.compile(r"[1-9][0-9]{3}-[Qq][1-4]")
_FINANCIAL: Final = re.compile(r"[1-9][0-9]{3}/[0-9]{2}[- ][Qq][1-4]")
_FORMS: Final = 'a period such as "2026-Q2", "2026/27 Q2" or "2026-07..2026-09"'


def parse_month(text: str) -> int:
    """Read a month as a number from 1 to 12, or by its name.

    Examples:
        >>> parse_month("April"), parse_month("4")
        (4, 4)

    Raises:
        InputError: It is neither.
    """
    word = text.strip().lower()
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 12:
        return int(word)
    expected = "a month such as April, or a number from 1 to 12"
    names = [name.capitalize() for name in _MONTHS]
    raise InputError("month", text, expected, hint=suggest(text.strip().capitalize(), names))


def parse_period(text: str, *, year_starts: int = 4) -> Period:
    """Read the period of a return.

    Args:
        text: `2026-Q2`; `2026/27 Q2`, which is always of a financial year; or the first and the
            last month as in `2026-07..2026-09`.
        year_starts: The first month of the year that quarters count from; April, as councils
            count, if not said. The year is named by the calendar year in which it starts: 2026-Q4
            ends in March 2027.

    Examples:
        >>> period_text(parse_period("2026-Q2"))
        '2026-07..2026-09'
        >>> period_text(parse_period("2026-Q2", year_starts=1))
        '2026-04..2026-06'

    Raises:
        InputError: The text is none of these, its end is before its start, or `year_starts` is no
            month.
    """
    words = text.strip()
    if _QUARTER.fullmatch(words):
        quarter = attrs.evolve(Quarter.parse(words), first_month=year_starts)
        try:
            return quarter.period
        except InputError as error:
            hint = "The calendar ends with the year 9999."
            raise InputError("period", text, _FORMS, hint=hint) from error
    if _FINANCIAL.fullmatch(words):
        return Quarter.parse(words).period
    start, dots, end = words.partition("..")
    if not dots:
        raise InputError("period", text, _FORMS)
    try:
        first, last = Month.parse(start), Month.parse(end)
    except InputError as error:
        hint = f"It needs {error.expected} on each side."
        raise InputError("period", text, _FORMS, hint=hint) from error
    if last < first:
        raise InputError("period", text, "a last month that is not before the first")
    return Period(start=PartialDate.parse(str(first)), end=PartialDate.parse(str(last)))


def period_text(period: Period) -> str:
    """Return a period as `parse_period` reads it, where it runs in whole months."""
    return f"{period.start or 'open'}..{period.end or 'open'}"


def same_period(one: Period, other: Period) -> bool:
    """Return whether two periods are of the same days, however they are written."""
    sides = [(p.start and p.start.earliest, p.end and p.end.latest) for p in (one, other)]
    return one == other or (sides[0] == sides[1] and None not in sides[0])


def last_day(period: Period) -> dt.date | None:
    """Return the last day that the period can have; None where it is open."""
    return period.end.latest if period.end else None
