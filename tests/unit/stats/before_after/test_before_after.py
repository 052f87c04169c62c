"""Before-after comparisons at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.before_after import (
    before_after_empirical_bayes,
    before_after_naive,
    before_after_with_comparison,
    empirical_bayes_sites,
    regression_to_mean,
    safety_performance,
)

NAN = math.nan


def test_nothing_before() -> None:
    """Nothing expected, no ratio."""
    change = before_after_naive(0, 5)

    assert math.isnan(change.theta.value)  # type: ignore[arg-type]
    assert math.isnan(change.reduction.value)  # type: ignore[arg-type]
    assert ["counts_above_0", "small_count"] == [check.name for check in change.theta.failed]


def test_nothing_after() -> None:
    """The index is 0; its interval is not defined and not [0, 0]."""
    change = before_after_naive(20, 0)

    assert 0.0 == change.theta.value
    assert math.isnan(change.theta.high)  # type: ignore[arg-type]
    assert 20.0 == change.reduction.value


def test_count_not_reported_answers_nan() -> None:
    """Its neighbour is answered."""
    change = before_after_naive([20, 20], [NAN, 30])

    assert [True, False] == np.isnan(change.theta.value).tolist()
    assert "not_reported" in [check.name for check in change.theta.failed]


@pytest.mark.parametrize(("chosen", "passed"), [(None, None), (True, False), (False, True)])
def test_regression_to_the_mean_is_told(chosen: bool | None, passed: bool | None) -> None:
    """Sites chosen for their counts fall back by themselves."""
    naive = before_after_naive(60, 42, selected_for_high_count=chosen)
    group = before_after_with_comparison(60, 42, 80, 70, selected_for_high_count=chosen)

    for change in (naive, group.change):
        check = change.checks[0]
        assert ("regression_to_mean", passed) == (check.name, check.passed)
        assert passed or "empirical Bayes" in check.detail


def test_percentage_change_is_theta_less_1() -> None:
    """-31% is an index of 0.69."""
    change = before_after_naive(60, 42)

    assert pytest.approx(100 * (change.theta.value - 1)) == change.percentage_change.value  # type: ignore[operator]
    assert change.percentage_change.low < change.percentage_change.value  # type: ignore[operator]


def test_table_with_a_zero_or_a_gap() -> None:
    """The odds ratio keeps its value, loses its interval; a gap has no test."""
    found = before_after_with_comparison([10, NAN], [0, 5], 20, 15)

    assert 0.0 == found.odds_ratio.value[0]  # type: ignore[index]
    assert np.isnan(found.odds_ratio.high).all()
    assert [False, True] == np.isnan(found.fisher.p_value).tolist()
    empty = before_after_with_comparison(0, 0, 20, 15)
    assert math.isnan(empty.chi_squared.statistic)  # type: ignore[arg-type]
    assert pytest.approx(1.0) == empty.fisher.p_value


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"treated_before": -1}, "treated_before: expected a count of 0 or more"),
        ({"treated_after": 1.5}, "treated_after: expected a whole number"),
        ({"comparison_before": 0}, "comparison_before: expected a count above 0.*larger group"),
        ({"comparison_after": 0}, "comparison_after: expected a count above 0"),
        ({"var_omega": -0.1}, "var_omega: expected a variance of 0 or more"),
        ({"var_omega": NAN}, "var_omega: expected a variance of 0 or more"),
        ({"confidence": 95}, "confidence: .*95% is 0.95"),
        ({"treated_after": [1, 2], "treated_before": [1, 2, 3]}, "expected shapes that fit"),
    ],
)
def test_comparison_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused."""
    counts = {
        "treated_before": 60,
        "treated_after": 42,
        "comparison_before": 80,
        "comparison_after": 70,
    }
    with pytest.raises(InputError, match=message):
        before_after_with_comparison(**{**counts, **given})  # type: ignore[arg-type]


def test_naive_refuses() -> None:
    """Durations are above 0."""
    with pytest.raises(InputError, match="ratio_of_durations: expected a number above 0"):
        before_after_naive(5, 5, ratio_of_durations=0)


def test_too_many_tables_leave_the_other_tests() -> None:
    """Counts of a whole country do not fill the memory, and the approximate tests answer."""
    found = before_after_with_comparison([1e10, 30], [1e10, 20], [1e10, 90], [2e10, 95])

    assert [True, False] == np.isnan(found.fisher.p_value).tolist()
    assert [False, False] == np.isnan(found.chi_squared.p_value).tolist()
    assert ["tables_gone_through"] == [check.name for check in found.fisher.checks]
    assert "1 of 2 tests have more than 10,000,000 tables" in found.fisher.checks[0].detail


def test_site_without_a_count() -> None:
    """A site that is not reported has no estimate; one with 0 events has."""
    found = empirical_bayes_sites([NAN, 0], 4.0, 0.5)

    assert math.isnan(found.expected.value[0])  # type: ignore[index]
    assert pytest.approx(4 / 3) == found.expected.value[1]  # type: ignore[index]
    assert ["not_reported"] == [check.name for check in found.expected.failed]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((3, 0, 0.5), "expected: expected a number above 0"),
        ((3, 2, 0), "overdispersion: expected a number above 0"),
        ((-3, 2, 1), "observed: expected a count of 0 or more"),
    ],
)
def test_sites_refuse(given: tuple[float, ...], message: str) -> None:
    """Expected counts and overdispersion are above 0."""
    with pytest.raises(InputError, match=message):
        empirical_bayes_sites(*given)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"observed_before": []}, "observed_before: expected one count for each"),
        ({"observed_before": [NAN, 3]}, r"observed_before\[0\]: expected a count that is reported"),
        ({"observed_after": [3, NAN]}, r"observed_after\[1\]: expected a count that is reported"),
        ({"expected_after": 0}, "expected_after: expected a number above 0"),
        ({"variance_formula": "hms"}, 'variance_formula: .*Did you mean "hsm"'),
    ],
)
def test_empirical_bayes_refuses(change: dict[str, object], message: str) -> None:
    """Every site has both counts, and the formula is named."""
    given: dict[str, object] = {
        "observed_before": [5, 6],
        "observed_after": [3, 4],
        "expected_before": 4.0,
        "expected_after": 4.0,
        "overdispersion": 0.5,
    }
    if change.get("observed_before") == []:
        given["observed_after"] = []
    with pytest.raises(InputError, match=message):
        before_after_empirical_bayes(**{**given, **change})  # type: ignore[arg-type]


def test_regression_to_the_mean_refuses_sites_alike() -> None:
    """Where sites do not differ there is nothing to fall back from."""
    with pytest.raises(InputError, match=r"reference_variance_per_year: .*above the mean"):
        regression_to_mean(9, 3, reference_mean_per_year=2, reference_variance_per_year=2)


def test_nothing_observed_has_no_percentage() -> None:
    """The rate is above 0, the change to it has no percentage."""
    found = regression_to_mean(0, 3, reference_mean_per_year=2, reference_variance_per_year=3)

    assert found.rate_per_year.value > 0  # type: ignore[operator]
    assert math.isnan(found.percentage_change)  # type: ignore[arg-type]


def test_safety_performance_refuses() -> None:
    """A road without traffic has no expectation."""
    with pytest.raises(InputError, match="flow: expected a number above 0"):
        safety_performance(0, 1, scale=1, exponent=1)
