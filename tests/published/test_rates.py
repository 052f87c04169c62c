"""Rates, proportions and ratios against papers, textbooks and other software.

Each case of `cases/rates.json` names its source and carries its tolerance. Cases whose source is
"generated" were computed in R and again in Python.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.rates import (
    difference_of_proportions,
    percentage_change,
    poisson_e_test,
    proportion,
    rate,
    rate_ratio,
    rate_ratio_test,
)

CASES = json.loads((Path(__file__).parent / "cases" / "rates.json").read_text("utf-8"))
CELLS = ("x1", "n1", "x2", "n2")


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    numbers = [math.inf if number == "inf" else number for number in expected]
    rel, absolute = (case["tolerance"].get(kind) for kind in ("rel", "abs"))
    return pytest.approx(numbers, rel=rel, abs=absolute)


@pytest.mark.parametrize("case", cases("poisson_exact_ci"))
def test_exact_interval_of_a_rate(case: dict[str, Any]) -> None:
    """Garwood's limits agree with the tables of 1936 and with R's poisson.test."""
    expected = case["expected"]

    estimate = rate(**case["inputs"])

    assert close(case, [expected["rate"], expected["lower"], expected["upper"]]) == [
        estimate.value,
        estimate.low,
        estimate.high,
    ]


@pytest.mark.parametrize("case", cases("byar_ci"))
def test_byar_interval_of_a_count(case: dict[str, Any]) -> None:
    """Byar's limits agree with the fixtures of UKHSA's PHEindicatormethods."""
    estimate = rate(**case["inputs"], method="byar")

    assert close(case, case["expected"].values()) == [estimate.low, estimate.high]


@pytest.mark.parametrize("case", cases("phe_rate"))
def test_phe_rate_picks_its_method_by_the_count(case: dict[str, Any]) -> None:
    """The rates of PHEindicatormethods are Garwood's below 10 events and Byar's from 10 on."""
    given, expected = case["inputs"], case["expected"]
    estimates = [
        rate(
            given["count"],
            given["denominator"],
            multiplier=given["multiplier"],
            confidence=confidence,
            method="phe",
        )
        for confidence in (0.95, 0.998)
    ]
    names = ["value", "lower95", "upper95", "lower998", "upper998"]

    assert close(case, [expected[name] for name in names]) == [
        estimates[0].value,
        *(bound for estimate in estimates for bound in (estimate.low, estimate.high)),
    ]


@pytest.mark.parametrize("case", cases("wilson_ci"))
def test_wilson_interval_of_a_share(case: dict[str, Any]) -> None:
    """Wilson's limits agree with Newcombe (1998) and with PHEindicatormethods."""
    expected = case["expected"]

    estimate = proportion(**case["inputs"])

    assert close(case, [expected["lower"], expected["upper"]]) == [estimate.low, estimate.high]
    assert case["inputs"]["count"] / case["inputs"]["n"] == estimate.value


@pytest.mark.parametrize("case", cases("difference_of_proportions"))
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("newcombe", "newcombe_wilson"),
        ("miettinen_nurminen", "miettinen_nurminen"),
        ("mee", "mee"),
        ("agresti_caffo", "agresti_caffo"),
    ],
)
def test_interval_of_a_difference(case: dict[str, Any], method: Any, name: str) -> None:
    """The four intervals agree with Newcombe (1998b), R's ratesci and PropCIs."""
    given, expected = case["inputs"], case["expected"]

    found = difference_of_proportions(*(given[key] for key in CELLS), method=method)

    assert close(case, [expected["difference"], *expected[name]]) == [
        found.value,
        found.low,
        found.high,
    ]


@pytest.mark.parametrize("case", cases("rate_ratio"))
def test_exact_interval_of_a_ratio(case: dict[str, Any]) -> None:
    """The conditional limits agree with R's poisson.test and rateratio.test."""
    expected = case["expected"]
    value = math.nan if expected["rate_ratio"] is None else float(expected["rate_ratio"])

    estimate = rate_ratio(**case["inputs"])

    assert pytest.approx(value, rel=1e-12, nan_ok=True) == estimate.value
    assert close(case, expected["ci95_exact_conditional"]) == [estimate.low, estimate.high]


