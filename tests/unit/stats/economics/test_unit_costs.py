"""Unit costs and price indices at their edges."""

from __future__ import annotations

import math
import pickle
from decimal import Decimal

import pytest

from safetykit.errors import InputError, UnitError
from safetykit.quantities import Money
from safetykit.stats import Estimate
from safetykit.stats.economics import (
    COSTS_OF_CRIME_2018,
    PriceIndex,
    UnitCosts,
    avoided_cost,
    sum_of_components,
)

TABLE = {
    "source": "made up",
    "version": "1",
    "per": "offence",
    "price_base": "2015/16",
    "partial": False,
}
COSTS = UnitCosts(**TABLE, costs={"robbery": 10_000, "theft": 1000})  # type: ignore[arg-type]
INDEX = PriceIndex(source="made up", version="1", index={"2015/16": "75", "2024/25": 100})


def estimate(value: float, half: float, level: float = 0.95) -> Estimate:
    """Return an estimate with a symmetric interval."""
    return Estimate(value=value, low=value - half, high=value + half, level=level, method="m")


def test_shipped_costs_are_partial_and_hold_what_was_read() -> None:
    """Nine rows were read; homicide, recalled only, is not among them."""
    assert COSTS_OF_CRIME_2018.partial
    assert (9, 2015, "financial") == (
        len(COSTS_OF_CRIME_2018.costs),
        COSTS_OF_CRIME_2018.price_year,
        COSTS_OF_CRIME_2018.kind,
    )
    with pytest.raises(InputError, match="A cost that is not held is not 0"):
        COSTS_OF_CRIME_2018.cost("Homicide")


def test_intervals_are_joined_by_their_squares() -> None:
    """Distances of 30,000 and 40,000 pounds join to 50,000."""
    found = avoided_cost(
        {"robbery": estimate(5, 3), "theft": estimate(50, 40)}, COSTS, per="offence"
    )

    assert [50_000.0, 100_000.0, 150_000.0] == [
        found.estimate.low,
        found.estimate.value,
        found.estimate.high,
    ]
    assert Money(pounds=100_000, price_year=2015) == found.total
    assert () == found.estimate.checks


def test_plain_numbers_have_no_interval() -> None:
    """One number without an interval leaves the sum without one, and the check names it."""
    found = avoided_cost({"robbery": 5, "theft": estimate(50, 40)}, COSTS, per="offence")

    assert math.isnan(found.estimate.low)  # type: ignore[arg-type]
    assert "robbery" in found.estimate.failed[0].detail


def test_category_without_cost_is_refused_or_reported() -> None:
    """A missing cost is not taken as 0."""
    with pytest.raises(InputError, match='Did you mean "robbery"'):
        avoided_cost({"Robbery": 1}, COSTS, per="offence")

    found = avoided_cost({"theft": 2, "arson": 1}, COSTS, per="offence", uncosted="report")

    assert (("arson",), Decimal(2000)) == (found.without_cost, found.total.pounds)
    assert "all_costed" == found.estimate.failed[0].name


def test_costs_per_collision_are_not_costs_per_casualty() -> None:
    """To mix them is the commonest error."""
    with pytest.raises(InputError, match="A collision has more than one casualty"):
        avoided_cost({"theft": 1}, COSTS, per="casualty")


def test_more_events_than_expected_cost() -> None:
    """A negative number is a cost."""
    assert Decimal("-1500.0") == avoided_cost({"theft": -1.5}, COSTS, per="offence").total.pounds


def test_table_in_the_prices_of_another_year() -> None:
    """Every cost moves, and the version says by which index."""
    later = COSTS.in_prices_of("2024/25", INDEX)

    assert (2024, "2024/25") == (later.price_year, later.price_base)
    assert pytest.approx(13_333.33, abs=0.01) == float(later.cost("robbery").pounds)
    assert "prices from 2015/16 by made up 1" in later.version
    assert later == pickle.loads(pickle.dumps(later))


def test_parts_of_two_price_years_do_not_add() -> None:
    """A pound of one year is not a pound of another."""
    parts = {name: Money(pounds=1, price_year=year) for name, year in (("a", 2010), ("b", 2015))}

    with pytest.raises(UnitError, match="in_prices_of"):
        sum_of_components(parts)
    with pytest.raises(InputError, match="components: expected at least one part"):
        sum_of_components({})


