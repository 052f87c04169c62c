"""Sources that count by quarter or by year. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import evaluate
from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts

Make = Callable[..., Any]


def counts(first: Month, step: int, figures: list[int]) -> Counts:
    """Return counts of burglary in Testborough, as a table publishes them."""
    import attrs

    return Counts(
        source=attrs.evolve(POLICE_UK, breaks=()),
        months=tuple(first + step * i for i in range(len(figures))),
        areas=(AreaKey(AreaRule.AS_PUBLISHED, "Testborough"),),
        groups=("Burglary",),
        values=np.array(figures).reshape(-1, 1, 1),
        reported=np.ones((len(figures), 1, 1), dtype=bool),
        step=step,
    )


def test_quarters(make_plan: Make, make_indicator: Make) -> None:
    """Four quarters are compared with the latest four, and judged quarter by quarter."""
    plan = make_plan(indicators=(make_indicator("2017-01 to 2017-12"),))
    figures = [30, 34, 31, 41, 28, 33, 30, 40, 29, 35, 32, 42, 15, 17, 16, 20]

    result = evaluate(plan, counts(Month(2015, 1), 3, figures)).results[0]

    assert 138 == result.comparison.count_before
    assert 68 == result.comparison.count_after
    assert 12 == result.comparison.months
    assert "January 2018 to December 2018" == result.comparison.after.words
    assert 4 == len([p for p in result.variation.months if p >= Month(2018, 1)])
    assert -1 == result.variation.direction
    assert any(note.startswith("Quarter by quarter, ") for note in result.notes)


def test_years(make_plan: Make, make_indicator: Make) -> None:
    """A year is compared with the latest; too few years are known to judge their variation."""
    plan = make_plan(indicators=(make_indicator("2017-04 to 2018-03"),), time="2018-04 to 2021-03")

    result = evaluate(plan, counts(Month(2016, 4), 12, [100, 110, 90, 80])).results[0]

    assert (110, 80) == (result.comparison.count_before, result.comparison.count_after)
    assert result.variation is None


def test_many_years_are_judged(make_plan: Make, make_indicator: Make) -> None:
    """With eight years before, a year far outside their variation signals."""
    plan = make_plan(indicators=(make_indicator("2017-04 to 2018-03"),), time="2018-04 to 2021-03")
    figures = [100, 104, 97, 101, 99, 103, 98, 102, 100, 30]

    result = evaluate(plan, counts(Month(2009, 4), 12, figures)).results[0]

    assert [Month(2018, 4)] == [p.month for p in result.variation.signals]
    assert 100.0 == pytest.approx(result.variation.expected[0], abs=1.0)


def test_a_baseline_that_cuts_a_quarter_is_refused(make_plan: Make, make_indicator: Make) -> None:
    """A figure of a part of a quarter does not exist."""
    plan = make_plan(indicators=(make_indicator("2017-02 to 2018-01"),))

    with pytest.raises(InputError, match="baseline: expected whole periods of 3 months"):
        evaluate(plan, counts(Month(2016, 1), 3, [5] * 16))


def test_only_whole_quarters_are_compared(make_plan: Make, make_indicator: Make) -> None:
    """A day inside a quarter leaves that quarter out."""
    import datetime as dt

    plan = make_plan(indicators=(make_indicator("2017-01 to 2017-12"),))

    result = evaluate(
        plan, counts(Month(2016, 1), 3, [5] * 16), as_of=dt.date(2019, 2, 28)
    ).results[0]

    assert "January 2018 to December 2018" == result.comparison.after.words