@pytest.mark.parametrize("case", cases("rate_ratio"))
def test_log_interval_of_a_ratio(case: dict[str, Any]) -> None:
    """The limits on the log scale agree with Rothman and Greenland (1998) and R's glm."""
    expected = case["expected"]["ci95_lognormal"]

    estimate = rate_ratio(**case["inputs"], method="log")

    if expected is None:
        assert [True, True] == [math.isnan(estimate.low), math.isnan(estimate.high)]
        assert ["counts_above_0"] == [check.name for check in estimate.failed]
    else:
        assert close(case, expected) == [estimate.low, estimate.high]


@pytest.mark.parametrize(
    "case", [param for param in cases("rate_ratio") if "zero" not in str(param.id)]
)
def test_percentage_change_between_rates(case: dict[str, Any]) -> None:
    """The percentage change is the ratio of the later rate to the earlier one, less 1."""
    given, expected = case["inputs"], case["expected"]
    exact, log = (
        percentage_change(
            given["count2"],
            given["count1"],
            exposure_before=given["exposure2"],
            exposure_after=given["exposure1"],
            method=method,
        )
        for method in ("exact", "log")
    )

    assert close(case, [expected["pct_change"]]) == [exact.value]
    assert close(case, expected["pct_change_ci95_exact"]) == [exact.low, exact.high]
    assert close(case, expected["pct_change_ci95_lognormal"]) == [log.low, log.high]


@pytest.mark.parametrize(
    "case", [param for param in cases("rate_ratio") if "zero" not in str(param.id)]
)
@pytest.mark.parametrize(
    ("method", "p_value"), [("exact", "p_exact_central"), ("log", "p_wald_log")]
)
def test_interval_at_one_less_p_touches_1(case: dict[str, Any], method: Any, p_value: str) -> None:
    """An interval is its test turned round: at 1 - p it ends at 1 (rateratio.test, R's glm)."""
    given = case["inputs"] | {"confidence": 1.0 - case["expected"][p_value]}

    estimate = rate_ratio(**given, method=method)

    nearer = estimate.low if estimate.value > 1 else estimate.high
    assert pytest.approx(1.0, rel=1e-5) == nearer


@pytest.mark.parametrize(("method", "p_value"), [("score", "score"), ("log", "wald-log")])
def test_one_sided_tests_of_gu_2008(method: Any, p_value: str) -> None:
    """Gu et al. (2008), section 5, example 1: the score and log tests, tolerance 5e-6 on p."""
    (case,) = (case for case in CASES if case["method"] == "rate_ratio_test")
    given = {name: n for name, n in case["inputs"].items() if name != "alternative"}
    p, tolerance = case["expected"][p_value], case["tolerance"]["abs"]

    above, below = (
        rate_ratio(**given, method=method, confidence=1.0 - 2.0 * (p + error))
        for error in (-tolerance, tolerance)
    )

    assert above.low < 1.0 < below.low


@pytest.mark.parametrize("case", cases("rate_ratio"))
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("exact", "p_exact_central"),
        ("exact_minlike", "p_exact_minlike"),
        ("log", "p_wald_log"),
    ],
)
def test_p_value_of_a_ratio(case: dict[str, Any], method: Any, name: str) -> None:
    """Central as R's rateratio.test, minlike as poisson.test: they differ, and are named."""
    given = {key: n for key, n in case["inputs"].items() if key != "confidence"}

    test = rate_ratio_test(**given, method=method)

    if name in case["expected"]:
        # R's glm stops once the deviance moves by less than 1e-8: one p is 1.3e-6 of itself off.
        rel = 2e-6 if method == "log" else case["tolerance"]["rel"]
        assert pytest.approx(case["expected"][name], rel=rel) == test.p_value
    else:
        assert method != "log" or math.isnan(test.p_value)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", cases("rate_ratio_test"))
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("wald", "wald"),
        ("score", "score"),
        ("log", "wald-log"),
        ("score_log", "score-log"),
        ("sqrt", "sqrt"),
    ],
)
def test_p_values_of_gu_2008(case: dict[str, Any], method: Any, name: str) -> None:
    """Gu et al. (2008), section 5, example 1: five tests of one pair of rates."""
    test = rate_ratio_test(**case["inputs"], method=method)

    assert close(case, [case["expected"][name]]) == [test.p_value]
    assert pytest.approx(case["expected"][name], rel=1e-9) == test.p_value


@pytest.mark.parametrize("case", cases("poisson_e_test"))
def test_e_test_of_two_counts(case: dict[str, Any]) -> None:
    """Krishnamoorthy and Thomson (2004), as in ptools and statsmodels."""
    test = poisson_e_test(**case["inputs"])

    assert pytest.approx(case["expected"]["p_value"], rel=1e-9) == test.p_value
