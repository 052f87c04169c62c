"""Quarters of years that begin in any month."""

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.quantities.quarter import Quarter


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-Q3", Month(2026, 7), Month(2026, 9)),
        ("2018-Q1 from July", Month(2018, 7), Month(2018, 9)),
        ("2018-Q4 from July", Month(2019, 4), Month(2019, 6)),
        ("2025/26 Q1", Month(2025, 4), Month(2025, 6)),
        ("2025/26-Q4", Month(2026, 1), Month(2026, 3)),
        ("1999/00 Q4", Month(2000, 1), Month(2000, 3)),
    ],
)
def test_months(text: str, first: Month, last: Month) -> None:
    """A quarter has three months from the first month of its year."""
    months = Quarter.parse(text).months()

    assert (first, last) == (months[0], months[-1])
    assert months == Quarter.parse(text).period.months()


@pytest.mark.parametrize("first", range(1, 13))
def test_every_month_has_its_quarter(first: int) -> None:
    """Each month lies in the quarter that is said to hold it."""
    for index in range(24):
        month = Month(2018, 1) + index

        assert month in Quarter.of(month, first_month=first).months()


@pytest.mark.parametrize("text", ["2026-Q3", "2018-Q1 from July", "2025-Q1 from April"])
def test_round_trip(text: str) -> None:
    """A quarter is written as it is read."""
    assert text == str(Quarter.parse(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-Q1 from July", "July to September 2018"),
        ("2018-Q3 from June", "December 2018 to February 2019"),
    ],
)
def test_words(text: str, words: str) -> None:
    """A quarter is told by its first and its last month, and by two years where it has two."""
    assert words == Quarter.parse(text).words


def test_neighbours() -> None:
    """A year has four quarters."""
    quarter = Quarter.parse("2018-Q4 from July")

    assert "2019-Q1 from July" == str(quarter + 1)
    assert quarter < quarter + 1
    assert quarter == quarter + 4 + -4


def test_kinds_do_not_compare() -> None:
    """Quarters of years that begin in different months are not ordered."""
    with pytest.raises(InputError, match="of the kind of 2018-Q1"):
        assert Quarter.parse("2018-Q1") < Quarter.parse("2018-Q1 from July")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-Q5", "a quarter such as"),
        ("Q1", "a quarter such as"),
        ("2018/20 Q1", "2018/19"),
        ("2018-Q1 from Nowember", "name of a month"),
        ("201\uff18-Q1", "a quarter such as"),
        (None, "a text, got None"),
    ],
)
def test_refused(text: str, words: str) -> None:
    """Anything else is refused with the form that is expected."""
    with pytest.raises(InputError, match=words):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("year", "number", "first", "words"),
    [
        (999, 1, 1, "year: expected a whole number from 1000 to 9999, got 999"),
        (2018, 5, 1, "number: expected a whole number from 1 to 4, got 5"),
        (2018, True, 1, "number: expected a whole number from 1 to 4, got True"),
        (2018, 1, 13, "first_month: expected a whole number from 1 to 12, got 13"),
    ],
)
def test_no_such_quarter(year: int, number: int, first: int, words: str) -> None:
    """A quarter that is none is an input error, as a month is."""
    with pytest.raises(InputError, match=words):
        Quarter(year=year, number=number, first_month=first)
