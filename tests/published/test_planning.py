"""Power and sample sizes against R, PASS, statsmodels and textbooks.

Each case of `cases/planning.json` names its source and carries its tolerance.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.planning import (
    clustered_sample,
    detectable_difference_of_proportions,
    detectable_rate_ratio,
    power_rate_difference,
    power_rate_ratio,
    power_two_proportions,
    sample_size_rates,
    sample_size_square_root_rule,
    sample_size_two_proportions,
)

CASES = json.loads((Path(__file__).parent / "cases" / "planning.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    rel, absolute = (case["tolerance"].get(kind) for kind in ("rel", "abs"))
    return pytest.approx(expected, rel=rel, abs=absolute)


@pytest.mark.parametrize("case", cases("power_two_proportions"))
def test_two_proportions(case: dict[str, Any]) -> None:
    """R's power.prop.test, two-sided with one tail counted, and Stata's power twoproportions."""
    given, expected = case["inputs"], case["expected"]
    p1, p2, n, alpha = (given[name] for name in ("p1", "p2", "n_per_group", "alpha"))

    if n is None:
        size = sample_size_two_proportions(p1, p2, power=given["power"], alpha=alpha)
        assert close(case, expected["n_per_group"]) == size.n_per_group
        assert expected["n_per_group_ceiling"] == size.n_per_group_whole
        n = size.n_per_group
    power = power_two_proportions(p1, p2, n, alpha=alpha).value
    assert close(case, expected.get("power", given["power"])) == power


@pytest.mark.parametrize("case", cases("sample_size_poisson_rule_of_thumb"))
def test_square_root_rule(case: dict[str, Any]) -> None:
    """Van Belle, Statistical Rules of Thumb (2008), 2.12."""
    given, expected = case["inputs"], case["expected"]

    size = sample_size_square_root_rule(given["mean1"], given["mean2"])

    assert close(case, expected["n_per_group"]) == size.n_per_group
    assert expected["ceiling"] == size.n_per_group_whole
    assert (given["alpha"], given["power"]) == (size.alpha, size.power)


@pytest.mark.parametrize("case", cases("power_poisson_ratio_noninferiority"))
def test_ratio_of_rates(case: dict[str, Any]) -> None:
    """PASS, ratio of two Poisson rates, as statsmodels tests it."""
    given = dict(case["inputs"])
    given["null_ratio"] = given.pop("margin_ratio")

    assert close(case, case["expected"]["power"]) == power_rate_ratio(**given).value


@pytest.mark.parametrize("case", cases("power_poisson_difference"))
def test_difference_of_rates(case: dict[str, Any]) -> None:
    """PASS, chapter 436, as statsmodels tests it."""
    given = {name: number for name, number in case["inputs"].items() if name != "variance"}

    assert close(case, case["expected"]["power"]) == power_rate_difference(**given).value


@pytest.mark.parametrize("case", cases("sample_size_negative_binomial_rates"))
def test_sample_size_of_rates(case: dict[str, Any]) -> None:
    """Zhu and Lakkis (2014), and the power that statsmodels finds for that size."""
    given, expected = dict(case["inputs"]), case["expected"]
    given["nb_dispersion"] = given.pop("dispersion")

    size = sample_size_rates(**given)

    assert close(case, expected["n_per_group"]) == size.n_per_group
    assert expected["ceiling"] == size.n_per_group_whole
    given.pop("power")
    n = size.n_per_group_whole
    power = power_rate_ratio(**given, n1=n, n2=n).value
    tolerance = case["tolerance"]["power_abs"]
    assert pytest.approx(expected["power_at_ceiling_statsmodels"], abs=tolerance) == power


@pytest.mark.parametrize("case", cases("minimum_detectable_effect_counts"))
def test_detectable_ratio(case: dict[str, Any]) -> None:
    """The sample-size formula solved for the ratio by root finding, and put back."""
    given, expected = dict(case["inputs"]), case["expected"]
    given["nb_dispersion"] = given.pop("dispersion")

    found = detectable_rate_ratio(**given)

    assert close(case, expected["mde_ratio_decrease"]) == found.decrease
    assert close(case, expected["mde_ratio_increase"]) == found.increase
    assert close(case, expected["mde_pct_decrease"]) == 100 * (1 - found.decrease)


@pytest.mark.parametrize("case", cases("minimum_detectable_effect_proportions"))
def test_detectable_difference(case: dict[str, Any]) -> None:
    """R's power.prop.test solved for the second proportion."""
    found = detectable_difference_of_proportions(**case["inputs"])

    assert close(case, list(case["expected"].values())) == [found.decrease, found.increase]


@pytest.mark.parametrize("case", cases("design_effect"))
def test_design_effect(case: dict[str, Any]) -> None:
    """Kish's design effect."""
    found = clustered_sample(**case["inputs"])

    for name, number in case["expected"].items():
        assert close(case, number) == getattr(found, name)
