"""Relative rates, two by two tables and the relative rate index, against R and textbooks.

Each case of `cases/disproportionality.json` names its source; the tables were computed with R's
epitools, fisher.test and poisson.test, and again in Python.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats import Estimate
from safetykit.stats.disproportionality import (
    Stage,
    conditional_odds_ratio,
    fisher_exact_test,
    relative_rate,
    relative_rate_index,
    two_by_two,
)

CASES = json.loads((Path(__file__).parent / "cases" / "disproportionality.json").read_text("utf-8"))
Z = 1.959963984540054
ROOT = 2e-4  # what uniroot in R leaves open


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def ends(estimate: Estimate) -> list[float]:
    """Return the limits."""
    return [float(estimate.low), float(estimate.high)]


@pytest.mark.parametrize("case", cases("disproportionality_ratio"))
def test_relative_rates(case: dict[str, Any]) -> None:
    """The Home Office's ratio of rates per 1,000, with both intervals."""
    given, expected = case["inputs"], case["expected"]
    numbers = {
        "group_count": given["group_events"],
        "group_base": given["group_population"],
        "reference_count": given["reference_events"],
        "reference_base": given["reference_population"],
        "multiplier": given["per"],
    }

    exact, log = (relative_rate(**numbers, base="residents", method=m) for m in ("exact", "log"))

    def close(name: str) -> Any:
        return pytest.approx(expected[name], rel=case["tolerance"]["rel"])

    assert close("rate1_per_1000") == exact.group_rate.value
    assert close("rate0_per_1000") == exact.reference_rate.value
    assert close("ratio") == exact.ratio.value
    assert close("ci95_exact") == ends(exact.ratio)
    assert close("ci95_lognormal") == ends(log.ratio)
    assert close("rate_difference_per_1000") == exact.difference.value


@pytest.mark.parametrize("case", cases("risk_ratio_2x2"))
def test_two_by_two_tables(case: dict[str, Any]) -> None:
    """Risks, ratios and differences agree with epitools; Selvin (1998) among the tables."""
    expected = case["expected"]
    table = two_by_two(**case["inputs"])
    wald = two_by_two(**case["inputs"], difference_method="wald")

    def close(name: str) -> Any:
        return pytest.approx(expected[name], rel=case["tolerance"]["rel"])

    assert close("risk1") == table.risk_exposed.value
    assert close("risk0") == table.risk_unexposed.value
    assert close("risk_ratio") == table.risk_ratio.value
    assert close("rr_ci95") == ends(table.risk_ratio)
    assert close("log_rr_se") == math.log(table.risk_ratio.high / table.risk_ratio.low) / (2 * Z)
    assert close("odds_ratio") == table.odds_ratio.value
    assert close("or_ci95") == ends(table.odds_ratio)
    assert close("risk_difference") == table.risk_difference.value
    assert close("rd_newcombe_ci95") == ends(table.risk_difference)
    assert close("rd_wald_ci95") == ends(wald.risk_difference)
    assert close("excess_events") == table.excess_events.value
    assert close("attributable_fraction_exposed") == table.attributable_fraction.value
    assert close("chi_square") == table.chi_square.statistic


@pytest.mark.parametrize("case", cases("risk_ratio_2x2"))
def test_exact_and_score_methods(case: dict[str, Any]) -> None:
    """Fisher's test agrees with R, and so do the others as far as R's digits go.

    R's fisher.test finds the conditional odds ratio and its limits by uniroot with its default
    tolerance, 1.2e-4 in the root, so that its last printed digits are not the answer's: these
    cases are compared at 2e-4, and a law in tests/property holds the exact definition to 1e-7.
    """
    expected, rel = case["expected"], case["tolerance"]["rel"]
    given = list(case["inputs"].values())

    ratio, test = conditional_odds_ratio(*given), fisher_exact_test(*given)
    score = two_by_two(*given, ratio_method="score").risk_ratio

    assert pytest.approx(expected["or_conditional_mle"], rel=ROOT) == ratio.value
    assert pytest.approx(expected["or_ci95_exact"], rel=ROOT) == ends(ratio)
    assert pytest.approx(expected["fisher_p"], rel=rel, abs=0) == test.p_value
    assert pytest.approx(expected["rr_score_ci95"], rel=case["tolerance"]["score_rel"]) == ends(
        score
    )


@pytest.mark.parametrize("case", cases("relative_rate_index_by_stage"))
def test_relative_rate_index(case: dict[str, Any]) -> None:
    """The index of each stage and its product (OJJDP; Ministry of Justice)."""
    rel = case["tolerance"]["rel"]

    found = relative_rate_index(Stage(**stage) for stage in case["inputs"]["stages"])

    for expected, stage in zip(case["expected"]["stages"], found.stages, strict=True):
        assert expected["stage"] == stage.stage
        assert pytest.approx(expected["p_group"], rel=rel) == stage.group.value
        assert pytest.approx(expected["p_reference"], rel=rel) == stage.reference.value
        assert pytest.approx(expected["rri"], rel=rel) == stage.index.value
        assert pytest.approx(expected["ci95"], rel=rel) == ends(stage.index)
        assert expected["significant"] == stage.index.excludes(1.0)
    assert pytest.approx(case["expected"]["cumulative"], rel=rel) == found.cumulative.value
