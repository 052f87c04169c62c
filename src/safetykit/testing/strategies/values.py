"""Strategies for texts, units, approximate numbers, dates and money.

What belongs here: values that stand alone. What does not: objects of a plan, which refer to each
other (`objects`), and anything that needs numpy.
"""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from safetykit.model import Id
from safetykit.quantities import (
    Answer,
    Approx,
    Bound,
    Money,
    Month,
    PartialDate,
    Period,
    Quantity,
    Quarter,
    Threshold,
)

__all__ = [
    "approximations",
    "ids",
    "money",
    "months",
    "partial_dates",
    "periods",
    "quantities",
    "quarters",
    "texts",
    "thresholds",
    "units",
]

_WORDS: Final = ("Street lighting", "Safe cycling", "Theft", "Residents", "The council")
_AWKWARD: Final = (  # each has been lost, split or run by something that writes or reads it
    "Caf\u00e9",
    "Cafe\u0301",  # the same to the eye: a letter and a mark on it
    "Cymru\u2019n Un \u2013 diogel",
    "\u0645\u062c\u062a\u0645\u0639 \u0622\u0645\u0646",  # from right to left
    "\U0001f469\u200d\U0001f692 volunteers",  # one sign of three characters
    "Two\nlines",
    " spaces at both ends ",
    "no: [is, a] # word",
    "012:30",
    "=1+1",
    "<b>bold</b> & *star* | bar",
    "A long sentence. " * 30,
)
_FIRST_YEAR: Final = 2017
_QUALIFIED: Final = ("", "about ", "nearly ", "over ", "up to ", "at least ", "fewer than ")
_DATED: Final = ("2017", "2017-10", "2017-10-31", "October 2017", "late 2017", "2017/18")
_PARTS: Final = ("early", "mid", "late", "end of", "first half of", "latter half of", "spring")
_UNITS: Final = (
    *("offence", "resident", "casualty", "incident", "person", "household", "worker", "vehicle"),
    *("metre", "mile", "kilometre", "second", "hour", "day", "year", "GBP", "dimensionless"),
)
_LARGEST: Final = 1e12


def texts(*, max_size: int = 12) -> st.SearchStrategy[str]:
    """Draw words of the field, awkward ones, or any text; shrinks to a readable one.

    Args:
        max_size: The greatest number of characters of any other text.
    """
    return st.sampled_from(_WORDS) | st.sampled_from(_AWKWARD) | st.text(max_size=max_size)


def ids() -> st.SearchStrategy[Id]:
    """Draw ids as plans use them: small letters, digits, hyphens and full stops."""
    readable = st.sampled_from(["first", "second", "safe-cycling", "a.1"])
    return (readable | st.from_regex(r"[a-z0-9]+([-.][a-z0-9]+)?", fullmatch=True)).map(
        lambda text: Id(text[:80].rstrip("-."))
    )


def months(*, first: Month | None = None, last: Month | None = None) -> st.SearchStrategy[Month]:
    """Draw months, the simplest of them the first, or January 2017.

    Args:
        first: The earliest month; the year 1000 if not said.
        last: The latest month; the year 9999 if not said.
    """
    low = (first or Month(1000, 1)).index
    high = (last or Month(9999, 12)).index
    simplest = max(low, min(high, Month(_FIRST_YEAR, 1).index))
    return st.integers(low - simplest, high - simplest).map(
        lambda steps: Month.from_index(simplest + steps)
    )


def quarters() -> st.SearchStrategy[Quarter]:
    """Draw quarters of years that begin in any month; shrinks to the first of 2017."""
    return st.builds(
        lambda years, number, first: Quarter(
            year=_FIRST_YEAR + years, number=number, first_month=first
        ),
        st.integers(1000 - _FIRST_YEAR, 9998 - _FIRST_YEAR),
        st.integers(1, 4),
        st.sampled_from([1, 4, 7, 10]) | st.integers(1, 12),
    )


def partial_dates(*, known: bool = False) -> st.SearchStrategy[PartialDate]:
    """Draw dates as plans write them; shrinks to "2017".

    Args:
        known: Leave out dates without any bound.
    """
    closed = st.one_of(
        st.sampled_from(_DATED),
        months().map(str),
        months().map(lambda month: month.words),
        st.dates(dt.date(1000, 1, 1)).map(dt.date.isoformat),
        st.builds("{} {}".format, st.sampled_from(_PARTS), st.integers(1000, 9999)),
    )
    written = closed | st.builds("{} {}".format, st.sampled_from(["from", "until"]), closed)
    if not known:
        written |= st.sampled_from(["unknown", "spring of unknown year"])
    return written.map(PartialDate.parse)


@functools.cache
def _bounds() -> st.SearchStrategy[PartialDate | None]:
    """Return the one strategy of a side of a period: to build it anew for each takes long."""
    return st.none() | partial_dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Draw periods, open on either side or none; shrinks to an open one."""
    start, end = draw(_bounds()), draw(_bounds())
    if start and end and end.before(start) is Answer.YES:
        start, end = end, start
    return Period(start=start, end=end)


def approximations(*, percent: bool | None = None) -> st.SearchStrategy[Approx]:
    """Draw numbers in the words of plans, ranges, exact numbers, and what is not known.

    Args:
        percent: Draw percentages only, or none of them; both if None.
    """
    sign = st.sampled_from(["", "%"] if percent is None else ["%"] if percent else [""])
    number = st.integers(0, 10**7).map("{:,}".format) | st.decimals(0, 200, places=2).map(str)
    spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
        lambda pair: f"{min(pair)}..{max(pair)}"
    )
    words = st.builds("{}{}".format, st.sampled_from(_QUALIFIED), number) | spans
    readable = st.sampled_from(["25", "nearly 90", "over 60"])
    drawn = st.builds("{}{}".format, readable | words, sign).map(Approx.parse)
    if percent:
        return drawn
    unknown = st.sampled_from(["unknown", "Unknown"]).map(Approx.parse)
    return drawn | st.floats(-1e9, 1e9).map(Approx.exact) | unknown


def units() -> st.SearchStrategy[str]:
    """Draw the text of a unit: one word, a rate, or a power; shrinks to "offence"."""
    return st.recursive(
        st.sampled_from(_UNITS),
        lambda inner: (
            st.builds("{} / ({})".format, inner, inner)
            | st.builds("{} * {}".format, inner, inner)
            | st.builds("({}) ** {}".format, inner, st.sampled_from([2, -1]))
        ),
        max_leaves=4,
    )


def quantities(unit: str | None = None) -> st.SearchStrategy[Quantity]:
    """Draw numbers with a unit, those that are no tiny fraction and no more than 1e12.

    Args:
        unit: The unit of all of them; any if None.
    """
    whole = st.integers(-(10**6), 10**6).map(float)
    broken = st.floats(-_LARGEST, _LARGEST).filter(lambda n: n == 0 or abs(n) > 1 / _LARGEST)
    return st.builds(Quantity, whole | broken, units() if unit is None else st.just(unit))


def money() -> st.SearchStrategy[Money]:
    """Draw sums in pounds and pence, with the year of their prices or without."""
    pounds = st.integers(-(10**9), 10**11).map(lambda pence: Decimal(pence) / 100)
    return st.builds(Money, pounds=pounds, price_year=st.none() | st.integers(1990, 2030))


def thresholds() -> st.SearchStrategy[Threshold]:
    """Draw thresholds, whole numbers for the most part."""
    number = st.integers(0, 200).map(Decimal) | st.decimals(0, 200, places=1)
    return st.builds(Threshold, number, st.sampled_from(Bound))
