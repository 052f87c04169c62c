"""Which months are compared with a baseline. Needs numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation.results import Window
from safetykit.evaluation.windows import (
    Choice,
    choose_window,
    comparable,
    last_complete_month,
    limits_of,
)
from safetykit.quantities import Month
from safetykit.records import Break

Make = Callable[..., Any]
BREAK = Break(code="b", title="Flood", start=Month(2019, 4), reason="Wet.", source="S")
LASTING = Break(
    code="b", title="Flood", start=Month(2018, 4), end=Month(2019, 3), reason="Wet.", source="S"
)


@pytest.fixture
def choose(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Choice]:
    """Return a chooser for records of 2016 to 2020."""

    def pick(
        baseline: str = "2017-01 to 2017-12",
        *,
        day: dt.date = dt.date(2020, 12, 31),
        time: str = "2018-01 to open",
        breaks: tuple[Break, ...] = (),
        months: int = 60,
    ) -> Choice:
        counts = make_counts("2016-01", {"Burglary": [1] * months})
        limits = limits_of(make_plan(time=time), counts, day)
        return choose_window(make_indicator(baseline), limits, breaks)

    return pick


def months(first: str, last: str) -> Window:
    """Return a window."""
    return Window(first=Month.parse(first), last=Month.parse(last))


@pytest.mark.parametrize(
    ("day", "last"),
    [((2019, 2, 27), "2019-01"), ((2019, 2, 28), "2019-02"), ((2020, 2, 28), "2020-01")],
)
def test_last_complete_month(day: tuple[int, int, int], last: str) -> None:
    """A month counts from its last day on."""
    assert last == str(last_complete_month(dt.date(*day)))


@pytest.mark.parametrize(
    ("given", "after", "reason"),
    [
        ({}, ("2020-01", "2020-12"), "The latest 12 complete months up to the end of the data."),
        (
            {"day": dt.date(2020, 6, 15)},
            ("2019-06", "2020-05"),
            "The latest 12 complete months up to the day of the evaluation.",
        ),
        (
            {"time": "2018-01 to 2019-10"},
            ("2018-11", "2019-10"),
            "The latest 12 complete months up to the end of the plan.",
        ),
        ({"day": dt.date(2018, 12, 31)}, ("2018-01", "2018-12"), "the day of the evaluation"),
        ({"breaks": (BREAK,)}, ("2018-04", "2019-03"), "Flood (April 2019 on) broke the series"),
        (
            {"baseline": "2018-04 to 2018-06", "breaks": (LASTING,)},
            None,
            "The end of “Flood” (March 2019) left fewer than 3 comparable months",
        ),
        (
            {"baseline": "2016-01 to 2017-12", "breaks": ()},
            ("2019-01", "2020-12"),
            "The latest 24 complete months",
        ),
        (
            {"baseline": "2017-03 to 2017-05", "day": dt.date(2020, 4, 30)},
            ("2019-03", "2019-05"),
            "The latest 3 complete months of the same names up to the day of the evaluation.",
        ),
        ({"time": "2019-03 to open"}, ("2020-01", "2020-12"), "the end of the data"),
        ({"time": "open to open"}, ("2020-01", "2020-12"), "the end of the data"),
        ({"time": "unknown to unknown"}, ("2020-01", "2020-12"), "the end of the data"),
    ],
)
def test_chosen_months(
    choose: Callable[..., Choice],
    given: dict[str, Any],
    after: tuple[str, str] | None,
    reason: str,
) -> None:
    """The latest comparable months are chosen, and the reason names what bounds them."""
    choice = choose(**given)

    assert (months(*after) if after else None) == choice.after
    assert reason in choice.reason
    assert choice.due


@pytest.mark.parametrize(
    ("given", "due", "reason"),
    [
        ({"day": dt.date(2018, 12, 30)}, False, "Fewer than 12 months have passed between"),
        ({"months": 35}, False, "between the baseline and the end of the data."),
        ({"time": "2018-01 to 2018-06"}, True, "between the baseline and the end of the plan."),
        (
            {"time": "2020-03 to open"},
            False,
            "Fewer than 12 months have passed between the start of the plan and",
        ),
        (
            {
                "baseline": "2017-01 to 2017-03",
                "day": dt.date(2017, 12, 31),
                "time": "open to open",
            },
            False,
            "The calendar months of the baseline have not all come round again between the "
            "baseline and the day of the evaluation.",
        ),
        (
            {"baseline": "2018-10 to 2019-09", "breaks": (BREAK,)},
            True,
            "Flood lies inside the baseline",
        ),
        (
            {"baseline": "2018-05 to 2019-04", "breaks": (LASTING,)},
            True,
            "The end of “Flood” (March 2019) lies inside the baseline",
        ),
        (
            {"baseline": "2018-10 to 2019-03", "breaks": (BREAK,)},
            True,
            "Flood (April 2019 on) left fewer than 6 comparable months after the baseline. Wet.",
        ),
        (
            {"baseline": "2020-01 to 2020-12", "day": dt.date(2020, 6, 30)},
            False,
            "The baseline ends after the day of the evaluation",
        ),
    ],
)
def test_no_months_to_compare(
    choose: Callable[..., Choice], given: dict[str, Any], due: bool, reason: str
) -> None:
    """Where no months can be compared, the reason is true and says whether to wait."""
    choice = choose(**given)

    assert choice.after is None
    assert due is choice.due
    assert reason in choice.reason


def test_day_before_the_records(choose: Callable[..., Choice]) -> None:
    """A day before the first month of the records is refused with what the records hold."""
    with pytest.raises(InputError, match=r"as_of: .*2016-01 to 2020-12"):
        choose(day=dt.date(2016, 1, 30))


def test_plan_that_ended_before_the_records(choose: Callable[..., Choice]) -> None:
    """A plan that ended before the first month of the records cannot be evaluated on them."""
    with pytest.raises(InputError, match=r"period: .*2016-01 to 2020-12"):
        choose(time="2010 to 2015", baseline="2016 to 2016")


@pytest.mark.parametrize("baseline", ["2017 to open", "open to 2017", "unknown to 2017"])
def test_baseline_without_an_end(choose: Callable[..., Choice], baseline: str) -> None:
    """A baseline of unknown length is refused."""
    with pytest.raises(InputError, match="known start and a known end"):
        choose(baseline)


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        (("2018-04", "2018-06"), ("2019-01", "2019-03"), False),
        (("2018-03", "2018-06"), ("2019-01", "2019-03"), True),
        (("2018-04", "2018-06"), ("2019-01", "2019-04"), True),
        (("2017-01", "2017-12"), ("2019-05", "2019-06"), True),
    ],
)
def test_windows_on_both_sides_of_a_break(
    first: tuple[str, str], second: tuple[str, str], broken: bool
) -> None:
    """Two windows compare if neither end of a break lies between their first and last months."""
    found = comparable(months(*first), months(*second), [LASTING])

    assert (LASTING if broken else None) == found
