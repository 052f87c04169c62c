"""Segmented regression at its edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.interrupted import (
    counterfactual,
    newey_west,
    residual_autocorrelation,
    segmented_regression,
)

NAN = math.nan
COUNTS = [20, 22, 19, 21, 20, 18, 21, 19, 12, 11, 9, 10, 12, 9, 11, 10]
FAMILIES = ["poisson", "quasi-poisson", "negative-binomial", "linear"]


def names_of_failed(fit: object) -> list[str]:
    """Return the names of the checks that did not pass."""
    return [check.name for check in fit.failed]  # type: ignore[attr-defined]


@pytest.mark.parametrize("family", ["poisson", "quasi-poisson", "negative-binomial"])
def test_no_event_at_all_determines_nothing(family: str) -> None:
    """A series without events has no ratio, and says so."""
    fit = segmented_regression([0] * 20, 10, family=family)  # type: ignore[arg-type]

    assert [True] * 3 == [
        math.isnan(part) for part in (fit.step.value, fit.step.low, fit.step.high)
    ]  # type: ignore[arg-type]
    assert "determined" in names_of_failed(fit)


def test_no_event_after_leaves_the_trend_before() -> None:
    """What the counts do determine is answered."""
    fit = segmented_regression([5] * 10 + [0] * 10, 10, family="poisson")

    assert math.isnan(fit.step.value)  # type: ignore[arg-type]
    assert pytest.approx(1.0) == fit.trend.value


def test_one_bad_series_leaves_the_others_alone() -> None:
    """The batch answers as each series does alone."""
    batch = segmented_regression([COUNTS, [0] * 16, [NAN] * 16], 8)
    alone = segmented_regression(COUNTS, 8)

    assert [False, True, True] == np.isnan(batch.step.value).tolist()
    assert pytest.approx(alone.step.value, rel=1e-10) == batch.step.value[0]  # type: ignore[index]
    assert {"not_reported", "determined"} <= set(names_of_failed(batch))


@pytest.mark.parametrize("family", FAMILIES)
def test_all_counts_equal(family: str) -> None:
    """Nothing changes; the negative binomial refuses, for there is no spread."""
    fit = segmented_regression([7] * 20, 10, family=family)  # type: ignore[arg-type]

    if family == "negative-binomial":
        assert math.isnan(fit.step.value)  # type: ignore[arg-type]
        assert ["determined", "overdispersed"] == names_of_failed(fit)
    else:
        nothing = 0.0 if family == "linear" else 1.0
        assert pytest.approx(nothing, abs=1e-12) == fit.step.value
        assert "autocorrelation" not in names_of_failed(fit)


@pytest.mark.parametrize("errors", ["model", "newey-west"])
@pytest.mark.parametrize("family", ["quasi-poisson", "linear"])
@pytest.mark.parametrize(("before", "after"), [(59, 59), (55, 55), (2, 1)])
def test_series_on_the_line_has_no_interval(
    before: int, after: int, family: Any, errors: Any
) -> None:
    """Rounding is no spread: a series that never varies is not surely changed, nor surely not."""
    fit = segmented_regression([before] * 8 + [after] * 8, 8, family=family, errors=errors)

    found = (fit.step, fit.slope, fit.trend, counterfactual(fit).difference)
    assert [True] * 4 == [math.isnan(part.low) for part in found]  # type: ignore[arg-type]
    assert not any(part.excludes(0.0) or part.excludes(1.0) for part in found)
    assert ["spread"] == [name for name in names_of_failed(fit) if name != "points_each_side"]


def test_one_series_on_the_line_leaves_the_others_alone() -> None:
    """The check counts the series without a spread, and Poisson errors do not need one."""
    batch = segmented_regression([COUNTS, [7] * 16], 8)
    poisson = segmented_regression([7] * 16, 8, family="poisson").step

    assert [False, True] == np.isnan(batch.step.low).tolist()
    assert "1 of 2 series lie on the fitted line" in batch.failed[-1].detail
    assert poisson.contains(1.0)
    assert poisson.low < 0.9  # type: ignore[operator]


def test_month_that_never_has_events_leaves_the_step() -> None:
    """The level of an empty month is open, the step is not."""
    counts = np.tile([0, 9, 8, 9, 10, 9, 8, 9, 9, 10, 9, 9], 4)

    fit = segmented_regression(counts, 24, season="monthly", slope=False)

    assert math.isnan(fit.coefficient("intercept"))  # type: ignore[arg-type]
    assert 0.5 < fit.step.value < 2.0  # type: ignore[operator]


def test_points_not_reported_are_left_out() -> None:
    """A month that is not reported is not 0."""
    with_gap = segmented_regression([*COUNTS[:3], NAN, *COUNTS[4:]], 8)

    assert 11.0 == with_gap.df_residual
    assert 0.4 < with_gap.step.value < 0.8  # type: ignore[operator]
    assert "not_reported" in names_of_failed(with_gap)
    assert math.isnan(with_gap.deviance_residuals[3])


@pytest.mark.parametrize("family", FAMILIES)
def test_gaps_at_the_ends_are_as_if_they_were_not_there(family: Any) -> None:
    """Points that are not reported weigh nothing, in the fit, its errors and its likelihood."""
    counts = [20, 32, 19, 11, 20, 28, 21, 19, 12, 5, 9, 16, 12, 9, 3, 10]
    whole = segmented_regression(counts, 8, family=family)
    padded = segmented_regression([NAN, NAN, *counts, NAN], 10, family=family)

    for term in ("trend", "step", "slope"):
        assert pytest.approx(whole.coefficient(term), rel=1e-6) == padded.coefficient(term)
        assert pytest.approx(whole.standard_error(term), rel=1e-6) == padded.standard_error(term)
    for name in ("deviance", "dispersion", "overdispersion", "log_likelihood", "df_residual"):
        assert pytest.approx(getattr(whole, name), nan_ok=True) == getattr(padded, name)


def test_robust_errors_with_points_not_reported() -> None:
    """Newey-West takes a gap as a score of 0 that keeps its place."""
    choices = {"errors": "newey-west", "small_sample": True, "lag": 2}
    fit = segmented_regression([*COUNTS[:3], NAN, *COUNTS[4:]], 8, **choices)  # type: ignore[arg-type]

    ended = segmented_regression([*COUNTS, NAN, NAN], 8, **choices)  # type: ignore[arg-type]
    whole = segmented_regression(COUNTS, 8, **choices)  # type: ignore[arg-type]

    assert 0 < fit.standard_error("step") < 1  # type: ignore[operator]
    assert pytest.approx(whole.covariance, rel=1e-9) == ended.covariance
    assert "errors more than 2 points apart are not related" in fit.assumptions


def test_empty_batch() -> None:
    """No series, no answer, no error."""
    assert (0, 4) == segmented_regression(np.zeros((0, 16)), 8).coefficients.shape


def test_blocks_give_what_one_block_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by blocks, which no answer shows."""
    counts = np.random.default_rng(5).poisson(20, (7, 24))
    whole = segmented_regression(counts, 12)
    monkeypatch.setattr("safetykit.stats.interrupted.estimation.BLOCK", 24 * 4 * 2)

    parts = segmented_regression(counts, 12)

    assert pytest.approx(whole.coefficients, rel=1e-9) == parts.coefficients
    assert pytest.approx(whole.covariance, rel=1e-9) == parts.covariance


