"""Laws of segmented regression, and how often its intervals cover."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.interrupted import counterfactual, newey_west, segmented_regression

SEEDS = st.integers(0, 10_000)
FAMILIES = st.sampled_from(["poisson", "quasi-poisson"])
ERRORS = st.sampled_from(["model", "newey-west"])


def some_counts(seed: int, series: int = 1) -> np.ndarray:
    """Return counts that are neither few nor even."""
    rng = np.random.default_rng(seed)
    return rng.poisson(rng.gamma(8, 4, (series, 36)))


@given(SEEDS, st.floats(1e-6, 1e6), FAMILIES, ERRORS)
def test_unit_of_exposure_does_not_matter(seed: int, k: float, family: str, errors: str) -> None:
    """Residents or thousands of residents give the same changes."""
    counts = some_counts(seed)[0]
    choices = {"family": family, "errors": errors, "season": "fourier", "harmonics": 1}
    plain = segmented_regression(counts, 20, **choices)  # type: ignore[arg-type]
    scaled = segmented_regression(counts, 20, exposure=k, **choices)  # type: ignore[arg-type]

    for term in ("trend", "step", "slope"):
        one, two = plain.change(**{term: 1.0}), scaled.change(**{term: 1.0})
        assert pytest.approx([one.low, one.value, one.high], rel=1e-6) == [
            two.low,
            two.value,
            two.high,
        ]


@given(
    SEEDS,
    st.floats(0.01, 100),
    st.floats(-5000, 5000),
    st.sampled_from(["none", "fourier", "monthly"]),
)
def test_unit_and_origin_of_time_do_not_matter(
    seed: int, unit: float, origin: float, season: Any
) -> None:
    """Months or years, since 1970 or since today: the step is the same, slopes are per unit."""
    counts = some_counts(seed)[0]
    time = origin + unit * np.arange(36)
    plain = segmented_regression(counts, 20, season=season)
    other = segmented_regression(counts, float(time[20]), time=time, season=season)

    assert pytest.approx(plain.step.low, rel=1e-5) == other.step.low
    moved = other.change(slope=unit)
    assert pytest.approx(plain.slope.high, rel=1e-5) == moved.high


@given(SEEDS, st.permutations(range(4)), FAMILIES)
def test_order_of_series_does_not_matter(seed: int, order: list[int], family: str) -> None:
    """Series do not know of each other."""
    counts = some_counts(seed, 4)
    plain = segmented_regression(counts, 20, family=family)  # type: ignore[arg-type]
    moved = segmented_regression(counts[order], 20, family=family)  # type: ignore[arg-type]

    assert pytest.approx(plain.coefficients[order], rel=1e-9) == moved.coefficients


@given(SEEDS)
def test_score_equations_hold(seed: int) -> None:
    """At the maximum, observed and fitted counts agree in every term (McCullagh and Nelder)."""
    counts = some_counts(seed)[0]
    fit = segmented_regression(counts, 20, season="fourier")

    left = (counts - fit.fitted) @ fit.design.matrix
    size = np.abs(counts @ np.abs(fit.design.matrix))
    assert (np.abs(left) <= 1e-6 * size).all()
    found = counterfactual(fit)
    assert pytest.approx(counts[20:].sum(), rel=1e-6) == (
        found.expected_total.value + found.difference.value  # type: ignore[operator]
    )


@given(SEEDS, st.floats(0.001, 1000), st.integers(0, 6))
def test_least_squares_scales_with_its_values(seed: int, k: float, lag: int) -> None:
    """Values in pence have errors a hundred times those in pounds."""
    rng = np.random.default_rng(seed)
    y, x = rng.normal(size=20), rng.normal(size=(2, 20))
    one, two = newey_west(y, x, lag=lag), newey_west(k * y, x, lag=lag)

    assert pytest.approx(k * one.standard_errors, rel=1e-6) == two.standard_errors


def coverage(counts: np.ndarray, true: float, **choices: object) -> float:
    """Return how often the interval of the step covers it."""
    fit = segmented_regression(counts, 30, slope=False, **choices)  # type: ignore[arg-type]
    return float(np.mean(fit.step.contains(true)))


def test_coverage_of_the_step() -> None:
    """95% intervals cover in 95% of simulations where their spread is the true one."""
    rng = np.random.default_rng(21)
    mean = np.where(np.arange(60) < 30, 40.0, 30.0)
    poisson = rng.poisson(mean, (4000, 60))
    spread = rng.poisson(rng.gamma(mean / 3, 3, (4000, 60)))  # variance 4 times the mean
    clumped = rng.poisson(rng.gamma(5.0, mean / 5.0, (2000, 60)))
    error = 3 * math.sqrt(0.95 * 0.05 / 4000)

    assert abs(coverage(poisson, 0.75, family="poisson") - 0.95) < error
    assert abs(coverage(spread, 0.75) - 0.95) < error + 0.01
    assert coverage(spread, 0.75, family="poisson") < 0.75
    assert abs(coverage(clumped, 0.75, family="negative-binomial") - 0.95) < error + 0.02


def test_newey_west_covers_better_where_errors_are_related() -> None:
    """Errors that last three months make ordinary intervals too narrow."""
    rng = np.random.default_rng(22)
    shocks = rng.gamma(8, 1 / 8, (2000, 63))
    related = (shocks[:, 3:] + shocks[:, 2:-1] + shocks[:, 1:-2] + shocks[:, :-3]) / 4
    counts = rng.poisson(200 * related)

    plain = coverage(counts, 1.0)
    robust = coverage(counts, 1.0, errors="newey-west", lag=4, small_sample=True)
    assert plain < 0.85
    assert robust > plain + 0.03
