"""Percentiles of speeds, stopping distances and speed models at their edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats import Estimate
from safetykit.stats.speed import (
    SpeedExponent,
    enforcement_threshold,
    exponential_model,
    highway_code_stopping_distance,
    kinetic_energy_ratio,
    percentile_speed,
    percentile_speed_grouped,
    power_model,
    recalled_exponent,
    speed_distribution,
    stopping_distance,
)

BANDS: dict[str, Any] = {"edges": [20, 25, 30, 35], "counts": [10, 60, 30]}


def test_one_speed_has_no_interval() -> None:
    """One vehicle is its own percentile, with no end to either side."""
    found = percentile_speed([31.0])

    assert (31.0, 0.0, math.inf) == (found.value, found.low, found.high)
    assert ["interval_has_ends"] == [check.name for check in found.failed]


@pytest.mark.parametrize("definition", ["type1", "type2", "type6", "type7", "normal"])
def test_all_speeds_equal(definition: Any) -> None:
    """Where all drive alike, so does the 85th percentile."""
    found = percentile_speed([30.0] * 80, definition=definition)

    assert (30.0, 30.0, 30.0) == (found.value, found.low, found.high)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: percentile_speed([]), "speeds: expected a list of 1 speeds or more"),
        (lambda: percentile_speed(30), "speeds: expected a list of 1 speeds or more"),
        (lambda: percentile_speed([30], definition="normal"), "expected a list of 2 speeds"),
        (lambda: percentile_speed([30, -1]), r"speeds\[1\]: expected a speed of 0 or more"),
        (lambda: percentile_speed([30, math.nan]), r"speeds\[1\]: expected a speed of 0 or more"),
        (lambda: percentile_speed([math.inf]), r"speeds\[0\]: expected a speed of 0 or more"),
        (lambda: percentile_speed([30], 100), "percentile: expected one number between 0 and 100"),
        (lambda: percentile_speed([30], [85]), "percentile: expected one number between"),  # type: ignore[arg-type]
        (lambda: percentile_speed([30], definition="type9"), "definition: expected one of"),  # type: ignore[arg-type]
        (lambda: percentile_speed([30], confidence=1), "confidence: expected one number"),
        (lambda: speed_distribution([20, 20], [5]), "edges: expected rising finite speeds"),
        (lambda: speed_distribution([20], []), "edges: expected rising finite speeds"),
        (lambda: speed_distribution([-5, 20], [5]), "edges: expected rising finite speeds"),
        (lambda: speed_distribution([20, math.inf], [5]), "Close an open last band"),
        (lambda: speed_distribution([20, 30], [5, 6]), "counts: expected one count for each of 1"),
        (lambda: speed_distribution([20, 30], [math.nan]), r"counts\[0\]: expected a count for"),
        (lambda: speed_distribution([20, 30], [1.5]), r"counts\[0\]: expected a whole number"),
        (lambda: speed_distribution([20, 30], [0]), "counts: expected at least one vehicle"),
        (lambda: speed_distribution(**BANDS).percent_over(math.nan), "speed: expected one finite"),
        (lambda: speed_distribution(**BANDS).pace(0), "width: expected a number above 0"),
        (lambda: percentile_speed_grouped(**BANDS, percentile=0), "percentile: expected one"),
        (lambda: highway_code_stopping_distance(35), "speed_mph: expected one of 20, 30, 40"),
        (lambda: highway_code_stopping_distance([30, math.nan]), r"speed_mph\[1\]: expected one"),
        (lambda: stopping_distance(0, reaction_s=1, friction=1), "speed_mph: expected a number"),
        (lambda: stopping_distance(9, reaction_s=0, friction=1), "reaction_s: expected a number"),
        (lambda: stopping_distance(9, reaction_s=1, friction=0), "friction: expected a number"),
        (
            lambda: stopping_distance(9, reaction_s=1, friction=0.2, grade=-0.3),
            "grade: expected a slope that the friction can hold",
        ),
        (
            lambda: stopping_distance(9, reaction_s=1, friction=1, grade=math.inf),
            "grade: expected a finite slope",
        ),
        (lambda: enforcement_threshold(0, percent=10, plus_mph=2), "limit_mph: expected a number"),
        (lambda: enforcement_threshold(30, percent=-1, plus_mph=2), "percent: expected a margin"),
        (
            lambda: enforcement_threshold(30, percent=1, plus_mph=math.nan),
            "plus_mph: expected a margin",
        ),
        (lambda: recalled_exponent("elvik", "fatal"), "model: expected one of elvik_2009_urban"),
        (lambda: recalled_exponent("nilsson", "fata"), 'Did you mean "fatal"'),
        (lambda: power_model(0, 5, 2, environment="rural"), "speed_before: expected a number"),
        (
            lambda: power_model(5, math.nan, 2, environment="rural"),
            "speed_after: expected a number",
        ),
        (lambda: power_model(5, 5, math.nan, environment="rural"), "exponent: expected one finite"),
        (lambda: power_model([5] * 2, [5] * 3, 2, environment="rural"), "shapes that fit"),
        (
            lambda: power_model(5, 5, 2, environment="motorway"),  # type: ignore[arg-type]
            "environment: expected one of rural, urban",
        ),
        (
            lambda: power_model(
                5, 5, recalled_exponent("elvik_2009_urban", "pdo"), environment="rural"
            ),
            "exponent: expected an exponent for rural roads",
        ),
        (
            lambda: exponential_model(-5, 5, 0.05, environment="rural"),
            "speed_before_kmh: expected a number",
        ),
        (lambda: kinetic_energy_ratio(5, 0), "speed_after: expected a number above 0"),
    ],
)
def test_what_is_refused(call: Callable[[], object], message: str) -> None:
    """Each unusable number is refused by name."""
    with pytest.raises(InputError, match=message):
        call()


def test_environment_has_no_default() -> None:
    """Where the speeds were must be said."""
    with pytest.raises(TypeError, match="environment"):
        power_model(50, 45, 2)  # type: ignore[call-arg]


@pytest.mark.parametrize("model", [power_model, exponential_model])
def test_towns_are_refused_unless_accepted(model: Callable[..., Any]) -> None:
    """The models come from rural roads and fit badly in towns."""
    with pytest.raises(AnalysisError, match="fits badly in towns"):
        model(30, 28, 0.05, environment="urban")

    assert model(30, 28, 0.05, environment="urban", accept_urban=True).ratio.value < 1


def test_parameter_without_an_interval_gives_none() -> None:
    """A bare number makes a ratio without an interval, and a check says so."""
    ratio = power_model(50, 45, 2.0, environment="rural").ratio

    assert [True, True] == [math.isnan(ratio.low), math.isnan(ratio.high)]  # type: ignore[arg-type]
    assert ["interval_given"] == [check.name for check in ratio.checks]


@pytest.mark.parametrize(("after", "order"), [(45, 1), (55, -1)])
def test_interval_of_the_parameter_is_that_of_the_ratio(after: float, order: int) -> None:
    """The ends of the exponent give the ends of the ratio, whichever way speeds went."""
    exponent = Estimate(value=2.0, low=1.5, high=2.5, level=0.9, method="by hand")

    ratio = power_model(50, after, exponent, environment="rural").ratio

    ends = [(after / 50) ** 2.5, (after / 50) ** 1.5][::order]
    assert pytest.approx(ends) == [ratio.low, ratio.high]
    assert (0.9, ()) == (ratio.level, ratio.checks)


def test_confirmed_exponent_passes_its_check() -> None:
    """An exponent that the caller read in its source says so."""
    exponent = SpeedExponent(
        value=2.0, outcome="injury", environment="rural", source="A report, table 1", confirmed=True
    )

    checks = power_model(50, 45, exponent, environment="rural").ratio.checks

    assert (True, "A report, table 1: confirmed.") == (checks[0].passed, checks[0].detail)


def test_several_roads_at_once() -> None:
    """Speeds of several roads are answered together."""
    effect = power_model([50, 60], [50, 54], 2.0, environment="rural")

    assert pytest.approx([0.0, -19.0]) == effect.percent.value


def test_percentile_in_an_empty_band() -> None:
    """A percentile that no vehicle crosses is at the end of the band below."""
    assert 25.0 == percentile_speed_grouped([20, 25, 30, 35], [50, 0, 50], 50).value
    assert 30.0 == percentile_speed_grouped([20, 25, 30, 35], [0, 0, 9], 0.0001).value.__round__(3)  # type: ignore[union-attr]


def test_all_in_the_first_of_two_bands() -> None:
    """The last band may be empty."""
    assert pytest.approx(24.25) == percentile_speed_grouped([20, 25, 30], [40, 0]).value


def test_one_vehicle_in_a_band_has_no_spread() -> None:
    """The standard deviation of one speed is not defined."""
    assert math.isnan(speed_distribution([20, 30], [1]).sd)


def test_share_over_speeds_outside_the_bands() -> None:
    """All are faster than the lowest limit, none than the highest."""
    found = speed_distribution(**BANDS)

    assert [100.0, 0.0] == [found.percent_over(0), found.percent_over(99)]


def test_halves_of_a_metre_are_rounded_up() -> None:
    """The Highway Code's metres are whole."""
    found = highway_code_stopping_distance([20, 70])

    assert (np.asarray(found.total_m) % 1 == 0).all()
