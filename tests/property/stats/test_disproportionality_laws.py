"""Laws of relative rates and of two by two tables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats import Estimate
from safetykit.stats.disproportionality import (
    conditional_odds_ratio,
    fisher_exact_test,
    not_stated_bounds,
    relative_rate,
    two_by_two,
)

COUNTS = st.integers(1, 400)
BASES = st.floats(500, 1e6)


def numbers(estimate: Estimate) -> list[float]:
    """Return low, value and high."""
    return [float(part) for part in (estimate.low, estimate.value, estimate.high)]


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from(["log", "score"]))
def test_exchanging_the_groups_inverts_the_ratio(a: int, b: int, c: int, d: int, m: str) -> None:
    """The others over the exposed is 1 over the exposed over the others."""
    one, two = two_by_two(a, b, c, d, ratio_method=m), two_by_two(c, d, a, b, ratio_method=m)

    for x, y in ((one.risk_ratio, two.risk_ratio), (one.odds_ratio, two.odds_ratio)):
        assert pytest.approx([1 / n for n in numbers(x)][::-1], rel=1e-6) == numbers(y)
    assert pytest.approx(one.chi_square.statistic, abs=1e-9) == two.chi_square.statistic


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_exact_methods_do_not_know_rows_from_columns(a: int, b: int, c: int, d: int) -> None:
    """Turned on its side, a table has the same odds ratio and the same p."""
    one, two = conditional_odds_ratio(a, b, c, d), conditional_odds_ratio(a, c, b, d)

    assert pytest.approx(numbers(one), rel=1e-6) == numbers(two)
    assert one.low < one.value < one.high
    p = fisher_exact_test(a, b, c, d).p_value
    assert pytest.approx(p, rel=1e-6) == fisher_exact_test(b, a, d, c).p_value


@given(COUNTS, COUNTS, BASES, BASES, st.floats(0.1, 1000))
def test_ratio_does_not_know_the_multiplier(a: int, c: int, n: float, m: float, per: float) -> None:
    """Per thousand or per head, the ratio is the same and rates scale."""
    one, two = (relative_rate(a, n, c, m, base="residents", multiplier=k) for k in (1.0, per))

    assert numbers(one.ratio) == numbers(two.ratio)
    assert pytest.approx(per * float(one.difference.value), abs=1e-9 * per) == two.difference.value


@given(COUNTS, COUNTS, st.integers(0, 100), st.integers(0, 100))
def test_more_not_stated_widens_the_bounds(a: int, c: int, few: int, more: int) -> None:
    """The more are not stated, the less is known."""
    one, two = (
        not_stated_bounds(a, 5000, c, 90_000, u, base="encounters").bounds
        for u in (few, few + more)
    )

    assert two.low <= one.low <= one.high <= two.high


@given(*[st.integers(1, 40)] * 4)
def test_exact_methods_satisfy_their_definition(a: int, b: int, c: int, d: int) -> None:
    """At the lower limit a or more have chance 2.5%, at the upper a or fewer; the mean is a."""
    found = conditional_odds_ratio(a, b, c, d)

    def chances(psi: float) -> dict[int, float]:
        terms = {
            k: math.comb(a + b, k) * math.comb(c + d, a + c - k) * psi**k
            for k in range(max(0, a - d), min(a + b, a + c) + 1)
        }
        return {k: term / sum(terms.values()) for k, term in terms.items()}

    low, mean, high = (chances(float(psi)) for psi in (found.low, found.value, found.high))
    assert pytest.approx(0.025, rel=1e-7) == sum(p for k, p in low.items() if k >= a)
    assert pytest.approx(a, rel=1e-7) == sum(k * p for k, p in mean.items())
    assert pytest.approx(0.025, rel=1e-7) == sum(p for k, p in high.items() if k <= a)
