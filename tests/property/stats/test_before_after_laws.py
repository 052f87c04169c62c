"""Laws of before-after comparisons, and how often their intervals cover."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.before_after import (
    before_after_empirical_bayes,
    before_after_naive,
    before_after_with_comparison,
    empirical_bayes_sites,
)

COUNTS = st.integers(1, 2000)


@given(COUNTS, COUNTS, st.floats(0.1, 10))
def test_naive_theta_is_below_the_plain_ratio(before: int, after: int, ratio: float) -> None:
    """The correction for bias lowers the index, and less so for large counts."""
    change = before_after_naive(before, after, ratio_of_durations=ratio)

    assert change.theta.value <= change.theta_biased  # type: ignore[operator]
    assert pytest.approx(change.theta_biased) == change.theta.value * (1 + 1 / before)
    assert 0 <= change.theta.low <= change.theta.value <= change.theta.high  # type: ignore[operator]


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_groups_exchanged_turn_the_odds_round(k: int, after: int, m: int, n: int) -> None:
    """Treated for comparison: the odds ratio is inverted, the tests stay."""
    one = before_after_with_comparison(k, after, m, n)
    two = before_after_with_comparison(m, n, k, after)

    assert pytest.approx(1 / one.odds_ratio.value) == two.odds_ratio.value  # type: ignore[operator]
    assert pytest.approx(1 / one.odds_ratio.high) == two.odds_ratio.low  # type: ignore[operator]
    assert pytest.approx(one.fisher.p_value, rel=1e-6) == two.fisher.p_value
    assert pytest.approx(one.chi_squared.p_value, rel=1e-6) == two.chi_squared.p_value
    assert one.chi_squared_corrected.p_value >= one.chi_squared.p_value  # type: ignore[operator]


@given(st.integers(0, 500), st.floats(0.1, 100), st.floats(0.01, 5))
def test_estimate_lies_between_count_and_expectation(x: int, mean: float, k: float) -> None:
    """Shrinkage goes towards sites like it, and never past."""
    found = empirical_bayes_sites(x, mean, k).expected

    assert min(x, mean) - 1e-9 <= found.value <= max(x, mean) + 1e-9
    assert found.low <= found.value + 1e-9  # type: ignore[operator]
    assert found.low < found.high  # type: ignore[operator]


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=6), st.permutations(range(2)))
def test_order_of_sites_does_not_matter(rows: list[tuple[int, int]], order: list[int]) -> None:
    """Sites have no order."""
    before, after = np.transpose(rows)
    swap = np.r_[order, np.arange(2, len(rows))]
    mean = np.linspace(5, 50, len(rows))
    one = before_after_empirical_bayes(before, after, mean, mean, 0.4)
    two = before_after_empirical_bayes(before[swap], after[swap], mean[swap], mean[swap], 0.4)

    assert pytest.approx(one.change.theta.value) == two.change.theta.value
    assert pytest.approx(one.change.standard_error) == two.change.standard_error


def test_empirical_bayes_covers_where_the_naive_comparison_fails() -> None:
    """Of sites that differ, those with high counts are chosen; nothing is done to them."""
    rng = np.random.default_rng(41)
    runs, mean, k = 1500, 10.0, 0.5
    covered = {"naive": 0, "empirical Bayes": 0}
    for _ in range(runs):
        true = rng.gamma(1 / k, k * mean, 200)
        before, after = rng.poisson(true), rng.poisson(true)
        chosen = before >= 20
        naive = before_after_naive(before[chosen].sum(), after[chosen].sum())
        found = before_after_empirical_bayes(before[chosen], after[chosen], mean, mean, k)
        covered["naive"] += bool(naive.theta.contains(1.0))
        covered["empirical Bayes"] += bool(found.change.theta.contains(1.0))
    error = 3 * math.sqrt(0.95 * 0.05 / runs)

    assert abs(covered["empirical Bayes"] / runs - 0.95) < error + 0.005
    assert covered["naive"] / runs < 0.6


def test_comparison_group_covers() -> None:
    """Both groups change alike: 95% of intervals contain 1."""
    rng = np.random.default_rng(42)
    draws = [rng.poisson(mean, 10_000) for mean in (150, 120, 400, 320)]
    found = before_after_with_comparison(*draws)
    error = 3 * math.sqrt(0.95 * 0.05 / 10_000)

    assert abs(np.mean(found.odds_ratio.contains(1.0)) - 0.95) < error + 0.002
    assert abs(np.mean(found.change.theta.contains(1.0)) - 0.95) < error + 0.01
