"""Numbers, intervals, days and months as a report writes them, in its language."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safetykit.errors import InputError
from safetykit.quantities import Month, PartialDate, Period
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Window
    from safetykit.stats import Estimate

__all__ = [
    "UNREPORTED",
    "write_count",
    "write_date",
    "write_day",
    "write_level",
    "write_list",
    "write_month",
    "write_number",
    "write_percent",
    "write_period",
    "write_range",
    "write_side",
    "write_span",
    "write_window",
]

UNREPORTED: Final = "–"


def write_count(number: int | None, texts: Texts) -> str:
    """Write a count: `1,234`; a dash where there is none."""
    return UNREPORTED if number is None else texts.conventions.number(str(number))


def write_number(value: float, texts: Texts, digits: int = 1) -> str:
    """Write a number with a minus sign of its own: `−1.2`; a dash where it is not known."""
    if math.isnan(value):
        return UNREPORTED
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return texts.conventions.number(f"{value:.{digits}f}")


def write_percent(value: float, texts: Texts, digits: int = 1) -> str:
    """Write a number of percent: `12.5%`."""
    return texts.conventions.percent(write_number(value, texts, digits))


def write_level(share: float, texts: Texts) -> str:
    """Write a level of confidence, given as a share, in percent without its mark: `95`, `99.8`."""
    return texts.conventions.number(f"{share * 100:g}")


def write_span(estimate: Estimate, texts: Texts, digits: int = 1) -> str:
    """Write an interval: `1.2 to 1.5`."""
    low, high = float(estimate.low), float(estimate.high)
    return write_range(write_number(low, texts, digits), write_number(high, texts, digits), texts)


def write_range(first: str, last: str, texts: Texts) -> str:
    """Write what runs from one thing to another: `May 2020 to June 2020`."""
    return texts.say("{first} to {last}", first=first, last=last)


def write_list(items: Iterable[str], texts: Texts) -> str:
    """Write things beside each other: `a, b, c`."""

    def add(said: str, item: str) -> str:
        return texts.say("{items}, {item}", items=said, item=item)

    held = list(items)
    return functools.reduce(add, held) if held else ""


def write_day(day: dt.date, texts: Texts) -> str:
    """Write a day: `1 May 2020`."""
    return texts.conventions.day(day)


def write_month(month: Month, texts: Texts) -> str:
    """Write a month: `October 2017`."""
    return texts.conventions.month(month)


def write_window(window: Window, texts: Texts) -> str:
    """Write a stretch of months: `November 2016 to October 2017`, or its one month."""
    first, last = write_month(window.first, texts), write_month(window.last, texts)
    return first if window.first == window.last else write_range(first, last, texts)


def write_date(date: PartialDate, texts: Texts) -> str:
    """Write a date as the plan does, with the name of a month in the language of the report.

    What no calendar knows, such as "when funds permit", stays in the words of the plan.
    """
    first, last = date.earliest, date.latest
    if texts.is_english or str(date)[:1].isdigit() or first is None or last is None:
        return str(date)
    month = Month.of(first)
    whole = (month.first_day, month.last_day) == (first, last)
    return write_month(month, texts) if whole else str(date)


def write_period(period: Period, texts: Texts) -> str:
    """Write the time of something, months spelt out: `November 2016 to October 2017`."""
    return write_range(write_side(period.start, texts), write_side(period.end, texts), texts)


def write_side(date: PartialDate | None, texts: Texts) -> str:
    """Write where a time begins or ends: a month spelt out, anything else as `write_date` does."""
    if date is None:
        return texts.say("open")
    try:
        return write_month(Month.parse(str(date)), texts)
    except InputError:
        return write_date(date, texts)
