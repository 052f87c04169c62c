"""Targets that ask for nothing. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Baseline,
    CountedOver,
    Direction,
    Id,
    MeasureKind,
    PerformanceMeasure,
    Plan,
    Target,
)
from safetykit.quantities import Approx, Cadence, PartialDate, Period


@pytest.mark.parametrize(
    ("direction", "value", "baseline", "words"),
    [
        (Direction.AT_LEAST, "up to 80", "", "at least up to 80 is met by any value."),
        (Direction.AT_LEAST, "80", "", ""),
        (Direction.AT_LEAST, "over 80", "", ""),
        (Direction.AT_MOST, "over 80", "", "is met by any value."),
        (Direction.AT_MOST, "up to 80", "", ""),
        (Direction.AT_MOST, "80", "80", "is met by the baseline of 80 already."),
        (Direction.AT_MOST, "80", "81", ""),
        (Direction.AT_LEAST, "80", "79", ""),
        (Direction.AT_LEAST, "80", "90", "is met by the baseline of 90 already."),
        (Direction.AT_LEAST, "80", "around 80", ""),
        (Direction.AT_MOST, "10%", "5", ""),  # a change from the baseline
        (Direction.AT_MOST, "80", "unknown", ""),
    ],
)
def test_target(
    make_plan: Callable[..., Plan],
    find: Callable[[Plan, str], Check],
    direction: Direction,
    value: str,
    baseline: str,
    words: str,
) -> None:
    """Something must fall short of a target, and the baseline first of all."""
    before = Baseline(period=Period(), value=Approx.parse(baseline)) if baseline else None
    measure = PerformanceMeasure(
        id=Id("m"),
        title="Premises",
        kind=MeasureKind.HOW_MUCH,
        unit="premises",
        baseline=before,
        targets=(Target(direction=direction, value=Approx.parse(value)),),
    )
    check = find(make_plan(performance_measures=(measure,)), "SK-A119")

    assert (1, bool(words)) == (check.checked, bool(check.findings))
    assert all(words in finding.message for finding in check.findings)


YEAR = Period(start=PartialDate.parse("2017-01"), end=PartialDate.parse("2017-12"))


@pytest.mark.parametrize(
    ("over", "cadence", "before", "value", "found"),
    [
        (CountedOver.EACH_PERIOD, Cadence.QUARTERLY, YEAR, "120", 0),  # 400 were in a year
        (CountedOver.EACH_PERIOD, Cadence.YEARLY, YEAR, "120", 1),
        (CountedOver.EACH_PERIOD, None, YEAR, "120", 0),
        (CountedOver.YEAR, Cadence.QUARTERLY, YEAR, "120", 1),
        (CountedOver.YEAR, None, Period(), "120", 0),
        (CountedOver.WHOLE_PLAN, None, YEAR, "120", 0),  # a plan of three years
        (None, None, YEAR, "120", 1),
    ],
)
def test_a_baseline_of_another_time(
    make_plan: Callable[..., Plan],
    find: Callable[[Plan, str], Check],
    over: CountedOver | None,
    cadence: Cadence | None,
    before: Period,
    value: str,
    found: int,
) -> None:
    """A number for a quarter is not met by that of a year: only like times are compared."""
    measure = PerformanceMeasure(
        id=Id("m"),
        title="Visits",
        kind=MeasureKind.HOW_MUCH,
        unit="premises",
        baseline=Baseline(period=before, value=Approx.parse("400")),
        targets=(Target(direction=Direction.AT_LEAST, value=Approx.parse(value)),),
        counted_over=over,
        cadence=cadence,
    )

    assert found == len(find(make_plan(performance_measures=(measure,)), "SK-A119").findings)


@pytest.mark.parametrize(
    ("unit", "out_of", "found"),
    [("percent", "", 1), ("person", "victims who answered", 1), ("person", "", 0)],
)
def test_a_share_that_the_baseline_has_already(
    make_plan: Callable[..., Plan],
    find: Callable[[Plan, str], Check],
    unit: str,
    out_of: str,
    found: int,
) -> None:
    """A share is compared with the share before; a percentage that may be a change is not."""
    measure = PerformanceMeasure(
        id=Id("m"),
        title="Content",
        kind=MeasureKind.HOW_WELL,
        unit=unit,
        out_of=out_of,
        baseline=Baseline(period=YEAR, value=Approx.parse("85%")),
        targets=(Target(direction=Direction.AT_LEAST, value=Approx.parse("80%")),),
        counted_over=CountedOver.EACH_PERIOD,
    )

    assert found == len(find(make_plan(performance_measures=(measure,)), "SK-A119").findings)


def test_target_without_a_figure(
    make_plan: Callable[..., Plan], find: Callable[[Plan, str], Check]
) -> None:
    """A target whose figure is not known is not looked at."""
    target = Target(direction=Direction.AT_MOST, value=Approx.parse("unknown"))
    measure = PerformanceMeasure(
        id=Id("m"), title="M", kind=MeasureKind.HOW_MUCH, unit="premises", targets=(target,)
    )

    assert 0 == find(make_plan(performance_measures=(measure,)), "SK-A119").checked
