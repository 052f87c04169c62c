"""Before-after comparisons against Hauer, the Highway Safety Manual and R.

Each case of `cases/before_after.json` names its source and carries its tolerance.
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

from safetykit.stats.before_after import (
    before_after_empirical_bayes,
    before_after_naive,
    before_after_with_comparison,
    empirical_bayes_sites,
    regression_to_mean,
    safety_performance,
)
from safetykit.stats.rates import rate_ratio

CASES = json.loads((Path(__file__).parent / "cases" / "before_after.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def assert_close(case: dict[str, Any], found: dict[str, Any]) -> None:
    """Compare every number that is found with that of the case, and leave none out."""
    assert set(case["expected"]) == set(found)
    for name, expected in case["expected"].items():
        assert pytest.approx(expected, rel=case["tolerance"]["rel"]) == found[name], name


@pytest.mark.parametrize("case", cases("before_after_naive"))
def test_naive_comparison(case: dict[str, Any]) -> None:
    """Hauer (1997), chapter 7, the four steps; the exact interval is that of R's poisson.test."""
    given = case["inputs"]
    change = before_after_naive(**given)
    exact = rate_ratio(given["after"], given["ratio_of_durations"], given["before"], 1)

    assert_close(
        case,
        {
            "expected_after": change.expected_after,
            "reduction": change.reduction.value,
            "sd_reduction": change.reduction_standard_error,
            "theta": change.theta.value,
            "sd_theta": change.standard_error,
            "rate_ratio": change.theta_biased,
            "rate_ratio_ci95_exact": [exact.low, exact.high],
        },
    )


@pytest.mark.parametrize("case", cases("before_after_comparison_group"))
def test_comparison_group(case: dict[str, Any]) -> None:
    """Hauer (1997), chapter 9; the tests are R's chisq.test and fisher.test."""
    found = before_after_with_comparison(**case["inputs"])
    change, odds = found.change, found.odds_ratio

    assert_close(
        case,
        {
            "r_t": found.comparison_ratio,
            "expected_after": change.expected_after,
            "reduction": change.reduction.value,
            "sd_reduction": change.reduction_standard_error,
            "theta": change.theta.value,
            "sd_theta": change.standard_error,
            "odds_ratio": odds.value,
            "log_or_se": found.log_odds_ratio_error,
            "or_ci95": [odds.low, odds.high],
            "chi_square": found.chi_squared.statistic,
            "chi_square_yates": found.chi_squared_corrected.statistic,
            "fisher_p": found.fisher.p_value,
        },
    )


@pytest.mark.parametrize("case", cases("eb_site_estimate"))
def test_one_road_section(case: dict[str, Any]) -> None:
    """Hauer et al. (2002), numerical examples 1 and 2."""
    given, length = case["inputs"], case["inputs"]["length_km"]
    expected = safety_performance(
        given["adt"], length, scale=0.0224, exponent=0.564, years=given["years"]
    )
    site = empirical_bayes_sites(
        given["observed"], expected, 1 / (given["overdispersion_per_km"] * length)
    )
    sd, years = math.sqrt(site.variance), given["years"]  # type: ignore[arg-type]
    found = {
        "spf_expected": expected,
        "weight": site.weight,
        "eb_total": site.expected.value,
        "eb_sd_total": sd,
        "eb_per_year": site.expected.value / years,
        "sd_per_year": sd / years,
        "per_km_year": site.expected.value / years / length,
        "sd_per_km_year": sd / years / length,
    }

    assert_close(case, {name: found[name] for name in case["expected"]})


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("eb_before_after"))
def test_passing_lanes(case: dict[str, Any]) -> None:
    """Highway Safety Manual, section 9.10: 13 rural roads, both variance formulas."""
    path = SHARED / "reference" / case["inputs"]["csv"]
    if not path.is_file():
        pytest.skip(f"NOT RUN: no {path.name} under SAFETYKIT_SHARED (now {SHARED})")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def total(prefix: str) -> np.ndarray:
        return np.array([sum(float(r[c]) for c in r if c.startswith(prefix)) for r in rows])

    length = np.array([float(row["L"]) for row in rows])
    factor = length * 365e-6 * math.exp(-0.312)
    hauer, hsm = (
        before_after_empirical_bayes(
            total("Before.Yr"),
            total("After.Yr"),
            total("Before.AADT") * factor,
            total("After.AADT") * factor,
            0.236 / length,
            variance_formula=formula,  # type: ignore[arg-type]
        )
        for formula in ("hauer", "hsm")
    )

    assert_close(
        case,
        {
            "weights": hauer.sites_before.weight.tolist(),  # type: ignore[union-attr]
            "expected_before": hauer.sites_before.expected.value.tolist(),  # type: ignore[union-attr]
            "expected_after": hauer.expected_after.tolist(),
            "variance": hauer.variance_after.tolist(),
            "OR_biased": hauer.change.theta_biased,
            "OR": hauer.change.theta.value,
            "effectiveness_pct": -hauer.change.percentage_change.value,  # type: ignore[operator]
            "se_OR_hsm": hsm.change.standard_error,
            "se_OR_hauer1997": hauer.change.standard_error,
            "sum_expected_after": hauer.change.expected_after,
            "sum_variance": hauer.change.expected_variance,
            "z": hsm.test.statistic,
            "observed_before": total("Before.Yr").sum(),
            "observed_after": total("After.Yr").sum(),
        },
    )
    assert "Hauer (1997)" in hauer.change.method
    assert "Highway Safety Manual" in hsm.change.method


@pytest.mark.parametrize("case", cases("regression_to_mean_gamma_poisson"))
def test_regression_to_the_mean(case: dict[str, Any]) -> None:
    """Abbess, Jarrett and Wright (1981)."""
    found = regression_to_mean(**case["inputs"])

    assert_close(
        case,
        {
            "A0": found.shape,
            "n0": found.years,
            "eb_rate_per_year": found.rate_per_year.value,
            "rtm_pct": found.percentage_change,
        },
    )


@pytest.mark.parametrize("case", cases("eb_gamma_poisson"))
def test_accidents_of_greenwood_and_yule(case: dict[str, Any]) -> None:
    """The posterior mean (x + k) / (k / mean + 1) is the empirical Bayes estimate."""
    given = case["inputs"]
    mean = np.average(given["values"], weights=given["frequencies"])

    found = empirical_bayes_sites(given["values"], mean, 1 / given["k"])

    expected = list(case["expected"]["expected_next_period"].values())
    rel = case["tolerance"]["rel"]
    assert pytest.approx(expected, rel=rel) == found.expected.value.tolist()  # type: ignore[union-attr]
