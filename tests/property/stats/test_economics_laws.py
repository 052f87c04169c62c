"""Laws of discounting and of benefit-cost ratios."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.economics import (
    GREEN_BOOK_RATES,
    benefit_cost_ratio,
    discount_factors,
    present_value,
)

AMOUNTS = st.lists(st.floats(1, 1e6), min_size=1, max_size=20)


@given(st.integers(0, 100), st.integers(0, 25))
def test_later_is_never_worth_more(year: int, later: int) -> None:
    """Factors fall with the years."""
    assert discount_factors(year + later, GREEN_BOOK_RATES) <= discount_factors(
        year, GREEN_BOOK_RATES
    )


@given(AMOUNTS, st.floats(0, 0.2))
def test_present_values_add(amounts: list[float], rate: float) -> None:
    """The value of a stream is the sum of the values of its years."""
    parts = [present_value([a], rate, first_year=i) for i, a in enumerate(amounts)]

    assert pytest.approx(sum(parts), rel=1e-9) == present_value(amounts, rate)


@given(AMOUNTS, st.floats(0.01, 100), st.floats(0.01, 0.4))
def test_ratio_does_not_know_the_unit_of_money(amounts: list[float], k: float, se: float) -> None:
    """Pounds or thousands of pounds give the same ratio and the same limits."""
    found = [
        benefit_cost_ratio(
            [f * a for a in amounts],
            [2 * f * a for a in amounts],
            benefits_se=[se * f * a for a in amounts],
            costs_se=[se * f * a for a in amounts],
        ).ratio
        for f in (1.0, k)
    ]

    one, other = ([e.low, e.value, e.high] for e in found)
    assert pytest.approx(one, rel=1e-9) == other
    assert found[0].contains(2.0)


@given(AMOUNTS)
def test_ratio_above_1_is_a_net_present_value_above_0(amounts: list[float]) -> None:
    """The two say the same."""
    found = benefit_cost_ratio(amounts, amounts[::-1])

    if abs(found.ratio.value - 1) > 1e-9:
        assert (found.ratio.value > 1) == (found.net_present_value.value > 0)
