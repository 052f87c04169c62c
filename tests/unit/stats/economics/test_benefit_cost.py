"""Discounting and benefit-cost ratios at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.economics import (
    GREEN_BOOK_RATES,
    DiscountBand,
    DiscountRates,
    benefit_cost_ratio,
    discount_factors,
    present_value,
)

NAN = math.nan


def test_year_0_is_not_discounted_and_a_rate_of_0_discounts_nothing() -> None:
    """The base year is worth itself."""
    assert 1.0 == discount_factors(0, GREEN_BOOK_RATES)
    assert 1.0 == discount_factors(50, 0.0)


def test_streams_in_a_batch_and_gaps() -> None:
    """Each row is a stream; a gap makes its own value unknown."""
    found = present_value([[100, 100], [NAN, 100]], 0.25, first_year=1)

    assert 144.0 == found[0]  # type: ignore[index]
    assert math.isnan(found[1])  # type: ignore[index]


def test_without_errors_there_is_no_interval() -> None:
    """The numbers are given, the interval is nan, and a check says why."""
    found = benefit_cost_ratio([100], [150])

    assert (1.5, 50.0) == (found.ratio.value, found.net_present_value.value)
    assert math.isnan(found.ratio.low)  # type: ignore[arg-type]
    assert ["errors_given"] == [check.name for check in found.net_present_value.failed]


def test_known_costs_scale_the_interval_of_the_benefits() -> None:
    """With costs known, the limits are those of the benefits over the costs."""
    found = benefit_cost_ratio([100], [150], benefits_se=[20], rates=0.035)

    half = 1.959964 * 0.2
    assert pytest.approx([1.5 - half, 1.5 + half], rel=1e-6) == [found.ratio.low, found.ratio.high]
    assert pytest.approx(50 + 100 * half, rel=1e-6) == found.net_present_value.high


def test_costs_that_could_be_nothing_leave_the_ratio_without_bounds() -> None:
    """Fieller's interval has no end where the costs are not clearly above 0."""
    found = benefit_cost_ratio([[100], [100]], [[150], [150]], costs_se=[[60], [10]])

    assert [-math.inf, math.inf] == [found.ratio.low[0], found.ratio.high[0]]  # type: ignore[index]
    assert math.isfinite(found.ratio.high[1])  # type: ignore[index]
    assert "1 of 2 costs could be 0" in found.ratio.failed[0].detail
    assert () == found.net_present_value.failed


def test_shared_errors_add_up_and_independent_ones_partly_cancel() -> None:
    """One effect behind all years gives the wider interval, and health shares it."""
    given = {
        "costs": [100, 0],
        "benefits": [50, 50],
        "health_benefits": [10, 10],
        "benefits_se": [3, 3],
        "health_benefits_se": [4, 4],
        "rates": 0.0,
        "health_rates": 0.0,
    }
    shared, independent = (
        benefit_cost_ratio(**given, across_years=how)  # type: ignore[arg-type]
        for how in ("shared", "independent")
    )

    halves = [
        float(f.net_present_value.high - f.net_present_value.value) for f in (shared, independent)
    ]
    assert pytest.approx([14 * 1.959964, math.sqrt(50) * 1.959964], rel=1e-6) == halves


def test_harm_is_a_negative_benefit() -> None:
    """A ratio below 0 is an answer."""
    assert -0.5 == benefit_cost_ratio([100], [-50], benefits_se=[1]).ratio.value


def test_cost_not_reported_answers_nan() -> None:
    """An unknown cost has no ratio."""
    found = benefit_cost_ratio([100, NAN], [150, 150], benefits_se=[1, 1])

    assert math.isnan(found.ratio.value)  # type: ignore[arg-type]


def test_coverage_of_fiellers_interval() -> None:
    """95% intervals of a ratio of 2 cover it in 95% of simulations."""
    rng = np.random.default_rng(5)
    costs, benefits = rng.normal(100, 15, (20_000, 1)), rng.normal(200, 40, (20_000, 1))

    found = benefit_cost_ratio(costs, benefits, costs_se=[15], benefits_se=[40])

    covered = np.mean(found.ratio.contains(2.0))
    assert pytest.approx(0.95, abs=3 * math.sqrt(0.95 * 0.05 / 20_000)) == covered


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"costs": [-1]}, "A saving is a benefit"),
        ({"costs": [0]}, "costs: expected costs above 0"),
        ({"costs": [math.inf]}, "costs.0.: expected finite numbers"),
        ({"costs": 1}, "costs: expected a series"),
        ({"costs": []}, "the same years, at least one"),
        ({"costs": [], "benefits": []}, "the same years, at least one"),
        ({"benefits": [1, 2]}, "the same years, at least one"),
        ({"health_benefits": [1, 2]}, "the same years, at least one"),
        ({"benefits_se": [-1]}, "benefits_se.0.: expected a standard error of 0 or more"),
        ({"costs_se": [1, 2]}, "costs_se: expected one for each of 1 years"),
        ({"across_years": "none"}, "across_years: expected one of independent, shared"),
        ({"confidence": 2}, "confidence: expected one number between 0 and 1"),
        ({"rates": 3.5}, "3.5% is 0.035"),
        ({"rates": -0.1}, "rate: expected a rate from 0 to below 1"),
        ({"first_year": -1}, "first_year: expected one whole number"),
        ({"first_year": 126}, "years.0.: expected a year up to 125"),
    ],
)
def test_unusable_input(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused by its name."""
    with pytest.raises(InputError, match=message):
        benefit_cost_ratio(**({"costs": [100], "benefits": [150]} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: discount_factors(-1, 0.035), "years: expected a count of 0 or more"),
        (lambda: discount_factors(1.5, 0.035), "years: expected a whole number"),
        (lambda: discount_factors(NAN, 0.035), "years: expected years that are all known"),
        (lambda: discount_factors(126, GREEN_BOOK_RATES), "Give rates that reach as far"),
        (lambda: discount_factors(1, NAN), "rate: expected a rate from 0 to below 1"),
        (lambda: present_value([], 0.035), "amounts: expected at least one year"),
        (lambda: present_value([math.inf], 0.035), "amounts.0.: expected finite numbers"),
        (lambda: present_value(1.0, 0.035), "amounts: expected a series"),
    ],
)
def test_unusable_discounting(call: object, message: str) -> None:
    """Years are whole and known, and rates are shares."""
    with pytest.raises(InputError, match=message):
        call()  # type: ignore[operator]


@pytest.mark.parametrize("ends", [[], [(2, 5)], [(1, 5), (7, 9)], [(1, 5), (5, 9)], [(1, 0)]])
def test_bands_with_gaps(ends: list[tuple[int, int]]) -> None:
    """Bands follow each other from year 1."""
    bands = [DiscountBand(first_year=a, last_year=b, rate=0.03) for a, b in ends]

    with pytest.raises(InputError, match="bands: expected"):
        DiscountRates(source="s", version="1", bands=bands)