def test_interruption_is_a_time() -> None:
    """The interruption is in the unit of the times that are given."""
    months = np.arange(2003.0, 2019.0)

    by_year = segmented_regression(COUNTS, 2011, time=months)

    assert pytest.approx(segmented_regression(COUNTS, 8).step.value) == by_year.step.value
    assert 2011.0 == segmented_regression(COUNTS, 2010.5, time=months).design.interruption


def test_step_one_point_earlier() -> None:
    """With a slope of 1 at the first point, the step is measured one point before it."""
    zero, one = (
        segmented_regression(COUNTS, 8, slope_at_first_point=k)  # type: ignore[arg-type]
        for k in (0, 1)
    )

    assert pytest.approx(zero.coefficient("slope")) == one.coefficient("slope")
    moved = one.coefficient("step") + one.coefficient("slope")  # type: ignore[operator]
    assert pytest.approx(zero.coefficient("step")) == moved


def test_poisson_says_when_its_intervals_are_too_narrow() -> None:
    """Counts that vary three times as much as Poisson counts are told."""
    rng = np.random.default_rng(8)
    counts = rng.poisson(rng.gamma(10, 4, 40))
    fit = segmented_regression(counts, 20, family="poisson")

    assert "dispersion" in names_of_failed(fit)
    assert "use quasi-poisson" in fit.failed[0].detail


def test_related_errors_are_told() -> None:
    """Residuals that follow their neighbours fail the check."""
    wave = np.round(50 + 20 * np.sin(np.arange(48) / 3))

    assert "autocorrelation" in names_of_failed(segmented_regression(wave, 24))


def test_short_series_are_told() -> None:
    """Fewer than 8 points on a side are few."""
    assert "points_each_side" in names_of_failed(segmented_regression(COUNTS[:12], 8))


