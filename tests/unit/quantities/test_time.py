"""Months, partly known dates and periods."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Answer, Cadence, Month, PartialDate, Period, month_range

YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def date(text: str) -> PartialDate:
    """Read a date."""
    return PartialDate.parse(text)


def test_month_arithmetic() -> None:
    """Months step over years in both directions."""
    november = Month.parse("2016-11")

    assert Month(2017, 11) == november + 12
    assert Month(2015, 12) == november + -11
    assert 11 == Month(2017, 10) - november
    assert november == Month.from_index(november.index)
    assert Month(2016, 12) > november


def test_month_days_and_words() -> None:
    """A month knows its days and its words."""
    february = Month(2016, 2)

    assert (dt.date(2016, 2, 1), dt.date(2016, 2, 29)) == (february.first_day, february.last_day)
    assert ("2016-02", "February 2016") == (str(february), february.words)
    assert february == Month.of(dt.date(2016, 2, 14))
    assert february == pickle.loads(pickle.dumps(february))


@pytest.mark.parametrize(
    ("year", "month", "reason"),
    [
        (2017, 13, "month: expected a whole number from 1 to 12, got 13"),
        (2017, 0, "month: expected a whole number from 1 to 12, got 0"),
        (2017, True, "month: .* got True"),
        (2017, 1.0, "month: .* got 1.0"),
        ("2017", 1, "year: expected a whole number from 1000 to 9999, got '2017'"),
        (999, 1, "year: .* got 999"),
        (10000, 1, "year: .* got 10000"),
    ],
)
def test_no_such_month(year: int, month: int, reason: str) -> None:
    """A month that is none is an input error."""
    with pytest.raises(InputError, match=reason):
        Month(year, month)


def test_month_beyond_the_calendar() -> None:
    """Arithmetic that leaves the years from 1000 to 9999 is an input error."""
    with pytest.raises(InputError, match="a whole number from 1000 to 9999, got 10000"):
        Month(9999, 12) + 1


@pytest.mark.parametrize("text", ["2017", "2017-13", "2017-1", "0999-01", "2\uff1017-10", "", "x"])
def test_month_words_that_are_refused(text: str) -> None:
    """Only YYYY-MM in plain digits is a month."""
    with pytest.raises(InputError, match='month: expected a month such as "2017-10"'):
        Month.parse(text)


def test_month_range() -> None:
    """A range holds both ends, and nothing if they are the wrong way round."""
    first, last = Month(2016, 12), Month(2017, 2)

    assert (Month(2016, 12), Month(2017, 1), Month(2017, 2)) == month_range(first, last)
    assert () == month_range(last, first)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-10", "2017-10-01", "2017-10-31"),
        ("2017-10-31", "2017-10-31", "2017-10-31"),
        ("October 2017", "2017-10-01", "2017-10-31"),
        ("31 October 2017", "2017-10-31", "2017-10-31"),
        ("1st\u00a0April 2026", "2026-04-01", "2026-04-01"),
        ("until 31 March 2027", None, "2027-03-31"),
        ("early 2017", "2017-01-01", "2017-04-30"),
        ("Late  2017", "2017-09-01", "2017-12-31"),
        ("latter half of 2017", "2017-07-01", "2017-12-31"),
        ("end of 2017", "2017-10-01", "2017-12-31"),
        ("from 2017-05", "2017-05-01", None),
        ("From October 2017", "2017-10-01", None),
        ("until 2020", None, "2020-12-31"),
        ("unknown", None, None),
        ("from unknown", None, None),
        ("latter half of unknown year", None, None),
        ("2015/16", "2015-04-01", "2016-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("between 2018-07 and 2019-06", "2018-07-01", "2019-06-30"),
        ("between 2018-07 and unknown", "2018-07-01", None),
    ],
)
def test_dates_as_plans_write_them(text: str, earliest: str | None, latest: str | None) -> None:
    """The bounds are the first and the last day that the words can mean."""
    found = date(text)

    assert earliest == (found.earliest and found.earliest.isoformat())
    assert latest == (found.latest and found.latest.isoformat())
    assert found == date(str(found))
    assert found.known is (earliest is not None or latest is not None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2017-02-31", "There is no such day in the calendar"),
        ("2017-13", "Months run from 01 to 12"),
        ("2017-00", "Months run from 01 to 12"),
        ("0000-01-01", "expected a date such as"),
        ("late 0999", "expected a date such as"),
        ("2017-W05-1", "expected a date such as"),
        ("٢٠١٧", "expected a date such as"),
        ("31/03/2026", "Write the year first: 2026-03-31"),
        ("Q4 2025/26", "Write its months, as in .between 2026-01 and 2026-03"),
        ("by March 2027", 'Leave out "by", or write "until"'),
        ("31 June 2026", "There is no such day in the calendar"),
        ("31 Octember 2017", "expected a date such as"),
        ("9999/00", "There is no such day in the calendar"),
        ("2026-27", 'a financial year is written "2017/18"'),
        ("2026/2027", 'A financial year is written "2026/27"'),
        ("2026–27", 'A financial year is written "2026/27"'),
        ("“2024-03”", "Write straight quotes, or none"),
        ("Octember 2017", "expected a date such as"),
        ("from from 2017", "expected a date such as"),
        ("until from 2017", "expected a date such as"),
        ("from", "expected a date such as"),
        ("from 2017-02-31", "There is no such day in the calendar"),
        ("", "expected a date such as"),
        ("from " * 2000 + "2017", "at most 1000 characters"),
        (2017, "expected a text, got 2017"),
        (None, "expected a text, got None"),
    ],
)
def test_dates_that_are_refused(text: str, reason: str) -> None:
    """What is no date is an input error that says why."""
    with pytest.raises(InputError, match=reason):
        date(text)


def test_of_a_day_and_of_a_moment() -> None:
    """A moment counts as its day."""
    assert date("2017-10-31") == PartialDate.of(dt.date(2017, 10, 31))
    assert date("2017-10-31") == PartialDate.of(dt.datetime(2017, 10, 31, 12, 30))  # noqa: DTZ001


def test_bounds_the_wrong_way_round() -> None:
    """An earliest day after the latest is refused."""
    with pytest.raises(InputError, match="an earliest day that is not after the latest"):
        PartialDate(text="x", earliest=dt.date(2018, 1, 1), latest=dt.date(2017, 1, 1))


def test_year() -> None:
    """The year is known where the words leave only one."""
    assert 2017 == date("late 2017").year
    assert date("from 2017").year is None
    assert date("unknown").year is None


@pytest.mark.parametrize(
    ("answer", "a", "b"),
    [
        (YES, "2017-03", "2017-04"),
        (NO, "2017-04", "2017-03"),
        (NO, "2017-03-01", "2017-03-01"),
        (MAYBE, "2017", "2017"),
        (MAYBE, "2017-03", "2017"),
        (MAYBE, "unknown", "2017"),
        (YES, "until 2016", "from 2017"),
        (NO, "from 2017", "until 2016"),
        (MAYBE, "from 2017", "from 2018"),
        (YES, "2016", "from 2017"),
    ],
)
def test_before(answer: Answer, a: str, b: str) -> None:
    """Order is told only where every meaning of the words agrees."""
    assert answer is date(a).before(date(b))


@pytest.mark.parametrize(
    ("answer", "start", "end", "day"),
    [
        (YES, None, None, "2017-06-01"),
        (YES, "2016", None, "2017-06-01"),
        (NO, "2018", None, "2017-06-01"),
        (MAYBE, "2017", None, "2017-06-01"),
        (MAYBE, "unknown", None, "2017-06-01"),
        (MAYBE, None, "unknown", "2017-06-01"),
        (NO, "unknown", "2016", "2017-06-01"),
        (MAYBE, "unknown", "2018", "2017-06-01"),
        (MAYBE, "from 2016", "2018", "2017-06-01"),
        (YES, "until 2016", "2018", "2017-06-01"),
        (YES, "2017-06-01", "2017-06-01", "2017-06-01"),
    ],
)
def test_period_covers(answer: Answer, start: str | None, end: str | None, day: str) -> None:
    """An open side excludes nothing; a side that is unknown leaves the answer open."""
    period = Period(start=start and date(start), end=end and date(end))

    assert answer is period.covers(dt.date.fromisoformat(day))


def test_period_months_and_words() -> None:
    """A period has the months from its first to its last possible day."""
    period = Period(start=date("2016-11"), end=date("October 2017"))

    assert 12 == len(period.months())
    assert "2016-11 to October 2017" == str(period)
    assert "November 2016 to October 2017" == period.words
    assert ("open to open", "open to open") == (str(Period()), Period().words)


@pytest.mark.parametrize("start", [None, "unknown", "until 2015"])
def test_months_of_an_open_period(start: str | None) -> None:
    """A period without a known start has no list of months."""
    with pytest.raises(InputError, match="a period with a known start and a known end"):
        Period(start=start and date(start), end=date("2017")).months()


def test_period_that_ends_before_it_starts() -> None:
    """An end that is surely before the start is refused."""
    with pytest.raises(InputError, match="period: expected an end that is not before the start"):
        Period(start=date("2018"), end=date("2017"))


def test_cadence_in_months() -> None:
    """Cadences of whole months say how many."""
    assert [None, 1, 3, 12, None, None] == [cadence.months for cadence in Cadence]
