"""Laws of speeds: units, order, models put together, and honest intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.speed import (
    exponential_model,
    percentile_speed,
    percentile_speed_grouped,
    power_model,
    speed_distribution,
)

SPEEDS = st.lists(st.floats(1.0, 120.0), min_size=2, max_size=60)
DEFINITIONS = st.sampled_from(["type1", "type2", "type6", "type7", "normal"])
PERCENTILES = st.floats(1.0, 99.0)
COUNTS = st.lists(st.integers(0, 200), min_size=3, max_size=9).filter(any)
SPEED = st.floats(5.0, 130.0)


@given(SPEEDS, PERCENTILES, DEFINITIONS, st.floats(0.1, 10.0), st.randoms())
def test_percentile_follows_the_unit_and_no_order(
    speeds: list[float], percentile: float, name: str, unit: float, chance: object
) -> None:
    """In km/h it is the same speed as in mph, whoever passed first."""
    one = percentile_speed(speeds, percentile, definition=name)  # type: ignore[arg-type]
    other = percentile_speed(unit * np.array(speeds[::-1]), percentile, definition=name)  # type: ignore[arg-type]

    ends = [(each.value, each.low, each.high) for each in (one, other)]
    assert pytest.approx(unit * np.array(ends[0]), rel=1e-6, abs=1e-9) == ends[1]


@given(COUNTS, PERCENTILES)
def test_bands_are_read_back(counts: list[int], percentile: float) -> None:
    """The share of vehicles up to the percentile is the percentile; it lies in its interval."""
    edges = 5.0 * np.arange(len(counts) + 1)
    found = percentile_speed_grouped(edges, counts, percentile)

    over = speed_distribution(edges, counts).percent_over(found.value)  # type: ignore[arg-type]

    assert pytest.approx(100.0 - percentile, abs=1e-6) == over
    assert found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9


@given(SPEED, SPEED, SPEED, st.floats(0.1, 5.0))
def test_two_changes_are_one(a: float, b: float, c: float, parameter: float) -> None:
    """From a to b and on to c is from a to c, in either model."""
    for model, size in ((power_model, parameter), (exponential_model, parameter / 50)):
        steps = [model(x, y, size, environment="rural").ratio.value for x, y in ((a, b), (b, c))]

        whole = model(a, c, size, environment="rural").ratio.value

        assert pytest.approx(steps[0] * steps[1]) == whole  # type: ignore[operator]


@pytest.mark.parametrize(("name", "least"), [("type7", 0.95), ("normal", 0.95)])
def test_interval_of_the_percentile_covers(name: str, least: float) -> None:
    """Of normal speeds, at least 95% of 2,000 intervals hold the 85th percentile (error 0.5%)."""
    rng = np.random.default_rng(20260116)
    truth = 31.5 + 4.8 * 1.0364333894937898
    covered = [
        percentile_speed(rng.normal(31.5, 4.8, 100), definition=name).contains(truth)  # type: ignore[arg-type]
        for _ in range(2000)
    ]

    assert least - 0.015 < np.mean(covered) < 0.985


def test_interval_of_the_banded_percentile_covers() -> None:
    """At least 95% of 2,000 intervals hold the 85th percentile of evenly spread speeds."""
    rng = np.random.default_rng(20260117)
    edges, shares = np.array([20, 25, 30, 35, 40]), np.array([0.1, 0.4, 0.4, 0.1])
    truth = 30 + 5 * 0.35 / 0.4
    covered = [
        percentile_speed_grouped(edges, rng.multinomial(200, shares)).contains(truth)
        for _ in range(2000)
    ]

    assert 0.935 < np.mean(covered) <= 1.0  # more, where speeds truly are spread evenly
