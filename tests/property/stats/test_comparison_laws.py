"""Laws of comparisons, and how often their intervals cover."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.comparison import (
    calibrated_control,
    difference_in_differences_panel,
    difference_of_changes,
    event_study,
    synthetic_control,
)

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.floats(-100, 100), st.floats(0.01, 100))
def test_levels_do_not_matter_and_units_go_along(seed: int, shift: float, k: float) -> None:
    """Own levels of units and periods drop out; pence are a hundred times pounds."""
    rng = np.random.default_rng(seed)
    y, group = rng.normal(size=(8, 6)), np.arange(8) < 3
    levels = shift * (rng.normal(size=(8, 1)) + rng.normal(size=(1, 6)))
    one = difference_in_differences_panel(y, group, 4)
    two = difference_in_differences_panel(k * (y + levels), group, 4)
    studies = event_study(y, group, 4), event_study(k * (y + shift), group, 4)

    assert pytest.approx(k * one.estimate.value, abs=1e-8 * k * 100) == two.estimate.value
    assert pytest.approx(k * one.standard_error, rel=1e-6) == two.standard_error
    assert pytest.approx(studies[0].before.p_value, rel=1e-6) == studies[1].before.p_value


@given(SEEDS, st.permutations(range(8)))
def test_order_of_units_does_not_matter(seed: int, order: list[int]) -> None:
    """Units have no order, and the groups exchanged turn the sign."""
    rng = np.random.default_rng(seed)
    y, group = rng.poisson(20, (8, 6)), np.arange(8) < 3
    for model in ("linear", "poisson"):
        one = difference_in_differences_panel(y, group, 4, model=model)  # type: ignore[arg-type]
        two = difference_in_differences_panel(y[order], ~group[order], 4, model=model)  # type: ignore[arg-type]

        assert pytest.approx(-one.estimate.value, abs=1e-7) == two.estimate.value  # type: ignore[operator]
        assert pytest.approx(one.standard_error, rel=1e-6) == two.standard_error


@given(SEEDS)
def test_weights_are_the_best_of_the_simplex(seed: int) -> None:
    """No other weights, of many drawn, come nearer; order and unit of predictors do not matter."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(4, 7)), rng.normal(size=(6, 7))
    v = rng.uniform(0.1, 1, 4)
    found = synthetic_control(y[:, 0], y[:, 1:], x[:, 0], x[:, 1:], 4, v=v)
    moved = synthetic_control(y[:, 0], y[:, :0:-1], 9 * x[:, 0], 9 * x[:, :0:-1], 4, v=v)

    assert (found.weights >= 0).all()
    assert pytest.approx(1.0) == found.weights.sum()
    scale = x.std(axis=1, ddof=1)[:, None]
    others = ((x[:, 1:] - x[:, :1]) / scale) @ rng.dirichlet(np.full(6, 0.3), 500).T
    assert found.predictor_loss <= (found.v @ others**2).min() + 1e-9
    assert pytest.approx(found.weights, abs=1e-6) == moved.weights[::-1]


@given(SEEDS, st.floats(0.001, 1000))
def test_calibrated_totals_are_those_of_the_treated(seed: int, k: float) -> None:
    """The columns match, whatever their unit."""
    rng = np.random.default_rng(seed)
    controls = rng.gamma(2, 3, (60, 3))
    treated = controls[:6] * 1.02
    one, two = calibrated_control(treated, controls), calibrated_control(k * treated, k * controls)

    assert pytest.approx(treated.sum(axis=0), rel=1e-6) == one.total(controls)
    assert pytest.approx(one.weights, rel=1e-4) == two.weights


def test_coverage_of_differences() -> None:
    """Nothing happened: 95% of intervals contain 0, and 5% of event studies reject."""
    rng = np.random.default_rng(51)
    runs, group = 1500, np.arange(40) < 20
    hits = np.zeros(3)
    for _ in range(runs):
        y = rng.normal(size=(40, 1)) + rng.normal(size=(1, 6)) + rng.normal(size=(40, 6))
        hits += [
            difference_in_differences_panel(y, group, 4).estimate.contains(0.0),
            difference_of_changes(y[:, 5] - y[:, 0], group).estimate.contains(0.0),
            event_study(y, group, 4).before.p_value > 0.05,  # type: ignore[operator]
        ]
    error = 3 * math.sqrt(0.95 * 0.05 / runs)

    assert (np.abs(hits / runs - 0.95) < error + 0.01).all()
