"""Interrupted time series against papers, R and statsmodels.

Each case of `cases/interrupted.json` names its source and carries its tolerance. Series that are
other people's data, or were made for the cases, are read from beside them.
"""

from __future__ import annotations

import csv
import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.interrupted import (
    SegmentedFit,
    newey_west,
    residual_autocorrelation,
    segmented_regression,
)

CASES = json.loads((Path(__file__).parent / "cases" / "interrupted.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")
TERMS = {"smokban": "step", "law": "step", "time": "trend", "t": "trend", "post": "slope"}


def the_case(name: str) -> dict[str, Any]:
    """Return the case of that name."""
    return next(case for case in CASES if case["id"] == name)


def columns(case: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return the columns of the data of a case, or skip and say how to run it."""
    path = SHARED / "reference" / case["inputs"]["csv"]
    if not path.is_file():
        pytest.skip(f"NOT RUN: no {path.name} under SAFETYKIT_SHARED (now {SHARED})")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def sicily(case: dict[str, Any], **choices: Any) -> SegmentedFit:
    """Return a fit of hospital admissions before and after the smoking ban of 2005."""
    data = columns(case)
    return segmented_regression(
        data["aces"], 37, time=data["time"], exposure=data["stdpop"], slope=False, **choices
    )


def generated(case: dict[str, Any], **choices: Any) -> SegmentedFit:
    """Return a fit of a made series, whose slope is 1 at the first point after."""
    data = columns(case)
    return segmented_regression(
        data["y"],
        float(data["t"][data["step"] == 1][0]),
        time=data["t"],
        exposure=data["pop"],
        slope_at_first_point=1,
        season="fourier",
        harmonics=case["inputs"]["harmonics"],
        **choices,
    )


def assert_terms(case: dict[str, Any], fit: SegmentedFit, *, error: str = "se") -> None:
    """Compare the terms of a case with those of a fit."""
    tolerance = case["tolerance"]
    for name, expected in case["expected"].items():
        if name not in TERMS:
            continue
        term = TERMS[name]
        estimate = fit.change(**{term: 1.0})
        rel, se_rel = tolerance["rel"], tolerance.get("se_rel", tolerance["rel"])
        assert pytest.approx(expected["rate_ratio"], rel=rel) == estimate.value, name
        if "coef" in expected:
            assert pytest.approx(expected["coef"], rel=rel) == fit.coefficient(term), name
        assert pytest.approx(expected[error], rel=se_rel) == fit.standard_error(term), name
        if "ci95" in expected:
            assert pytest.approx(expected["ci95"], rel=se_rel) == [estimate.low, estimate.high]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "family", "season"),
    [
        ("its.sicily.poisson-step", "poisson", "none"),
        ("its.sicily.quasipoisson-step", "quasi-poisson", "none"),
        ("its.sicily.quasipoisson-step-fourier2", "quasi-poisson", "fourier"),
    ],
)
def test_smoking_ban_in_sicily(name: str, family: str, season: str) -> None:
    """The three models of Lopez Bernal, Cummins and Gasparrini (2017), steps 4 and 5."""
    case = the_case(name)
    expected, rel = case["expected"], case["tolerance"]["rel"]

    fit = sicily(case, family=family, season=season)

    assert_terms(case, fit)
    assert pytest.approx(expected["pearson_dispersion"], rel=rel) == fit.dispersion
    assert pytest.approx(expected["deviance"], rel=rel) == fit.deviance
    assert expected["df_resid"] == fit.df_residual
    if "annual_trend_ratio" in expected:
        assert pytest.approx(expected["annual_trend_ratio"]) == fit.change(trend=12).value
        found = residual_autocorrelation(fit.deviance_residuals, lags=12)
        assert pytest.approx(expected["ljung_box_12_deviance_residuals"]) == found.test.statistic


@pytest.mark.shared
@pytest.mark.parametrize(
    ("key", "lag", "small_sample"),
    [
        ("se_hac_lag3_unadjusted", 3, False),
        ("se_hac_lag3_adjusted", 3, True),
        ("se_lag0", 0, False),
    ],
)
def test_newey_west_in_sicily(key: str, lag: int, small_sample: bool) -> None:
    """The standard errors of R's sandwich, with and without its small-sample factor."""
    case = the_case("its.sicily.poisson-newey-west")

    fit = sicily(case, family="poisson", errors="newey-west", lag=lag, small_sample=small_sample)

    found = [fit.standard_error(name) for name in ("intercept", "step", "trend")]
    assert pytest.approx(case["expected"][key], rel=case["tolerance"]["rel"]) == found


def test_newey_west_of_investment() -> None:
    """Greene (1993), US investment, as on the help page of R's sandwich."""
    case = the_case("hac.greene.investment")
    given, expected, rel = case["inputs"], case["expected"], case["tolerance"]["rel"]

    fit = newey_west(given["y"], given["x"], lag=given["lag"])

    assert pytest.approx(expected["coef"], rel=rel) == fit.coefficients.tolist()
    assert pytest.approx(expected["se_hac"], rel=rel) == fit.standard_errors.tolist()
    assert pytest.approx(expected["se_ols"], rel=rel) == fit.ordinary_standard_errors.tolist()


@pytest.mark.parametrize(("key", "lag"), [("se_lag1", 1), ("se_lag0", 0)])
def test_cigarette_sales_in_california(key: str, lag: int) -> None:
    """Linden (2015), the single-group analysis of Proposition 99 with Stata's newey."""
    case = the_case("its.linden2015.prop99-california")
    given, expected, rel = case["inputs"], case["expected"], case["tolerance"]["rel"]
    time = np.array(given["year"]) - given["time_origin"]

    fit = segmented_regression(
        given["cigsale"],
        given["interruption_year"] - given["time_origin"],
        time=time,
        family="linear",
        errors="newey-west",
        lag=lag,
        small_sample=True,
    )

    assert pytest.approx(expected["coef"], rel=rel) == fit.coefficients.tolist()
    assert pytest.approx(expected[key], rel=rel) == [fit.standard_error(n) for n in fit.names]
    after = fit.trend_after
    assert pytest.approx(expected["post_trend"]["est"], rel=rel) == after.value
    if lag == 1:
        t_975_27 = 2.0518305164802833
        half = t_975_27 * expected["post_trend"]["se"]
        assert pytest.approx(half, rel=rel) == (after.high - after.low) / 2  # type: ignore[operator]


@pytest.mark.shared
def test_seat_belts_and_drivers() -> None:
    """Car drivers killed or seriously injured before and after the law of January 1983."""
    case = the_case("its.seatbelts.quasipoisson-drivers")
    data = columns(case)

    fit = segmented_regression(
        data["drivers"], 170, time=data["t"], exposure=data["kms"], season="fourier"
    )

    assert_terms(case, fit)
    assert pytest.approx(case["expected"]["pearson_dispersion"], rel=1e-5) == fit.dispersion


@pytest.mark.shared
def test_negative_binomial_estimates_its_overdispersion() -> None:
    """R's MASS glm.nb: alpha is 0.0077 and not 1, the standard error 0.035 and not 0.27."""
    case = the_case("its.seatbelts.negbin-drivers-killed")
    data, expected, rel = columns(case), case["expected"], case["tolerance"]["rel"]

    fit = segmented_regression(
        data["DriversKilled"],
        170,
        time=data["t"],
        exposure=data["kms"],
        slope=False,
        season="fourier",
        family="negative-binomial",
    )

    law = expected["law"]
    assert pytest.approx([law["coef"], law["se_glm_nb"], law["rate_ratio"]], rel=rel) == [
        fit.coefficient("step"),
        fit.standard_error("step"),
        fit.step.value,
    ]
    assert pytest.approx(expected["t"]["coef"], rel=rel) == fit.coefficient("trend")
    assert pytest.approx(expected["alpha"], rel=rel) == fit.overdispersion
    assert pytest.approx(expected["theta"], rel=rel) == 1 / fit.overdispersion  # type: ignore[operator]
    assert pytest.approx(expected["loglik"], rel=rel) == fit.log_likelihood


@pytest.mark.shared
@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_made_series(number: int) -> None:
    """Coefficients and three kinds of standard error agree with R's glm and sandwich."""
    case = the_case(f"its.random.{number}")
    expected, rel = case["expected"], case["tolerance"]["rel"]
    kinds = {
        "se_quasi": {"family": "quasi-poisson"},
        "se_poisson": {"family": "poisson"},
        "se_hac": {"family": "poisson", "errors": "newey-west", "lag": case["inputs"]["hac_lag"]},
    }
    for key, choices in kinds.items():
        fit = generated(case, **choices)

        assert pytest.approx(expected["pearson_dispersion"], rel=rel) == fit.dispersion
        for name, term in (("step", "step"), ("slope", "slope"), ("t", "trend")):
            assert pytest.approx(expected[name]["coef"], rel=rel) == fit.coefficient(term)
            assert pytest.approx(expected[name][key], rel=rel) == fit.standard_error(term)
            ratio = fit.change(**{term: 1.0}).value
            assert pytest.approx(expected[name]["rate_ratio"], rel=rel) == ratio


@pytest.mark.shared
@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_made_series_negative_binomial(number: int) -> None:
    """The negative binomial agrees with MASS, and is refused where MASS has no answer."""
    case = the_case(f"its.random.{number}")
    expected, rel = case["expected"], case["tolerance"]["negbin_rel"]

    fit = generated(case, family="negative-binomial")

    if expected["negbin_coef"] is None:
        assert math.isnan(fit.step.value)  # type: ignore[arg-type]
        assert "overdispersed" in [check.name for check in fit.failed]
    else:
        for name, term in (("step", "step"), ("slope", "slope"), ("t", "trend")):
            assert pytest.approx(expected["negbin_coef"][name], rel=rel) == fit.coefficient(term)
        assert pytest.approx(expected["negbin_theta"], rel=rel) == 1 / fit.overdispersion  # type: ignore[operator]


@pytest.mark.shared
def test_step_is_the_change_at_the_interruption() -> None:
    """Correction of 2020: with a slope from time 0 the step would be an extrapolation."""
    case = the_case("its.seatbelts.quasipoisson-drivers")
    data = columns(case)
    late = segmented_regression(
        data["drivers"], 170, time=data["t"], exposure=data["kms"], season="fourier"
    )
    shifted = segmented_regression(
        data["drivers"], 1170, time=data["t"] + 1000, exposure=data["kms"], season="fourier"
    )

    assert pytest.approx(late.step.value) == shifted.step.value
    uncentred = late.coefficient("step") - 170 * late.coefficient("slope")  # type: ignore[operator]
    assert abs(uncentred - late.coefficient("step")) > 1
