"""Speeds, stopping distances and speed models against R, the Highway Code and papers.

Each case of `cases/speed.json` names its source and carries its tolerance; where a figure is only
recalled, the case says so and so does the library.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.speed import (
    RECALLED_EXPONENTS,
    RECALLED_NPCC_RULE,
    enforcement_threshold,
    highway_code_stopping_distance,
    kinetic_energy_ratio,
    percentile_speed,
    percentile_speed_grouped,
    power_model,
    recalled_exponent,
    speed_distribution,
    stopping_distance,
)

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "cases" / "speed.json").read_text("utf-8"))
}


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    return pytest.approx(expected, rel=case["tolerance"]["rel"])


@pytest.mark.parametrize("name", ["type1", "type2", "type6", "type7", "normal"])
def test_percentile_of_speeds(name: Any) -> None:
    """R's quantile types (Hyndman and Fan 1996), and the mean and spread of normal speeds."""
    case = CASES["p85.raw"]
    expected = case["expected"]["normal_approx" if name == "normal" else name]

    found = percentile_speed(**case["inputs"], definition=name)

    assert close(case, expected) == found.value
    assert found.contains(expected)


def test_percentile_of_banded_speeds() -> None:
    """Interpolation in the cumulative distribution, as R's approxfun, and what goes with it."""
    case = CASES["p85.grouped"]
    given, expected = case["inputs"], case["expected"]
    found = speed_distribution(**given)
    percentiles = [percentile_speed_grouped(**given, percentile=p).value for p in (85, 50, 15)]

    assert close(case, [expected[name] for name in ("p85", "p50", "p15")]) == percentiles
    assert close(case, [expected["mean"], expected["sd"]]) == [found.mean, found.sd]
    assert close(case, expected["pct_over_30"]) == found.percent_over(30)
    assert close(case, expected["pct_over_35"]) == found.percent_over(35)
    assert expected["pace_10mph"] == list(found.pace(10))


def test_stopping_distances_of_the_highway_code() -> None:
    """Trap 11: rule 126 prints the sum of the rounded parts, 36 m at 40 mph."""
    case = CASES["stopping.highway-code"]

    found = highway_code_stopping_distance(case["inputs"]["speed_mph"])

    for name, metres in case["expected"].items():
        assert metres == getattr(found, name).tolist()


def test_stopping_distance_by_physics() -> None:
    """Reaction and braking distance, level, downhill and uphill."""
    case = CASES["stopping.physics"]
    given, expected = dict(case["inputs"]), case["expected"]
    given["gravity"] = given.pop("g")

    found = stopping_distance(**given)

    assert close(case, [expected["reaction_m"]] * 3) == found.thinking_m
    assert close(case, expected["braking_m"]) == found.braking_m


def test_enforcement_thresholds() -> None:
    """The limit, 10% and 2 mph: the NPCC's thresholds, as recalled."""
    case = CASES["npcc.thresholds"]

    found = enforcement_threshold(case["inputs"]["limits_mph"], **RECALLED_NPCC_RULE)

    assert case["expected"]["fixed_penalty"] == found.tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "model", "environment"),
    [
        ("power.nilsson", "nilsson", "rural"),
        ("power.elvik2009.urban", "elvik_2009_urban", "urban"),
    ],
)
def test_power_model(name: str, model: str, environment: Any) -> None:
    """Nilsson's and Elvik's exponents, both recalled, which the results say."""
    case = CASES[name]
    given, expected = case["inputs"], case["expected"]

    for outcome, exponent in given["exponents"].items():
        recalled = recalled_exponent(model, outcome)
        effect = power_model(
            given["before"],
            given["after"],
            recalled,
            environment=environment,
            accept_urban=environment == "urban",
        )

        assert exponent == recalled.value
        assert close(case, expected["ratio"][outcome]) == effect.ratio.value
        if "pct" in expected:
            assert close(case, expected["pct"][outcome]) == effect.percent.value
        assert ["exponent_confirmed"] == [check.name for check in effect.ratio.failed]


def test_no_exponent_is_confirmed_yet() -> None:
    """A figure becomes confirmed when it was read in its source, and not before."""
    assert not any(exponent.confirmed for exponent in RECALLED_EXPONENTS.values())


def test_kinetic_energy() -> None:
    """Energy goes with the square of speed."""
    case = CASES["kinetic.energy"]
    given, expected = case["inputs"], case["expected"]["ratio"]["energy"]

    assert close(case, expected) == kinetic_energy_ratio(given["before"], given["after"])
    effect = power_model(
        given["before"], given["after"], given["exponents"]["energy"], environment="rural"
    )
    assert close(case, expected) == effect.ratio.value
