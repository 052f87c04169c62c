"""What one cell of a table of figures says: its period, its value, its day."""

from __future__ import annotations

import datetime as dt

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.aggregate.figures import parse_base, parse_day, parse_mark, parse_value
from safetykit.records.aggregate.periods import parse_span


@pytest.mark.parametrize(
    ("text", "first", "step"),
    [
        ("2026-07", Month(2026, 7), 1),
        ("July 2026", Month(2026, 7), 1),
        ("Sept-2026", Month(2026, 9), 1),
        ("jul 2026", Month(2026, 7), 1),
        ("2026-07..2026-09", Month(2026, 7), 3),
        ("2026-04 .. 2027-03", Month(2026, 4), 12),
        ("2026/27 Q2", Month(2026, 7), 3),
        ("2026-Q2 from July", Month(2026, 10), 3),
        ("2026/27", Month(2026, 4), 12),
    ],
)
def test_period_that_says_all(text: str, first: Month, step: int) -> None:
    """A period that names its months needs nothing else."""
    span = parse_span(text)

    assert (first, step) == (span.first, span.step)


@pytest.mark.parametrize(
    ("text", "year_starts", "first"),
    [
        ("2026 Q3", 1, Month(2026, 7)),
        ("2026-q3", 4, Month(2026, 10)),
        ("2026Q4", 4, Month(2027, 1)),
        ("2026", 7, Month(2026, 7)),
    ],
)
def test_period_of_a_stated_year(text: str, year_starts: int, first: Month) -> None:
    """A quarter counts from the month in which its year begins."""
    assert first == parse_span(text, year_starts=year_starts).first


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("2026 Q3", r"a quarter whose first month is known.*Say in which month the year begins"),
        ("2026", r"a year whose first month is known.*2026/27"),
        ("2026-13", r"a period such as 2026-07"),
        ("2026-07..2026-08", r"a month, three months or twelve"),
        ("2026-09..2026-07", r"a month, three months or twelve"),
        ("2026-07..soon", r"a period such as"),
        ("Jux 2026", r"a period such as"),
        ("Ma 2026", r"a period such as"),
        ("2026/28", r"a financial year such as 2026/27"),
        ("2026/27 Q5", r"a quarter such as"),
        ("", r"a period such as"),
    ],
)
def test_period_that_cannot_be_read(text: str, match: str) -> None:
    """What could mean two things, or nothing, is refused."""
    with pytest.raises(InputError, match=match):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "count", "most", "suppressed"),
    [
        ("0", 0, None, False),
        ("1,204", 1204, None, False),
        ("12345678", 12345678, None, False),
        ("n/a", None, None, False),
        ("–", None, None, False),
        ("", None, None, False),
        ("<5", None, 4, True),
        ("fewer than 10", None, 9, True),
        ("*", None, None, True),
        ("[c]", None, None, True),
    ],
)
def test_value(text: str, count: int | None, most: int | None, suppressed: bool) -> None:
    """Nought, not known and suppressed are three things."""
    value = parse_value(text)

    assert (count, most, suppressed) == (value.count, value.most, value.suppressed)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("45%", r"a count and not a percentage.*out of how many as the denominator"),
        ("4.5", r"a whole number of 0 or more.*send what it is made of"),
        ("£1,200", r"a whole number.*an amount of money is no count"),
        ("-3", r"a whole number.*Write 0 if there were none"),
        ("nil", r"a whole number.*Write 0 if there were none, and n/a if it is not known"),
        ("12,04", r"a whole number"),
        ("٣", r"a whole number"),
        ("<0", r"a limit above 0"),
        ("9" * 16, r"a number up to"),
    ],
)
def test_value_that_is_no_count(text: str, match: str) -> None:
    """What is not a count is refused, with what to send instead."""
    with pytest.raises(InputError, match=match):
        parse_value(text)


@pytest.mark.parametrize(
    ("text", "base"), [("", None), ("n/a", None), ("1,250", 1250.0), ("61.5", 61.5)]
)
def test_base(text: str, base: float | None) -> None:
    """A denominator may be absent, and it may be a mid-year average."""
    assert base == parse_base(text)


@pytest.mark.parametrize("text", ["0", "-1", "many", "45%", "1e3"])
def test_base_that_is_none(text: str) -> None:
    """Nothing is a part of nought."""
    with pytest.raises(InputError, match=r"denominator: expected a number above 0"):
        parse_base(text)


def test_day() -> None:
    """A day is written in the one way that nobody misreads."""
    assert dt.date(2026, 10, 5) == parse_day("2026-10-05")
    with pytest.raises(InputError, match="05/10/2026 is read in two ways"):
        parse_day("05/10/2026")
    with pytest.raises(InputError, match="a day such as 2026-10-05"):
        parse_day("2026-02-30")


def test_mark() -> None:
    """A figure is provisional, final or revised; a blank is none of them."""
    assert ["yes", "no", "revised"] == [parse_mark(t) for t in ("Provisional", "final", "Revised")]
    with pytest.raises(InputError, match=r"yes, no or revised.*A blank says neither"):
        parse_mark(" ")


def test_period_that_ends_after_all_years() -> None:
    """It is refused with its cell, and not later, where nobody knows the line."""
    with pytest.raises(InputError, match=r"from 1000 to 9999, got 10000"):
        parse_span("9999/00")
