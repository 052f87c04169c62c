"""Funnel plots at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import (
    FunnelLimits,
    funnel_limits,
    funnel_overdispersion,
    funnel_significance_ratio,
)

COUNTS, SIZES = [120, 80, 150, 60, 95, 400], [100, 100, 110, 90, 100, 380]


def test_rates_are_ratios_in_other_units() -> None:
    """A rate's limits are those of the ratio to the events that the target expects."""
    rates = funnel_limits([1000, 5000], kind="rate", target=0.02, multiplier=1000)
    ratios = funnel_limits([20, 100])

    assert 20.0 == rates.target
    assert pytest.approx(20 * ratios.lower) == rates.lower
    assert pytest.approx(20 * ratios.upper) == rates.upper


def test_truncated_limits_end_at_none_and_all() -> None:
    """Below 0 or above 1 there is no share."""
    plain = funnel_limits([4.0], kind="proportion", target=0.5, method="normal")
    cut = funnel_limits([4.0], kind="proportion", target=0.5, method="normal", truncated=True)

    assert plain.lower[1, 0] < 0.0 < 1.0 < plain.upper[1, 0]
    assert (0.0, 1.0) == (cut.lower[1, 0], cut.upper[1, 0])


def test_position_counts_the_limits_passed() -> None:
    """Beyond both, one or none, on either side; a value on a limit is within it."""
    limits = FunnelLimits(
        target=1.0,
        confidence=(0.95, 0.998),
        lower=np.array([[0.8] * 6, [0.6] * 6]),
        upper=np.array([[1.2] * 6, [1.4] * 6]),
        method="by hand",
    )

    assert [2, 1, 0, 0, -1, -2] == limits.position([1.5, 1.3, 1.2, math.nan, 0.7, 0.5]).tolist()
    with pytest.raises(InputError, match=r"values: expected one for each size, \(6,\)"):
        limits.position([1.0])


def test_even_areas_have_no_spread() -> None:
    """Areas on the target: phi and tau2 are 0, and limits are never narrowed."""
    spread = funnel_overdispersion([50] * 8, [50] * 8)
    widened = funnel_limits([50], spread=spread, model="multiplicative")
    plain = funnel_limits([50], spread=spread)

    assert (0.0, 0.0) == (spread.phi, spread.tau2)
    assert spread.checks[0].passed
    assert (plain.lower == widened.lower).all()


@pytest.mark.parametrize("model", ["additive", "multiplicative"])
@pytest.mark.parametrize(
    ("kind", "scale"),
    [
        ("ratio", "sqrt"),
        ("ratio", "log"),
        ("ratio", "none"),
        ("rate", "sqrt"),
        ("rate", "log"),
        ("rate", "none"),
    ],
)
def test_spread_widens_limits(model: str, kind: str, scale: str) -> None:
    """With areas that differ beyond chance the limits lie further out on every scale."""
    spread = funnel_overdispersion(COUNTS, SIZES, kind=kind, scale=scale)  # type: ignore[arg-type]
    plain = funnel_limits(SIZES, kind=kind, target=spread.target, method="normal")  # type: ignore[arg-type]
    wide = funnel_limits(SIZES, kind=kind, spread=spread, model=model)  # type: ignore[arg-type]

    assert spread.tau2 > 0
    assert "overdispersion" == spread.checks[0].name
    assert (wide.upper > plain.upper).all()
    assert spread.target == wide.target


@pytest.mark.parametrize("scale", ["arcsine", "none"])
def test_spread_of_proportions(scale: str) -> None:
    """Shares that differ beyond chance widen the funnel of proportions."""
    spread = funnel_overdispersion(
        [60, 30, 80, 20, 50],
        [100] * 5,
        kind="proportion",
        scale=scale,  # type: ignore[arg-type]
    )
    wide = funnel_limits([100.0], kind="proportion", spread=spread)

    assert 0.48 == pytest.approx(spread.target)
    assert spread.checks[0].passed is False
    assert wide.upper[0, 0] > funnel_limits([100], kind="proportion", target=0.48).upper[0, 0]


def test_area_not_reported_is_left_out() -> None:
    """Nan is no area: the others' spread is as without it."""
    full = funnel_overdispersion(COUNTS, SIZES)
    gap = funnel_overdispersion([*COUNTS, math.nan], [*SIZES, 100])

    assert (full.phi, full.tau2) == (gap.phi, gap.tau2)
    assert math.isnan(gap.z[-1])
    assert "not_reported" == gap.checks[-1].name


def test_ratio_not_reported_is_not_significant() -> None:
    """Nan lies beyond no limit."""
    assert [0, 0] == funnel_significance_ratio([math.nan, 5], 5).tolist()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"size": 0}, "size: expected a number above 0"),
        ({"kind": "share"}, "kind: expected one of proportion, rate, ratio"),
        ({"method": "byar"}, "method: expected one of exact, normal"),
        ({"model": "both"}, "model: expected one of additive, multiplicative"),
        ({"kind": "rate"}, "target: expected the rate that every area is compared with"),
        ({"target": 0}, "target: expected one number above 0"),
        ({"target": [1, 1]}, "target: expected one number above 0"),
        ({"kind": "proportion", "target": 1}, "target: expected one number between 0 and 1"),
        ({"kind": "proportion", "target": 0.5, "size": 2.5}, "size: expected a whole number"),
        ({"confidence": [0.998, 0.95]}, "confidence: expected levels from the inner"),
        ({"confidence": []}, "confidence: expected levels from the inner"),
        ({"confidence": [95]}, "confidence: expected one number between 0 and 1"),
        ({"multiplier": 0}, "multiplier: expected a number above 0"),
        ({"size": [10, 1e20]}, r"size\[1\]: .*can be found, got 1.*method='normal' is as good"),
        ({"spread": funnel_overdispersion(COUNTS, SIZES, kind="rate")}, "spread: .*ratios"),
        ({"spread": funnel_overdispersion(COUNTS, SIZES), "target": 2}, "target: .*the spread, 1"),
    ],
)
def test_limits_refuse(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    with pytest.raises(InputError, match=message):
        funnel_limits(**({"size": 10} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": [1]}, "count, size: expected one count and one size"),
        ({"count": 1, "size": 1}, "count, size: expected one count and one size"),
        ({"count": [1, math.nan]}, "count: expected at least two areas that are reported"),
        (
            {"count": [9, 1], "kind": "proportion"},
            r"count\[0\]: .* that is not above",
        ),
        ({"count": [0, 1], "scale": "log"}, r"count\[0\]: expected counts above 0 on the log"),
        ({"scale": "arcsine"}, "scale: expected one of log, none, sqrt"),
        ({"winsorise": 0.5}, "winsorise: expected one number from 0 to below 0.5"),
        ({"size": [0, 1]}, r"size\[0\]: expected a number above 0"),
    ],
)
def test_overdispersion_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    with pytest.raises(InputError, match=message):
        funnel_overdispersion(**({"count": [1, 2], "size": [2, 2]} | given))  # type: ignore[arg-type]
