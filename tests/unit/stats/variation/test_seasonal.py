"""The months of the year."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.variation import fit_seasonal, seasonal_adjust, seasonal_expectation

NAN = math.nan
MONTHS = np.tile(np.arange(12), 3)
YEARS = np.repeat([2017, 2018, 2019], 12)
SHAPE = np.array([8, 8, 9, 9, 10, 10, 10, 10, 10, 11, 11, 14], dtype=float)
COUNTS = np.concatenate([SHAPE, 2 * SHAPE, 3 * SHAPE])


def test_proportional_table_is_fitted_exactly() -> None:
    """Counts that are year times month are their own expectation."""
    fit = fit_seasonal(COUNTS, MONTHS, YEARS)

    assert pytest.approx(COUNTS) == fit.fitted
    assert pytest.approx(SHAPE / 10) == fit.month_effects
    assert pytest.approx([10, 20, 30]) == fit.year_effects
    assert ((2017, 2018, 2019), 14) == (fit.years, fit.n_parameters)
    assert (True, True) == (fit.converged, fit.connected)


def test_gaps_are_nan_or_left_out() -> None:
    """A month that is not reported may be nan or absent: the effects are the same."""
    with_gap = COUNTS.copy()
    with_gap[[5, 20, 35]] = NAN
    there = ~np.isnan(with_gap)

    as_nan = fit_seasonal(with_gap, MONTHS, YEARS)
    left_out = fit_seasonal(with_gap[there], MONTHS[there], YEARS[there])

    assert np.isnan(as_nan.fitted[[5, 20, 35]]).all()
    assert pytest.approx(left_out.month_effects) == as_nan.month_effects
    assert pytest.approx(SHAPE / 10) == as_nan.month_effects


def test_month_never_reported_has_no_effect() -> None:
    """The effect of a month without data is nan, and the others average 1."""
    keep = MONTHS != 4
    fit = fit_seasonal(COUNTS[keep], MONTHS[keep], YEARS[keep])

    assert math.isnan(fit.month_effects[4])
    assert pytest.approx(1.0) == np.nanmean(fit.month_effects)
    assert 13 == fit.n_parameters


def test_month_that_is_always_0_takes_no_parameter() -> None:
    """A month in which nothing ever happens has effect 0 and tells nothing of dispersion."""
    counts = np.where(MONTHS == 0, 0.0, COUNTS)
    fit = fit_seasonal(counts, MONTHS, YEARS)

    assert 0.0 == fit.month_effects[0]
    assert 13 == fit.n_parameters


def test_year_without_events_in_months_without_events() -> None:
    """A year reported only in months that are always 0 is fitted as 0, without warnings."""
    fit = fit_seasonal([0, 5, 0], [0, 1, 0], [2018, 2018, 2019])

    assert [0.0, 5.0, 0.0] == fit.fitted.tolist()


def test_halves_of_the_year_that_never_meet() -> None:
    """Two blocks that share no month share no parameter either."""
    fit = fit_seasonal([1, 2, 3, 4], [0, 1, 2, 3], [2018, 2018, 2019, 2019])

    assert pytest.approx([1, 2, 3, 4]) == fit.fitted
    assert 4 == fit.n_parameters
    assert not fit.connected


def test_expectation_from_years_that_never_meet_says_so() -> None:
    """A June of one year cannot be put beside a December of another."""
    normal = seasonal_expectation([1, 2, 3, 4], [0, 1, 2, 3], years=[2018, 2018, 2019, 2019])

    assert "connected" in [check.name for check in normal.checks if check.passed is False]


def test_fitting_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fit that has not come to rest is not passed off as one that has."""
    monkeypatch.setattr("safetykit.stats.variation.seasonal_fit.MAX_ROUNDS", 1)
    result = seasonal_expectation(COUNTS, MONTHS, years=YEARS)

    assert "converged" in [check.name for check in result.checks if check.passed is False]


@pytest.mark.parametrize("years", [None, YEARS])
def test_expectation_of_a_full_table_is_the_mean_of_each_month(years: object) -> None:
    """With no month missing, years do not matter."""
    normal = seasonal_expectation(COUNTS, MONTHS, years=years)  # type: ignore[arg-type]

    assert pytest.approx(2 * SHAPE) == normal.expected
    assert pytest.approx(SHAPE / 10) == normal.shape
    assert pytest.approx(240.0) == normal.total
    assert [3] * 12 == normal.n_reported.tolist()
    assert (True,) == tuple(check.passed for check in normal.checks)


def test_month_reported_in_a_busy_year_alone_is_not_overrated() -> None:
    """With years, a December seen only in the busiest year is put at the average level."""
    counts = COUNTS.copy()
    counts[[11, 23]] = NAN

    with_years = seasonal_expectation(counts, MONTHS, years=YEARS)
    without = seasonal_expectation(counts, MONTHS)

    assert pytest.approx(28.0) == with_years.expected[11]
    assert 42.0 == without.expected[11]
    assert 1 == with_years.n_reported[11]
    assert ["years_per_month"] == [c.name for c in with_years.checks if c.passed is False]


