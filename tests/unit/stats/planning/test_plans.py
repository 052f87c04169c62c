"""Power, sample sizes and detectable effects at their edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.planning import (
    clustered_sample,
    design_effect,
    detectable_difference_of_proportions,
    detectable_rate_ratio,
    power_rate_difference,
    power_rate_ratio,
    power_two_proportions,
    sample_size_rates,
    sample_size_square_root_rule,
    sample_size_two_proportions,
)


def test_no_effect_needs_no_end_of_units() -> None:
    """Equal rates, means or proportions cannot be told apart by any number."""
    assert math.inf == sample_size_rates(2, 2).n_per_group
    assert math.inf == sample_size_two_proportions(0.3, 0.3).n_per_group_whole
    assert math.inf == sample_size_square_root_rule(4, 4).n_per_group


def test_power_without_an_effect_is_alpha() -> None:
    """Where there is nothing to find, something is found with chance alpha."""
    assert pytest.approx(0.05) == power_rate_ratio(3, 3, 10, 10).value
    assert pytest.approx(0.05) == power_rate_difference(3, 3, 9, 9, alternative="larger").value
    assert pytest.approx(0.025) == power_two_proportions(0.5, 0.5, 40).value


@pytest.mark.parametrize("method", [power_rate_ratio, power_rate_difference])
def test_direction_of_a_test_of_rates(method: Callable[..., Any]) -> None:
    """A test in the wrong direction finds nothing."""
    larger, smaller = (method(5, 3, 20, 20, alternative=a).value for a in ("larger", "smaller"))

    assert larger > 0.9 > 0.001 > smaller


def test_direction_of_a_test_of_proportions() -> None:
    """Two-sided counts the tail of the difference; the wrong direction finds nothing."""
    powers = [
        power_two_proportions(0.5, 0.3, 60, alternative=alternative).value  # type: ignore[arg-type]
        for alternative in ("larger", "two-sided", "smaller")
    ]

    assert sorted(powers, reverse=True) == powers  # type: ignore[type-var]
    assert powers[2] < 0.001  # type: ignore[operator]


def test_several_plans_at_once() -> None:
    """Plans of any shape are answered together."""
    found = sample_size_rates(5, [4, 3], nb_dispersion=[[0], [0.5]])

    assert (2, 2) == np.shape(found.n_per_group_whole)
    assert sample_size_rates(5, 3, nb_dispersion=0.5).n_per_group == found.n_per_group[1, 1]  # type: ignore[index]


def test_fall_that_cannot_be_found() -> None:
    """With three events expected, not even their end would be noticed."""
    found = detectable_rate_ratio([3, 300])
    assert math.inf == detectable_rate_ratio(1e-6, 1, nb_dispersion=1e6).increase

    assert [True, False] == np.isnan(found.decrease).tolist()
    assert "In 1 of 2 plans no decrease at all" in found.checks[0].detail
    assert (found.increase > 1).all()  # type: ignore[operator,union-attr]


def test_difference_that_cannot_be_found() -> None:
    """From 5% of 20 people no fall can be found; from 95% no rise."""
    found = detectable_difference_of_proportions([0.05, 0.95], 20)

    assert [True, False] == np.isnan(found.decrease).tolist()
    assert [False, True] == np.isnan(found.increase).tolist()
    assert ["decrease_detectable", "increase_detectable"] == [c.name for c in found.checks]


def test_few_expected_people_are_named() -> None:
    """Fewer than five with the outcome make the normal approximation poor."""
    assert "small_expected_count" == power_two_proportions(0.02, 0.1, 50).checks[0].name
    assert () == power_two_proportions(0.4, 0.6, 50).checks


def test_one_sided_test_needs_fewer() -> None:
    """A test in one direction needs fewer than one in both."""
    one, two = (sample_size_two_proportions(0.1, 0.2, sides=s).n_per_group for s in (1, 2))  # type: ignore[arg-type]

    assert one < two  # type: ignore[operator]


def test_whole_numbers_stay_whole() -> None:
    """A size that is whole but for rounding is not raised by one."""
    assert 100.0 == clustered_sample(10, cluster_size=19, icc=0.5).n_inflated


def test_one_in_each_cluster_is_no_cluster() -> None:
    """With one person in each, or no correlation, the design effect is 1."""
    assert [1.0, 1.0] == [design_effect(1, 0.5), design_effect(40, 0.0)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power_two_proportions(0, 0.5, 9), "p1: expected a proportion between 0 and 1"),
        (lambda: power_two_proportions(0.5, 1.2, 9), "p2: expected a proportion between 0 and 1"),
        (lambda: power_two_proportions(0.5, math.nan, 9), "p2: expected a proportion"),
        (lambda: power_two_proportions(0.5, 0.4, 0), "n_per_group: expected a number above 0"),
        (lambda: power_two_proportions(0.5, 0.4, 9, alpha=5), "alpha: expected one number between"),
        (
            lambda: power_two_proportions(0.5, 0.4, 9, alternative="up"),  # type: ignore[arg-type]
            "alternative: expected one of larger, smaller, two-sided",
        ),
        (lambda: power_two_proportions([0.5] * 2, [0.4] * 3, 9), "expected shapes that fit"),
        (lambda: sample_size_two_proportions(0.5, 0.4, power=1), "power: expected one number"),
        (
            lambda: sample_size_two_proportions(0.5, 0.4, power=0.01),
            "power: expected a power above",
        ),
        (
            lambda: sample_size_two_proportions(0.5, 0.4, sides=3),  # type: ignore[arg-type]
            "sides: expected one of 1, 2",
        ),
        (lambda: detectable_difference_of_proportions(1, 9), "baseline: expected a proportion"),
        (lambda: power_rate_ratio(0, 1, 5, 5), "rate1: expected a number above 0"),
        (lambda: power_rate_ratio(1, 1, 5, 5, exposure=-1), "exposure: expected a number above 0"),
        (lambda: power_rate_ratio(1, 1, 5, 5, null_ratio=0), "null_ratio: expected a number above"),
        (lambda: power_rate_ratio(1, 1, 5, 5, alternative="x"), "alternative: expected one of"),  # type: ignore[arg-type]
        (lambda: power_rate_difference(1, math.inf, 5, 5), "rate2: expected a number above 0"),
        (
            lambda: sample_size_rates(1, 2, nb_dispersion=-0.1),
            "nb_dispersion: expected a number of",
        ),
        (lambda: sample_size_rates(1, 2, nb_dispersion=math.inf), "nb_dispersion: expected"),
        (lambda: sample_size_square_root_rule(-3, 4), "mean1: expected a number above 0"),
        (lambda: detectable_rate_ratio(0), "control_mean: expected a number above 0"),
        (lambda: detectable_rate_ratio(5, 0), "n_per_group: expected a number above 0"),
        (lambda: design_effect(0.5, 0.1), "cluster_size: expected 1 or more in each cluster"),
        (lambda: design_effect(5, 1.1), "icc: expected a correlation from 0 to 1"),
        (lambda: design_effect(5, math.nan), "icc: expected a correlation from 0 to 1"),
        (lambda: clustered_sample(0, cluster_size=5, icc=0.1), "n_individual: expected a number"),
    ],
)
def test_what_is_refused(call: Callable[[], object], message: str) -> None:
    """Each unusable number is refused by name."""
    with pytest.raises(InputError, match=message):
        call()
