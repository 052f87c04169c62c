"""Harm-weighted totals, unit costs, deflators, discounting and benefit-cost ratios.

Each case of `cases/harm_and_cost.json` names its source: the Green Book of HM Treasury with its
supplementary guidance on discounting, the Home Office's costs of crime (Heeks and others, 2018),
and quotations of harm weights. Deflators marked illustrative there are inputs, not data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.quantities import Money
from safetykit.stats.economics import (
    GREEN_BOOK_HEALTH_RATES,
    GREEN_BOOK_RATES,
    DiscountBand,
    DiscountRates,
    PriceIndex,
    UnitCosts,
    avoided_cost,
    benefit_cost_ratio,
    discount_factors,
    present_value,
    sum_of_components,
)
from safetykit.stats.harm import HarmWeights, harm_weighted_total

CASES = json.loads((Path(__file__).parent / "cases" / "harm_and_cost.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    return pytest.approx(expected, rel=case["tolerance"].get("rel", 0.0), abs=0.0)


@pytest.mark.parametrize("case", cases("harm_weighted_count"))
def test_harm_weighted_totals(case: dict[str, Any]) -> None:
    """Totals by weights of the Cambridge index and of the Crime Severity Score, as quoted."""
    given, expected = case["inputs"], case["expected"]
    source = case["source"]["citation"]
    weights = HarmWeights(
        source=source, version="as quoted", partial=True, unit="u", weights=given["weights"]
    )
    population = given.get("population")

    found = harm_weighted_total(given["counts"], weights, population=population)

    assert close(case, expected["total"]) == found.estimate.value
    if "mean_per_offence" in expected:
        assert close(case, expected["mean_per_offence"]) == found.mean_per_offence
    if population:
        per_1000 = harm_weighted_total(
            given["counts"], weights, population=population, multiplier=1000
        )
        assert close(case, expected["per_head"]) == found.rate.value  # type: ignore[union-attr]
        assert close(case, expected["per_1000"]) == per_1000.rate.value  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases("cost_component_sum"))
def test_sum_of_the_parts_of_a_cost(case: dict[str, Any]) -> None:
    """The parts of the cost of a homicide close on its total (Heeks and others, 2018)."""
    parts = {name: Money(pounds=n) for name, n in case["inputs"]["components"].items()}

    assert Money(pounds=case["expected"]["total"]) == sum_of_components(parts)


@pytest.mark.parametrize("case", cases("avoided_cost"))
def test_avoided_costs(case: dict[str, Any]) -> None:
    """Numbers times unit costs, exactly: per offence, and per collision (DfT, 2010 prices)."""
    given = case["inputs"]
    per = "collision" if "avoided_collisions" in given else "offence"
    table = UnitCosts(
        source=case["source"]["citation"],
        version="as quoted",
        per=per,
        price_base=given["price_base"],
        partial=True,
        costs=given.get("unit_costs") or given["values"],
    )

    found = avoided_cost(given.get("avoided") or given["avoided_collisions"], table, per=per)

    assert case["expected"]["total"] == found.total.pounds == found.estimate.value
    assert int(given["price_base"][:4]) == found.total.price_year


@pytest.mark.parametrize("case", cases("gdp_deflator_rebase"))
def test_deflators(case: dict[str, Any]) -> None:
    """Divide by the index of the old year, multiply by that of the new one (HM Treasury)."""
    given, expected = case["inputs"], case["expected"]
    years = {year: str(value) for year, value in given["index"].items()}
    index = PriceIndex(source=case["source"]["citation"], version="as quoted", index=years)
    ends = (given["from_year"], given["to_year"])

    money = index.in_prices_of(Money(pounds=given["value"]), *ends)

    assert close(case, expected["value"]) == float(money.pounds)
    assert close(case, expected["factor"]) == float(index.factor(*ends))


@pytest.mark.parametrize("case", cases("discount_factor"))
def test_discount_factors(case: dict[str, Any]) -> None:
    """Tables A.1 and A.2 of the guidance: exactly, and to the four printed digits."""
    given = case["inputs"]
    table = GREEN_BOOK_HEALTH_RATES if given["rate"] == 0.015 else GREEN_BOOK_RATES

    for rates in (given["rate"], table):
        found = np.asarray(discount_factors(given["years"], rates))
        assert close(case, case["expected"]["factors"]) == found.tolist()
        assert pytest.approx(case["published"]["factors_4dp"], abs=5.1e-5) == found.tolist()


@pytest.mark.parametrize("case", cases("present_value_flat_stream"))
def test_present_value_of_a_flat_stream(case: dict[str, Any]) -> None:
    """One pound in each of the years 0 to 20 (tables of the guidance)."""
    given = case["inputs"]
    years = given["last_year"] - given["first_year"] + 1

    found = present_value([given["amount"]] * years, given["rate"], first_year=given["first_year"])

    assert close(case, case["expected"]["pv"]) == found


@pytest.mark.parametrize("case", cases("discount_factor_declining"))
def test_declining_rates_apply_inside_their_bands(case: dict[str, Any]) -> None:
    """The rate of a band applies to its own years only, and the shipped bands agree."""
    bands = [
        DiscountBand(first_year=b["from_year"], last_year=b["to_year"], rate=b["rate"])
        for b in case["inputs"]["bands"]
    ]
    rates = DiscountRates(source=case["source"]["citation"], version="as quoted", bands=bands)
    expected = case["expected"]["factors"]
    years = [int(year) for year in expected]

    for which in (rates, GREEN_BOOK_RATES):
        found = np.asarray(discount_factors(years, which))
        assert close(case, list(expected.values())) == found.tolist()


@pytest.mark.parametrize("case", cases("net_present_value"))
def test_net_present_value(case: dict[str, Any]) -> None:
    """The two alternatives of the Green Book of 2003, to the full and the printed precision."""
    found = present_value(case["inputs"]["cash_flows"], case["inputs"]["rate"])

    assert close(case, case["expected"]["npv"]) == found
    assert float(case["published"]["npv"]) == round(float(found), 2)


@pytest.mark.parametrize("case", cases("benefit_cost_ratio"))
def test_benefit_cost_ratio(case: dict[str, Any]) -> None:
    """Benefits to health have their own rate; the ratio is of present values."""
    given, expected = case["inputs"], case["expected"]

    found = benefit_cost_ratio(
        given["costs"],
        given["benefits"],
        health_benefits=given["health_benefits"],
        rates=given["rate"],
        health_rates=given["health_rate"],
    )

    assert close(case, expected["bcr"]) == found.ratio.value
    assert close(case, expected["npv"]) == found.net_present_value.value
    assert close(case, expected["pv_costs"]) == found.pv_costs
    assert close(case, expected["pv_benefits"]) == found.pv_benefits
    if "pv_health_benefits" in expected:
        assert close(case, expected["pv_health_benefits"]) == found.pv_health_benefits
