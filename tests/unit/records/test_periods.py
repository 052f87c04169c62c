"""Reading the periods of tables."""

from __future__ import annotations

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import PeriodFormat
from safetykit.records.periods import local_month, read_period, require_span


@pytest.mark.parametrize(
    ("form", "text", "first"),
    [
        ("month", "2017-10", Month(2017, 10)),
        ("month", "2017/10", Month(2017, 10)),
        ("month", "201710", Month(2017, 10)),
        ("month", "2017 10", Month(2017, 10)),
        ("month", "2017 October", Month(2017, 10)),
        ("month", "October 2017", Month(2017, 10)),
        ("month", "Sept 2017", Month(2017, 9)),
        ("month", "Oct-17", Month(2017, 10)),
        ("month", "Jan-69", Month(1969, 1)),
        ("month", "Dec-68", Month(2068, 12)),
        ("month", "Oct-99", Month(1999, 10)),
        ("month", "2017-1", Month(2017, 1)),
        ("month", "2017-10-01", Month(2017, 10)),
        ("date", "2017-10-31", Month(2017, 10)),
        ("date", "2017-10-31T23:30:00", Month(2017, 10)),
        ("day-month-year", "01/02/2024", Month(2024, 2)),
        ("day-month-year", "1/2/2024 23:59", Month(2024, 2)),
        ("utc", "2018-08-31T23:13:35+00:00", Month(2018, 9)),
        ("quarter", "2018-Q2", Month(2018, 4)),
        ("quarter", "Q2 2018", Month(2018, 4)),
        ("quarter", "2018 2", Month(2018, 4)),
        ("quarter", "2018-Q1 from July", Month(2018, 7)),
        ("quarter", "2025/26 Q1", Month(2025, 4)),
        ("financial-year", "2017/18", Month(2017, 4)),
        ("financial-year", "2017-18", Month(2017, 4)),
        ("financial-year", "1999/2000", Month(1999, 4)),
        ("year-ending", "year ending June 2025", Month(2024, 7)),
        ("year-ending", "YE 31 Mar 2019", Month(2018, 4)),
        ("year-ending", "2025-06-30", Month(2024, 7)),
        ("year", "2017", Month(2017, 1)),
    ],
)
def test_period_in_its_format(form: str, text: str, first: Month) -> None:
    """A period gives its first month."""
    assert first == read_period(text, PeriodFormat(form))


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("month", "2019-13", "a month such as 2017-10"),
        ("month", "Octopus 2017", "a month such as 2017-10"),
        ("month", "2017", "a month such as 2017-10"),
        ("month", "20171", "a month such as 2017-10"),
        ("year", "20_17", "a year such as 2017"),
        ("year", "+2017", "a year such as 2017"),
        ("date", "31/10/2017", "a day such as 2017-10-31"),
        ("day-month-year", "31/02/2017", "a day such as 31/10/2017"),
        ("day-month-year", "2017-10-31", "a day such as 31/10/2017"),
        ("utc", "yesterday", "a timestamp such as"),
        ("quarter", "2018-Q5", "a quarter such as"),
        ("financial-year", "2017/19", "a financial year such as 2017/18"),
        ("financial-year", "2017/2118", "a financial year such as 2017/18"),
        ("year-ending", "sometime", "a year such as year ending June 2025"),
        ("year", "17", "a year such as 2017"),
        ("year", "", "a year such as 2017"),
    ],
)
def test_text_of_no_period(form: str, text: str, expected: str) -> None:
    """A text that is not of the format is refused, with an example."""
    with pytest.raises(InputError, match=expected):
        read_period(text, PeriodFormat(form))


def test_hour_around_midnight_in_summer_and_winter() -> None:
    """Summer time moves the last hour of August, and winter time moves none of January."""
    assert (Month(2018, 9), Month(2018, 8)) == local_month("2018-08-31T23:13:35+00:00")
    assert (Month(2018, 1), Month(2018, 1)) == local_month("2018-01-31T23:13:35+00:00")
    assert (Month(2018, 9), Month(2018, 8)) == local_month("2018-08-31T23:13:35")
    assert (Month(2018, 9), Month(2018, 8)) == local_month("2018-09-01T00:13:35+01:00")


def test_months_of_a_period() -> None:
    """A format says how long its periods are."""
    assert [1, 3, 12] == [PeriodFormat(f).step for f in ("utc", "quarter", "year-ending")]


def test_periods_of_more_than_two_centuries() -> None:
    """A year that was mistyped would fill the memory; years may span more than months."""
    require_span(Month(1819, 1), Month(2019, 1), "a.csv")
    require_span(Month(1019, 1), Month(2019, 1), "a.csv", step=12)
    with pytest.raises(InputError, match=r"a\.csv: .*1819-01 to 2019-02'\. Look for a year"):
        require_span(Month(1819, 1), Month(2019, 2), "a.csv")
