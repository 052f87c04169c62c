"""Periods of returns."""

from __future__ import annotations

import pytest

from safetykit.documents.returns import parse_month, parse_period, period_text
from safetykit.documents.returns.periods import last_day, same_period
from safetykit.errors import InputError
from safetykit.quantities import PartialDate, Period


@pytest.mark.parametrize(
    ("text", "first_month", "months"),
    [
        ("2026-Q1", 1, "2026-01..2026-03"),
        ("2026-Q3", 1, "2026-07..2026-09"),
        ("2026-q3", 4, "2026-10..2026-12"),
        ("2026-Q4", 4, "2027-01..2027-03"),
        ("2026-Q4", 12, "2027-09..2027-11"),
        (" 2026-07..2026-09 ", 4, "2026-07..2026-09"),
        ("2026/27 Q2", 4, "2026-07..2026-09"),
        ("2026/27 Q2", 1, "2026-07..2026-09"),
    ],
)
def test_quarters(text: str, first_month: int, months: str) -> None:
    """A quarter counts from the first month of its year; months are what they are."""
    assert months == period_text(parse_period(text, year_starts=first_month))


def test_quarters_of_the_financial_year() -> None:
    """Unless somebody says otherwise, the year begins in April, as councils count."""
    assert "2026-07..2026-09" == period_text(parse_period("2026-Q2"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026", r'expected a period such as "2026-Q2", "2026/27 Q2" or .*, got \'2026\'\.'),
        ("2026-Q5", "expected a period"),
        ("2026-07..", r'It needs a month such as "2017-10" on each side'),
        ("2026-09..2026-07", r"a last month that is not before the first, got '2026-09\.\."),
        ("9999-Q4", r"expected a period .*\. The calendar ends with the year 9999\."),
        ("", "expected a period"),
    ],
)
def test_no_period(text: str, reason: str) -> None:
    """What is no period is refused with both forms."""
    with pytest.raises(InputError, match=reason):
        parse_period(text, year_starts=12 if text.startswith("9999") else 1)


@pytest.mark.parametrize("month", [0, 13])
def test_year_that_starts_in_no_month(month: int) -> None:
    """The month is named as what is wrong, and not the period."""
    with pytest.raises(InputError, match=f"^first_month: expected .* from 1 to 12, got {month}"):
        parse_period("2026-Q2", year_starts=month)


@pytest.mark.parametrize(("text", "number"), [("april", 4), (" April", 4), ("4", 4), ("12", 12)])
def test_months(text: str, number: int) -> None:
    """A month is a name or a number."""
    assert number == parse_month(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Apryl", 'expected a month such as April.*Did you mean "April"'),
        ("13", "a number from 1 to 12"),
        ("0", "a number from 1 to 12"),
        ("1001", "a number from 1 to 12"),
    ],
)
def test_no_month(text: str, reason: str) -> None:
    """What is no month is refused."""
    with pytest.raises(InputError, match=reason):
        parse_month(text)


def test_periods_are_compared_by_days() -> None:
    """How a period is written does not matter, and an open one is only like itself."""
    written = Period(start=PartialDate.parse("July 2026"), end=PartialDate.parse("September 2026"))
    open_ended = Period(start=PartialDate.parse("July 2026"))

    assert same_period(parse_period("2026-Q2"), written)
    assert not same_period(parse_period("2026-Q1"), written)
    assert same_period(open_ended, open_ended)
    assert not same_period(open_ended, Period(start=PartialDate.parse("2026-07")))
    assert last_day(open_ended) is None
    assert "July 2026..open" == period_text(open_ended)
