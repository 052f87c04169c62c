"""Assurance at its edges."""

from __future__ import annotations

import math

import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import assurance, xmr

STEADY = [10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 10, 11, 12, 11]


@pytest.mark.parametrize(
    ("target", "increase", "decrease"),
    [
        (2, "consistently_passes", "consistently_fails"),
        (11, "inconsistent", "inconsistent"),
        (30, "consistently_fails", "consistently_passes"),
    ],
)
def test_verdict_turns_with_the_better_direction(
    target: float, increase: str, decrease: str
) -> None:
    """What more of a good thing passes, more of a bad thing fails."""
    chart = xmr(STEADY)

    assert increase == assurance(chart, target, improvement="increase").verdict
    assert decrease == assurance(chart, target, improvement="decrease").verdict


def test_target_on_a_limit_is_met_by_chance() -> None:
    """Only a target beyond the limits is certain."""
    chart = xmr(STEADY, improvement="increase")

    assert "inconsistent" == assurance(chart, chart.lower).verdict
    assert "inconsistent" == assurance(chart, chart.upper).verdict


def test_share_that_met_the_target() -> None:
    """Points on the target met it, and those not reported do not count."""
    chart = xmr([10, 11, math.nan, 12, 13], improvement="increase")

    assert 0.5 == assurance(chart, 12).share_met
    assert 0.75 == assurance(chart, 12, improvement="decrease").share_met


def test_chart_without_limits_has_no_verdict() -> None:
    """One point, and none: not defined, in a batch too."""
    batch = assurance(xmr([[1, math.nan], [math.nan, math.nan]]), [1, 2], improvement="decrease")

    assert ["not_defined", "not_defined"] == batch.verdict.tolist()  # type: ignore[union-attr]
    assert math.isnan(batch.share_met[1])  # type: ignore[index]
    assert "not_defined" == assurance(xmr([1]), 1, improvement="decrease").verdict


def test_chart_with_signals_is_not_steady() -> None:
    """Limits of a process that moves say little of what is to come."""
    steady = assurance(xmr(STEADY, improvement="increase"), 5)
    moving = assurance(xmr([*STEADY, 60], improvement="increase"), 5)

    assert steady.checks[0].passed is True
    assert moving.checks[0].passed is False
    assert "1 of 1 series have signals" in moving.checks[0].detail


@pytest.mark.parametrize(
    ("target", "improvement", "message"),
    [
        (5, None, "improvement: expected increase or decrease"),
        (5, "up", "improvement: expected one of decrease, increase"),
        (math.nan, "increase", "target: expected a finite number"),
        ([1, 2], "increase", "target: expected one for each series"),
        ("5", "increase", "target: expected a number"),
    ],
)
def test_assurance_refuses(target: object, improvement: object, message: str) -> None:
    """Without a better direction and a target there is nothing to assure."""
    with pytest.raises(InputError, match=message):
        assurance(xmr(STEADY), target, improvement=improvement)  # type: ignore[arg-type]