def test_no_dispersion_without_a_spare_point() -> None:
    """As many reported points as terms leave nothing to judge the spread by."""
    fit = segmented_regression([4, 5, NAN, NAN, 7, 9], 4)

    assert math.isnan(fit.dispersion)  # type: ignore[arg-type]
    assert math.isnan(fit.step.low)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"counts": [-1, *COUNTS]}, r"counts\[0\]: expected a count of 0 or more, got -1"),
        ({"counts": [1.5, *COUNTS]}, r"counts\[0\]: expected a whole number, got 1.5"),
        ({"counts": [math.inf, *COUNTS]}, r"counts\[0\]: expected finite numbers"),
        ({"counts": 4}, "counts: expected a series"),
        ({"counts": COUNTS, "exposure": 0}, "exposure: expected a number above 0"),
        ({"counts": COUNTS, "exposure": NAN}, "exposure: expected a number above 0, got nan"),
        ({"counts": COUNTS, "exposure": [1, 2]}, "counts, exposure: .*exposure that fits"),
        ({"counts": COUNTS, "interruption": 0}, "interruption: expected one time after 0"),
        ({"counts": COUNTS, "interruption": 16}, "interruption: .*up to 15.*first point after"),
        ({"counts": COUNTS, "interruption": NAN}, "interruption: expected one time"),
        ({"counts": COUNTS, "interruption": [8, 9]}, "interruption: expected one time"),
        ({"counts": COUNTS, "time": [1, 2]}, "time: expected one number for each of the 16"),
        ({"counts": COUNTS, "time": [0, 0, *range(2, 16)]}, "time: .*evenly spaced.*give nan"),
        ({"counts": COUNTS, "time": [NAN] * 16}, "time: expected finite, rising"),
        ({"counts": COUNTS, "family": "poison"}, 'family: .*Did you mean "poisson"'),
        ({"counts": COUNTS, "errors": "hac"}, "errors: expected one of model, newey-west"),
        ({"counts": COUNTS, "season": "fourrier"}, 'season: .*Did you mean "fourier"'),
        ({"counts": COUNTS, "slope_at_first_point": 2}, "slope_at_first_point: expected 0 or 1"),
        ({"counts": COUNTS, "step": False, "slope": False}, "step, slope: expected at least one"),
        ({"counts": COUNTS, "season": "fourier", "harmonics": 6}, "harmonics: expected fewer"),
        ({"counts": COUNTS, "harmonics": 0}, "harmonics: expected one whole number of 1 or more"),
        ({"counts": COUNTS, "period": 1}, "period: expected one whole number of 2 or more"),
        ({"counts": COUNTS, "errors": "newey-west", "lag": 16}, "lag: expected a lag below"),
        ({"counts": COUNTS, "errors": "newey-west", "lag": -1}, "lag: expected one whole"),
        ({"counts": COUNTS, "confidence": 95}, "confidence: .*95% is 0.95"),
        ({"counts": COUNTS, "family": "linear", "exposure": 2}, "exposure: expected none with"),
    ],
)
def test_segmented_regression_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, with its place, what was expected and a hint."""
    with pytest.raises(InputError, match=message):
        segmented_regression(**{"interruption": 8, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "interruption", "season"),
    [(COUNTS, 8, "monthly"), (COUNTS[:4], 2, "none"), (COUNTS, 15, "none")],
)
def test_too_few_points_for_the_terms(counts: list[int], interruption: int, season: str) -> None:
    """Terms that the points cannot tell apart are refused."""
    with pytest.raises(AnalysisError, match=r"points cannot tell .* terms from each other"):
        segmented_regression(counts, interruption, season=season)  # type: ignore[arg-type]


def test_unknown_term_is_refused() -> None:
    """A fit without a slope has none to give."""
    fit = segmented_regression(COUNTS, 8, slope=False)

    with pytest.raises(InputError, match="term: expected one of intercept, trend, step"):
        _ = fit.slope


@pytest.mark.parametrize(
    ("values", "predictors", "lag", "message"),
    [
        ([1, 2, NAN, 4], [[1, 2, 3, 4]], 1, r"values\[2\]: expected finite numbers"),
        ([1, 2, 3, 4], [[1, 2, 3]], 1, "predictors: expected rows of the 4 points"),
        ([1, 2, 3, 4], [[1, 2, 3, 4]], 4, "lag: expected a lag below the 4 points"),
    ],
)
def test_newey_west_refuses(values: object, predictors: object, lag: int, message: str) -> None:
    """Least squares takes finite numbers of one length."""
    with pytest.raises(InputError, match=message):
        newey_west(values, predictors, lag=lag)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [[0.13] * 23, [0] * 23, [0.1 + 0.3 * i for i in range(23)]])
def test_newey_west_of_a_straight_line_has_no_errors(values: list[float]) -> None:
    """What rounding leaves over is not what errors are made of."""
    fit = newey_west(values, [range(23)], lag=2)

    assert [True, True] == np.isnan(fit.standard_errors).tolist()
    assert ["spread"] == [check.name for check in fit.checks]


def test_newey_west_refuses_a_constant_predictor() -> None:
    """A constant predictor is the intercept again."""
    with pytest.raises(AnalysisError, match="4 points cannot tell 2 terms apart"):
        newey_west([1, 2, 3, 4], [[1, 1, 1, 1]], lag=1)


def test_residuals_without_variation_have_no_autocorrelation() -> None:
    """0 over 0 is not 0."""
    found = residual_autocorrelation([0.0] * 10, lags=2)

    assert np.isnan(found.values).all()
    assert math.isnan(found.test.p_value)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lags", "message"), [(0, "lags: expected one"), (5, "fewer lags than")])
def test_autocorrelation_refuses(lags: int, message: str) -> None:
    """There are fewer lags than points."""
    with pytest.raises(InputError, match=message):
        residual_autocorrelation([1, 2, 3, 1, 2], lags=lags)
