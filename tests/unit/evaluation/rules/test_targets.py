"""Targets that ask for nothing. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Baseline,
    Direction,
    Id,
    MeasureKind,
    PerformanceMeasure,
    Plan,
    Target,
)
from safetykit.quantities import Approx, Period


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


def test_target_without_a_figure(
    make_plan: Callable[..., Plan], find: Callable[[Plan, str], Check]
) -> None:
    """A target whose figure is not known is not looked at."""
    target = Target(direction=Direction.AT_MOST, value=Approx.parse("unknown"))
    measure = PerformanceMeasure(
        id=Id("m"), title="M", kind=MeasureKind.HOW_MUCH, unit="premises", targets=(target,)
    )

    assert 0 == find(make_plan(performance_measures=(measure,)), "SK-A119").checked