def test_reference_period_alone_makes_the_expectation() -> None:
    """Points outside the reference are not looked at."""
    normal = seasonal_expectation(COUNTS, MONTHS, years=YEARS, reference=YEARS < 2019)

    assert pytest.approx(1.5 * SHAPE) == normal.expected


def test_month_never_reported_leaves_the_total_undefined() -> None:
    """Eleven months do not make a year."""
    keep = MONTHS != 4
    normal = seasonal_expectation(COUNTS[keep], MONTHS[keep])

    assert math.isnan(normal.expected[4])
    assert math.isnan(normal.total)
    assert normal == pickle.loads(pickle.dumps(normal))


def test_adjusting_removes_the_season() -> None:
    """A December of a busy month is no longer high."""
    adjusted = seasonal_adjust([COUNTS, 2 * COUNTS], MONTHS, SHAPE / 10)

    assert (2, 36) == adjusted.shape
    assert pytest.approx(np.repeat([10.0, 20.0, 30.0], 12)) == adjusted[0]


def test_adjusting_takes_a_shape_for_each_series() -> None:
    """Two series may have two seasons."""
    adjusted = seasonal_adjust([[6], [6]], [0], np.ones((2, 12)) * [[1.0], [2.0]])

    assert [[6.0], [3.0]] == adjusted.tolist()


def test_adjusting_by_no_effect_is_undefined() -> None:
    """A month whose effect is 0 or not known cannot be adjusted."""
    shape = [0.0, NAN] + [1.2] * 10

    adjusted = seasonal_adjust([3, 3, 3, NAN], [0, 1, 2, 2], shape)

    assert [True, True, False, True] == np.isnan(adjusted).tolist()


@pytest.mark.parametrize(
    ("counts", "months", "years", "message"),
    [
        ([1, 2], [0], [2018, 2018], "months: expected one number for each of the 2 points"),
        ([1, 2], [0, 1], [2018], "years: expected one number for each of the 2 points"),
        ([1], [12], [2018], r"months\[0\]: expected a month from 0 .* to 11"),
        ([1], [-1], [2018], r"months\[0\]: expected a month from 0 .* Calendar months less 1"),
        ([1], [0.5], [2018], r"months\[0\]: expected a whole number"),
        ([1], [NAN], [2018], r"months\[0\]: expected a whole number"),
        ([1, 2], [3, 3], [2018, 2018], "months, years: .*one count for each .*2018-04 twice"),
        ([[1, 2]], [0, 1], [2018, 2018], r"counts: expected one series of counts, of shape \(n,\)"),
        (5, [0], [2018], "counts: expected one series of counts"),
        ([-1], [0], [2018], r"counts\[0\]: expected a count of 0 or more"),
    ],
)
def test_fit_refuses(counts: object, months: object, years: object, message: str) -> None:
    """Series, months and years must be of one length and make sense."""
    with pytest.raises(InputError, match=message):
        fit_seasonal(counts, months, years)  # type: ignore[arg-type]


@pytest.mark.parametrize("counts", [[], [0, 0], [NAN, NAN], [0, NAN]])
def test_no_event_cannot_be_fitted(counts: list[float]) -> None:
    """Without an event there is no season to speak of."""
    months, years = list(range(len(counts))), [2018] * len(counts)

    with pytest.raises(AnalysisError, match=r"there is no event in the counts .* not zero"):
        fit_seasonal(counts, months, years)
    with pytest.raises(AnalysisError, match="there is no event in the reference period"):
        seasonal_expectation(counts, months)


@pytest.mark.parametrize("reference", [[True], [1, 0], "ab"])
def test_reference_is_one_truth_value_for_each_point(reference: object) -> None:
    """Numbers are not truth values here: indices would be mistaken for them."""
    with pytest.raises(InputError, match="reference: expected 2 truth values"):
        seasonal_expectation([1, 2], [0, 1], reference=reference)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "shape", "message"),
    [
        (5, [1.0] * 12, "values: expected a series"),
        ([5], [1.0] * 11, "shape: expected 12 effects"),
        ([5], [-1.0] * 12, "shape: expected 12 effects"),
        ([math.inf], [1.0] * 12, r"values\[0\]: expected finite numbers"),
        ([[5], [5]], np.ones((3, 12)), "values, shape: expected shapes that fit"),
    ],
)
def test_adjust_refuses(values: object, shape: object, message: str) -> None:
    """A shape has twelve months, none of them negative."""
    with pytest.raises(InputError, match=message):
        seasonal_adjust(values, [0], shape)  # type: ignore[arg-type]
