"""Periods that begin with a day and are counted in months, as the 2014 Act counts them.

What belongs here: the one counting rule. The first day counts. A period of one month that begins
with 10 January ends with 9 February; one that begins with 31 January ends with the last day of
February, because that month has no 31st.
"""

from __future__ import annotations

import calendar
import datetime as dt

from safetykit.errors import InputError

__all__ = ["last_day"]

_MONTHS_IN_A_YEAR = 12


def last_day(first: dt.date, months: int) -> dt.date:
    """Return the last day of a period of months that begins with a day.

    Args:
        first: The first day; it counts.
        months: The length, at least 1.

    Raises:
        InputError: The period ends after the calendar does.

    Examples:
        >>> last_day(dt.date(2026, 1, 10), 1), last_day(dt.date(2024, 2, 29), 36)
        (datetime.date(2026, 2, 9), datetime.date(2027, 2, 28))
    """
    year, month = divmod(first.year * _MONTHS_IN_A_YEAR + first.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        raise InputError("first", first.isoformat(), "a day whose period the calendar holds")
    days = calendar.monthrange(year, month + 1)[1]
    if first.day > days:
        return dt.date(year, month + 1, days)
    return dt.date(year, month + 1, first.day) - dt.timedelta(days=1)
