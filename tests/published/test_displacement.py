"""Displacement and effect sizes against papers, tool guides and other software.

Each case of `cases/displacement.json` names its source and carries its tolerance. Cases whose
source is "generated" were computed in R and again in Python.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.displacement import (
    harm_weighted_displacement_difference,
    phi_coefficient,
    relative_effect_size,
    weighted_displacement_difference,
    weighted_displacement_quotient,
)

CASES = json.loads((Path(__file__).parent / "cases" / "displacement.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    tolerance = case["tolerance"]
    return pytest.approx(expected, rel=tolerance["rel"], abs=tolerance.get("abs"))


@pytest.mark.parametrize("case", cases("weighted_displacement_difference"))
def test_weighted_displacement_difference(case: dict[str, Any]) -> None:
    """Wheeler and Ratcliffe (2018) and the R package ptools, with time and area weights."""
    given, expected = dict(case["inputs"]), case["expected"]
    given["confidence"] = 1.0 - given.pop("alpha")

    found = weighted_displacement_difference(**given)

    for name, part in (("local", found.local), ("displacement", found.displacement)):
        assert close(case, expected[f"est_{name}"]) == part.value
        assert close(case, expected[f"se_{name}"]) == getattr(found, f"{name}_error")
    assert close(case, expected["est_total"]) == found.total.value
    assert close(case, expected["se_total"]) == found.total_error
    assert close(case, expected["ci"]) == [found.total.low, found.total.high]
    assert close(case, [expected["z"], expected["p_two_sided"]]) == [found.z, found.p_value]


@pytest.mark.parametrize("case", cases("wdd_harm_weighted"))
def test_harm_weighted_displacement_difference(case: dict[str, Any]) -> None:
    """Wheeler's example of harm weights, in the tests of ptools."""
    crimes, expected = case["inputs"]["crimes"], case["expected"]

    found = harm_weighted_displacement_difference(
        [crime["weight"] for crime in crimes],
        control=[crime["control"] for crime in crimes],
        treated=[crime["treated"] for crime in crimes],
        confidence=1.0 - case["inputs"]["alpha"],
    )

    assert close(case, expected["harm"]) == found.total.value
    assert close(case, [expected["se"], expected["z"]]) == [found.total_error, found.z]
    assert close(case, expected["ci"]) == [found.total.low, found.total.high]


@pytest.mark.parametrize("case", cases("weighted_displacement_quotient"))
def test_weighted_displacement_quotient(case: dict[str, Any]) -> None:
    """The formulas of Bowers and Johnson (2003) as Guerette's tool guide (2009) states them."""
    expected = dict(case["expected"])

    found = weighted_displacement_quotient(**case["inputs"])

    assert expected.pop("interpretation") == found.interpretation
    assert close(case, expected.pop("wdq")) == found.estimate.value
    assert found.estimate.contains(found.estimate.value)
    for name, number in expected.items():
        assert close(case, number) == getattr(found, name)


def test_signs_of_one_intervention_by_three_methods() -> None:
    """Trap 12: for one success WDD is below 0, WDQ above 0, and RES above 1."""
    wdd = weighted_displacement_difference(
        control=[1000, 1000],
        treated=[200, 120],
        displacement_control=[1000, 1000],
        displacement_treated=[150, 130],
    )
    wdq = weighted_displacement_quotient(
        response_before=200,
        response_after=120,
        buffer_before=150,
        buffer_after=130,
        control_before=1000,
        control_after=1000,
    )
    res = relative_effect_size(
        treated_before=200, treated_after=120, control_before=1000, control_after=1000
    )

    assert (-80.0, -20.0) == (wdd.local.value, wdd.displacement.value)
    assert wdq.estimate.value > 0
    assert res.value > 1


@pytest.mark.parametrize("case", cases("phi_coefficient"))
def test_phi_coefficient(case: dict[str, Any]) -> None:
    """Phi is R's cor() of the two sides, and its test chisq.test without correction."""
    expected = case["expected"]

    found = phi_coefficient(case["inputs"]["table"])

    assert close(case, list(expected.values())) == [
        found.estimate.value,
        found.test.statistic,
        found.test.p_value,
    ]


@pytest.mark.parametrize("case", cases("relative_effect_size"))
def test_relative_effect_size(case: dict[str, Any]) -> None:
    """The interaction of a Poisson model in R, with its variance as it is and inflated."""
    given, expected = dict(case["inputs"]), case["expected"]
    inflated = relative_effect_size(**given)
    given.pop("variance_inflation")

    plain = relative_effect_size(**given)

    assert close(case, expected["res"]) == plain.value
    assert close(case, expected["ci95_poisson"]) == [plain.low, plain.high]
    assert close(case, expected["ci95_inflated"]) == [inflated.low, inflated.high]
