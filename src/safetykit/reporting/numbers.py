"""Numbers, intervals and days as a report writes them."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Final

from safetykit.quantities import MONTH_NAMES
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.stats import Estimate

__all__ = ["UNREPORTED", "write_count", "write_day", "write_number", "write_range", "write_span"]

UNREPORTED: Final = "–"


def write_count(number: int | None) -> str:
    """Write a count: `1,234`; a dash where there is none."""
    return UNREPORTED if number is None else f"{number:,}"


def write_number(value: float, digits: int = 1) -> str:
    """Write a number with a minus sign of its own: `−1.2`; a dash where it is not known."""
    if math.isnan(value):
        return UNREPORTED
    return f"{value:,.{digits}f}".replace("-", "−")


def write_span(estimate: Estimate, texts: Texts, digits: int = 1) -> str:
    """Write an interval: `1.2 to 1.5`."""
    low, high = float(estimate.low), float(estimate.high)
    return write_range(write_number(low, digits), write_number(high, digits), texts)


def write_range(first: str, last: str, texts: Texts) -> str:
    """Write what runs from one thing to another: `May 2020 to June 2020`."""
    return texts.say("{first} to {last}", first=first, last=last)


def write_day(day: dt.date) -> str:
    """Write a day: `1 May 2020`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
