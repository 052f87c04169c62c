"""Overdispersion: its estimate, its test and the choice that follows."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats import overdispersion
from safetykit.stats.overdispersion import (
    check_dispersion,
    choose_dispersion,
    dispersion,
    seasonal_dispersion,
)

NAN = math.nan
MONTHS = np.tile(np.arange(12), 2)
YEARS = np.repeat([2018, 2019], 12)


def test_pearson_chi2_over_its_degrees_of_freedom() -> None:
    """Counts 4, 16, 8, 12 about 10 have a chi-squared of 8 with 3 degrees of freedom."""
    found = dispersion([4, 16, 8, 12], [10] * 4, 1)

    assert (8.0, 3, 8.0 / 3.0) == (found.chi2, found.df, found.value)
    assert pytest.approx(0.046012, abs=1e-6) == found.p_value


def test_points_that_tell_nothing_are_left_out() -> None:
    """A point not reported, and a point with nothing expected, count for no degree of freedom."""
    whole = dispersion([4, 16, 8, 12], [10] * 4, 1)

    assert whole == dispersion([4, 16, NAN, 8, 0, 12], [10, 10, NAN, 10, 0, 10], 1)


def test_counts_all_equal_do_not_vary() -> None:
    """Equal months have dispersion 0, and the choice is Poisson."""
    found = seasonal_dispersion([7] * 24, MONTHS, YEARS)

    assert pytest.approx(0.0, abs=1e-20) == found.value
    assert 1.0 == found.p_value
    assert 1.0 == choose_dispersion(found)


def test_months_left_out_take_their_degrees_of_freedom_along() -> None:
    """22 months of two years leave 22 - 13 degrees of freedom."""
    keep = np.ones(24, dtype=bool)
    keep[[3, 20]] = False
    counts = np.arange(24) % 7 + 5

    assert 9 == seasonal_dispersion(counts[keep], MONTHS[keep], YEARS[keep]).df


def test_choice_is_the_estimate_when_the_test_rejects() -> None:
    """Overdispersion that chance does not explain widens intervals, in words too."""
    found = dispersion([4, 16, 8, 12], [10] * 4, 1)
    check = check_dispersion(found)

    assert found.value == choose_dispersion(found)
    assert ("dispersion", False) == (check.name, check.passed)
    assert "variance 2.67 times the mean" in check.detail
    assert "more than chance alone at 0.05; intervals are widened by it" in check.detail


def test_choice_is_1_when_the_test_does_not_reject() -> None:
    """At 1% the same counts are compatible with chance: intervals stay Poisson."""
    found = dispersion([4, 16, 8, 12], [10] * 4, 1)
    check = check_dispersion(found, alpha=0.01)

    assert 1.0 == choose_dispersion(found, alpha=0.01)
    assert check.passed
    assert "not shown to be more than chance alone at 0.01" in check.detail


def test_choice_is_never_below_1() -> None:
    """A lenient test never narrows an interval."""
    calm = dispersion([9, 11, 10, 10], [10] * 4, 1)

    assert 1.0 > calm.value
    assert 1.0 == choose_dispersion(calm, alpha=0.99)
    assert "intervals are Poisson" in check_dispersion(calm, alpha=0.99).detail


def test_small_expected_counts_weaken_the_test() -> None:
    """Cochran's rule: the chi-squared test wants expected counts of 5."""
    small, large = dispersion([1, 3], [2, 2], 1), dispersion([9, 11], [10, 10], 1)

    assert [(False,), (True,)] == [tuple(c.passed for c in d.checks) for d in (small, large)]


def test_result_pickles_and_compares() -> None:
    """A copy is equal."""
    found = dispersion([4, 16, 8, 12], [10] * 4, 1)

    assert found == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(pickle.loads(pickle.dumps(found)))


def test_fitting_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fit that has not come to rest is marked on the dispersion too."""
    monkeypatch.setattr("safetykit.stats.variation.seasonal_fit.MAX_ROUNDS", 1)
    found = overdispersion.seasonal_dispersion(np.arange(1, 25), MONTHS, YEARS)

    assert ["converged"] == [check.name for check in found.checks if check.passed is False]


@pytest.mark.parametrize("n", [1, 2, 12])
def test_one_year_cannot_show_dispersion(n: int) -> None:
    """With one count a month, month effects explain everything."""
    months = list(range(n))
    with pytest.raises(AnalysisError, match=r"points leave nothing over after .* Two years"):
        seasonal_dispersion([5] * n, months, [2018] * n)


@pytest.mark.parametrize(
    ("counts", "fitted", "n_parameters", "message"),
    [
        ([1, 2], [1], 0, r"fitted: expected the shape of the counts, \(2,\)"),
        ([1, 2], [1, -1], 0, r"fitted\[1\]: expected finite, 0 or more"),
        ([1, 2], [1, math.inf], 0, r"fitted\[1\]: expected finite, 0 or more"),
        ([1, 2], [1, NAN], 0, r"fitted\[1\]: expected a number wherever a count is reported"),
        ([1, 2], [1, 0], 0, r"fitted\[1\]: expected above 0 where events were counted"),
        ([1, 2], [1, 1], -1, "n_parameters: expected one whole number of 0 or more"),
        ([1, 2], [1, 1], 0.5, "n_parameters: expected one whole number of 0 or more"),
        ([1.5, 2], [1, 1], 0, r"counts\[0\]: expected a whole number"),
        ([[1, 2]], [[1, 1]], 0, "counts: expected one series"),
    ],
)
def test_dispersion_refuses(
    counts: object, fitted: object, n_parameters: object, message: str
) -> None:
    """Counts and fitted counts must match, and a model cannot expect nothing where events are."""
    with pytest.raises(InputError, match=message):
        dispersion(counts, fitted, n_parameters)  # type: ignore[arg-type]


@pytest.mark.parametrize("alpha", [0.0, 1.0, 5.0, NAN])
def test_level_of_the_test_lies_between_0_and_1(alpha: float) -> None:
    """5 percent is written 0.05."""
    found = dispersion([9, 11], [10, 10], 1)
    with pytest.raises(InputError, match=r"alpha: .*between 0 and 1.*5% is 0\.05"):
        choose_dispersion(found, alpha=alpha)
