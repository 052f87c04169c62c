"""What is read from a segmented fit: counterfactuals, controls and placebo dates."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.interrupted import (
    compare_with_control,
    counterfactual,
    placebo_dates,
    segmented_regression,
)

FLAT = [40] * 12 + [20] * 12


def test_counterfactual_total_is_observed_less_difference() -> None:
    """With a step, the fitted total of a Poisson model is the observed total."""
    counts = np.random.default_rng(3).poisson(FLAT)
    found = counterfactual(segmented_regression(counts, 12))

    assert pytest.approx(counts[12:].sum()) == (
        found.expected_total.value + found.difference.value  # type: ignore[operator]
    )
    assert found.ratio is not None
    assert pytest.approx(counts[12:].sum() / found.expected_total.value) == found.ratio.value
    assert found.expected.low[0] < found.expected.value[0] < found.expected.high[0]  # type: ignore[index]
    assert found.difference.low < found.difference.value < found.difference.high  # type: ignore[operator]


def test_counterfactual_leaves_out_what_is_not_reported() -> None:
    """A month without a count is not compared with an expectation."""
    counts = [40.0] * 12 + [20.0] * 11 + [math.nan]

    found = counterfactual(segmented_regression(counts, 12, family="poisson"))

    assert pytest.approx(440.0) == found.expected_total.value
    assert (12,) == found.expected.value.shape  # type: ignore[union-attr]


def test_counterfactual_when_nothing_came_after() -> None:
    """What was to be expected is known even where the step is not."""
    found = counterfactual(segmented_regression([5] * 10 + [0] * 10, 10, family="poisson"))

    assert pytest.approx(50.0) == found.expected_total.value
    assert math.isnan(found.difference.value)  # type: ignore[arg-type]


def test_linear_counterfactual_has_no_ratio() -> None:
    """Values may be negative: only differences are given."""
    found = counterfactual(segmented_regression([-v for v in FLAT], 12, family="linear"))

    assert found.ratio is None
    assert pytest.approx(240.0) == found.difference.value
    assert pytest.approx(-480.0) == found.expected_total.value


def test_counterfactual_of_a_batch() -> None:
    """Each series has its own expectation."""
    counts = np.random.default_rng(6).poisson(30, (3, 24))
    batch = counterfactual(segmented_regression(counts, 12))
    alone = counterfactual(segmented_regression(counts[1], 12))

    assert (3, 12) == batch.expected.value.shape  # type: ignore[union-attr]
    assert pytest.approx(alone.expected_total.low) == batch.expected_total.low[1]  # type: ignore[index]
    assert pytest.approx(alone.ratio.high) == batch.ratio.high[1]  # type: ignore[index, union-attr]


def test_control_takes_off_what_happened_everywhere() -> None:
    """Halved here and halved there is no change beyond the control."""
    here = segmented_regression(FLAT, 12)
    there = segmented_regression([2 * v for v in FLAT], 12)

    beyond = compare_with_control(here, there)

    assert pytest.approx(1.0) == beyond.step.value
    assert pytest.approx(1.0) == beyond.slope.value
    assert ("trends_before",) == tuple(check.name for check in beyond.checks)
    assert beyond.checks[0].passed


def test_control_with_another_trend_fails_its_check() -> None:
    """A control that was falling before is no control."""
    rng = np.random.default_rng(2)
    time = np.arange(24)
    here = segmented_regression(rng.poisson(200, 24), 12)
    there = segmented_regression(rng.poisson(900 * np.exp(-0.1 * time)), 12)

    assert not compare_with_control(here, there).checks[0].passed


def test_control_must_be_fitted_alike() -> None:
    """Fits of different models or batches cannot be compared."""
    fit = segmented_regression(FLAT, 12)
    with pytest.raises(InputError, match="control: expected a fit with the same points"):
        compare_with_control(fit, segmented_regression(FLAT, 11))
    with pytest.raises(InputError, match="treated, control: expected batches that fit"):
        compare_with_control(
            segmented_regression([FLAT] * 2, 12), segmented_regression([FLAT] * 3, 12)
        )
    with pytest.raises(InputError, match="term: expected one of"):
        compare_with_control(fit, fit).change(ramp=1)


def test_placebo_dates_find_little_where_nothing_happened() -> None:
    """The step at the interruption stands out from those before it."""
    counts = np.random.default_rng(9).poisson([40] * 30 + [15] * 12)
    found = placebo_dates(segmented_regression(counts, 30, slope=False))

    assert 15 == found.times.size
    assert found.share_excluding < 0.3  # type: ignore[operator]
    assert pytest.approx(1 / 16) == found.share_as_large


def test_placebo_dates_of_a_linear_batch() -> None:
    """Each series has its own placebos; differences are compared with 0."""
    values = np.random.default_rng(9).normal(0, 1, (3, 40))
    found = placebo_dates(segmented_regression(values, 30, family="linear"))

    assert (3, 15) == found.steps.value.shape  # type: ignore[union-attr]
    assert (3,) == np.shape(found.share_as_large)


def test_placebo_dates_refuse() -> None:
    """There must be a step, and room for dates."""
    fit = segmented_regression(FLAT, 12)
    with pytest.raises(AnalysisError, match="leave no date with 8 on both sides"):
        placebo_dates(fit)
    with pytest.raises(InputError, match="margin: expected one whole number of 2 or more"):
        placebo_dates(fit, margin=1)
    with pytest.raises(InputError, match="fit: expected a fit with a step"):
        placebo_dates(segmented_regression(FLAT, 12, step=False))