@pytest.mark.parametrize(
    ("avoided", "message"),
    [
        ({}, "avoided: expected at least one category that has a cost"),
        ({"theft": math.nan}, r"avoided\[theft\]: expected one finite number"),
        ({"theft": math.inf}, r"avoided\[theft\]: expected one finite number"),
        ({"theft": [1, 2]}, r"avoided\[theft\]: expected one finite number"),
        ({"theft": "2"}, r"avoided\[theft\]: expected a number"),
        (
            {"theft": Estimate(value=[1, 2], low=[0, 1], high=[2, 3], method="m")},  # type: ignore[arg-type]
            "one finite number, or one estimate",
        ),
        ({"theft": estimate(1, 1), "robbery": estimate(1, 1, 0.9)}, "estimates of one level"),
    ],
)
def test_unusable_numbers(avoided: object, message: str) -> None:
    """What cannot be used is refused by its name."""
    with pytest.raises(InputError, match=message):
        avoided_cost(avoided, COSTS, per="offence")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"costs": {}}, "costs: expected categories, each once"),
        ({"costs": [("a", 1), ("a", 2)]}, "costs: expected categories, each once"),
        ({"costs": {"a": -1}}, r"costs\[a\]: expected an amount of £0 or more in 2015/16"),
        ({"costs": {"a": Money(pounds=1, price_year=2010)}}, r"costs\[a\]: expected an amount"),
        ({"costs": {"a": 1.5}}, "Binary floats are not exact"),
        ({"price_base": "2015/17"}, "price_base: expected a calendar year"),
        ({"price_base": "15/16"}, "price_base: expected a calendar year"),
        ({"price_base": 2015}, "price_base: expected a calendar year"),
    ],
)
def test_unusable_tables(given: dict[str, object], message: str) -> None:
    """A table says its price year, and its amounts are exact."""
    whole = TABLE | {"costs": {"a": 1}} | given
    with pytest.raises(InputError, match=message):
        UnitCosts(**whole).price_year  # type: ignore[arg-type]  # noqa: B018


@pytest.mark.parametrize(
    ("index", "message"),
    [
        ({}, "index: expected each year once"),
        ({"2015": 1, "2016/17": 1}, "all of them calendar years or all of them financial"),
        ({"2015/16": 1, "2015-16": 1}, "index: expected each year once"),
        ({"2015": 0}, r"index\[2015\]: expected a number above 0"),
        ({"2015": -1}, r"index\[2015\]: expected a number above 0"),
        ({"2015": "nan"}, r"index\[2015\]: expected a number above 0"),
        ({"2015": "x"}, r"index\[2015\]: expected a number above 0"),
        ({"2015": 75.0}, "Binary floats are not exact"),
        ({"2015": True}, "Binary floats are not exact"),
        ({"soon": 1}, "index: expected a calendar year"),
    ],
)
def test_unusable_indices(index: object, message: str) -> None:
    """An index is exact, above 0, and of one kind of years."""
    with pytest.raises(InputError, match=message):
        PriceIndex(source="s", version="1", index=index)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("money", "years", "message"),
    [
        (Money(pounds=1), ("2010", "2024/25"), "overlap by nine months only"),
        (Money(pounds=1), ("2015/16", "2020/21"), "to_year: expected a year of the index"),
        (Money(pounds=1, price_year=2010), ("2015/16", "2024/25"), "own price year 2010"),
    ],
)
def test_years_that_do_not_fit_the_index(
    money: Money, years: tuple[str, str], message: str
) -> None:
    """Calendar prices are not brought forward by a financial index, nor years invented."""
    with pytest.raises(InputError, match=message):
        INDEX.in_prices_of(money, *years)


def test_turn_of_the_century_is_a_financial_year() -> None:
    """1999/00 and 1999/2000 are one year."""
    index = PriceIndex(source="s", version="1", index={"1999/00": 1, "2000-01": 2})

    assert Decimal(2) == index.factor("1999/2000", "2000/01")
