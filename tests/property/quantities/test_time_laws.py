"""Laws of months and partly known dates."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from safetykit.quantities import Answer, Month, PartialDate, Period, month_range

MONTHS = st.builds(Month, st.integers(1000, 9999), st.integers(1, 12))
DAYS = st.dates(dt.date(1000, 1, 1))
PARTS = ["early", "mid", "late", "end of", "first half of", "latter half of", "spring", "autumn"]
CLOSED = st.one_of(
    st.integers(1000, 9999).map(str),
    MONTHS.map(str),
    MONTHS.map(lambda month: month.words),
    DAYS.map(dt.date.isoformat),
    st.builds("{} {}".format, st.sampled_from(PARTS), st.integers(1000, 9999)),
)
TEXTS = CLOSED | st.builds("{} {}".format, st.sampled_from(["from", "until"]), CLOSED)
DATES = (TEXTS | st.sampled_from(["unknown", "spring of unknown year"])).map(PartialDate.parse)


def possible(date: PartialDate, day: dt.date) -> bool:
    """Return whether a date can mean a day."""
    return (date.earliest or day) <= day <= (date.latest or day)


@given(MONTHS, st.integers(-500, 500))
def test_month_arithmetic(month: Month, steps: int) -> None:
    """Adding and subtracting months undo each other, and keep the order."""
    if not 12_000 <= month.index + steps < 120_000:
        return
    other = month + steps

    assert steps == other - month
    assert month == other + -steps
    assert (steps > 0) is (other > month)
    assert month == Month.parse(str(month)) == Month.from_index(month.index)
    assert other == Month.of(other.first_day) == Month.of(other.last_day)
    assert max(0, steps + 1) == len(month_range(month, other))
    assert other == Month(9999, 12) or other.last_day + dt.timedelta(1) == (other + 1).first_day


@given(DATES)
def test_text_round_trip(date: PartialDate) -> None:
    """A date that was written is read back with its bounds."""
    again = PartialDate.parse(str(date))

    assert (date, date.earliest, date.latest) == (again, again.earliest, again.latest)


@given(DATES, DATES, DAYS, DAYS)
def test_before_never_lies(a: PartialDate, b: PartialDate, x: dt.date, y: dt.date) -> None:
    """An answer that is told holds for every pair of days that the words can mean."""
    if not (possible(a, x) and possible(b, y)):
        x, y = a.earliest or a.latest or x, b.latest or b.earliest or y
    answer = a.before(b)

    assert answer is not Answer.YES or x < y
    assert answer is not Answer.NO or x >= y


@given(DATES, DATES, DATES)
def test_before_is_a_strict_order(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    """No date is before itself, of two at most one is first, and the order carries over."""
    assert a.before(a) is not Answer.YES
    assert a.before(b) is not Answer.YES or b.before(a) is Answer.NO
    assert Answer.YES not in (a.before(b) & b.before(c),) or a.before(c) is Answer.YES


@given(st.none() | DATES, st.none() | DATES, DAYS)
def test_period_answers_what_its_sides_allow(
    start: PartialDate | None, end: PartialDate | None, day: dt.date
) -> None:
    """A period covers a day surely if both sides say so, and not if one of them excludes it."""
    try:
        period = Period(start=start, end=end)
    except ValueError:
        return
    answer = period.covers(day)
    too_early = start and start.earliest and day < start.earliest
    too_late = end and end.latest and day > end.latest

    assert answer is not Answer.NO or too_early or too_late
    assert not (too_early or too_late) or answer is Answer.NO
    assert start is not None or end is not None or answer is Answer.YES
