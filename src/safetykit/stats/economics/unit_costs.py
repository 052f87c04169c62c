"""What offences or collisions cost each, and what avoiding some of them is worth.

What belongs here: tables of unit costs with their price year, and sums over them. What does not:
how many were avoided, which another method estimates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError, suggest
from safetykit.quantities import Money
from safetykit.stats._inputs import require_choice, require_numbers
from safetykit.stats.economics.prices import PriceIndex, YearKind, read_price_year
from safetykit.stats.estimate import CheckResult, Estimate

__all__ = ["AvoidedCost", "UnitCosts", "avoided_cost", "sum_of_components"]

Uncosted: TypeAlias = Literal["refuse", "report"]
Avoided: TypeAlias = Estimate | float
Pounds: TypeAlias = Money | Decimal | int


def _costs(
    given: Mapping[str, Pounds] | Iterable[tuple[str, Pounds]],
) -> tuple[tuple[str, Money], ...]:
    pairs = tuple(given.items() if isinstance(given, Mapping) else given)
    if not pairs or len({name for name, _ in pairs}) < len(pairs):
        raise InputError("costs", [name for name, _ in pairs], "categories, each once")
    return tuple((n, p if isinstance(p, Money) else Money(pounds=p)) for n, p in pairs)


@attrs.frozen(kw_only=True)
class UnitCosts:
    """The cost of one event of each category, in the prices of one year.

    Attributes:
        source: Who published the table, and where it was read.
        version: Its edition.
        per: What one unit is: `offence`, `collision`, `casualty`. A fatal collision and a death
            differ, and to mix them is the commonest error.
        price_base: The year of the prices, as written: `2015/16` or `2010`.
        partial: Whether the table has rows that are not held here.
        costs: The cost of each category in pounds, exact, as a mapping or as pairs.

    Raises:
        InputError: There is no category, a category occurs twice, the price base is no year, or an
            amount is negative, not exact, or of another price year.

    Examples:
        >>> table = UnitCosts(
        ...     source="made up", version="1", per="offence", price_base="2015/16",
        ...     partial=True, costs={"robbery": 11_320},
        ... )
        >>> str(table.cost("robbery"))
        '£11,320 (2015 prices)'
    """

    source: str
    version: str
    per: str
    price_base: str
    partial: bool
    costs: tuple[tuple[str, Money], ...] = attrs.field(converter=_costs)

    def __attrs_post_init__(self) -> None:
        for name, money in self.costs:
            if money.pounds < 0 or money.price_year not in {None, self.price_year}:
                expected = f"an amount of £0 or more in {self.price_base} prices"
                raise InputError(f"costs[{name}]", str(money), expected)

    @property
    def price_year(self) -> int:
        """The year in which the price base begins."""
        return read_price_year("price_base", self.price_base)[0]

    @property
    def kind(self) -> YearKind:
        """Whether the price base is a calendar year or a financial year."""
        return read_price_year("price_base", self.price_base)[1]

    def cost(self, category: str) -> Money:
        """Return the cost of one event of a category.

        Raises:
            InputError: The table holds no such category.
        """
        known = dict(self.costs)
        if category not in known:
            hint = suggest(category, known) or "A cost that is not held is not 0: give it."
            raise InputError("category", category, f"a category of {self.version}", hint=hint)
        return attrs.evolve(known[category], price_year=self.price_year)

    def in_prices_of(self, year: str, index: PriceIndex) -> UnitCosts:
        """Return the table in the prices of another year.

        Raises:
            InputError: The index does not hold both years, or is of the other kind of years.
        """
        costs = [(k, index.in_prices_of(v, self.price_base, year)) for k, v in self.costs]
        version = f"{self.version}; prices from {self.price_base} by {index.source} {index.version}"
        return attrs.evolve(self, price_base=year, costs=costs, version=version)


@attrs.frozen(kw_only=True)
class AvoidedCost:
    """The cost of events that did not happen.

    Attributes:
        total: The sum, exact to the digits given, in the prices of the table.
        estimate: The same in pounds, with the interval that comes from the events.
        without_cost: Categories that are not in the sum because no cost is held for them.
        unit_costs: The table, with its source and price base.
    """

    total: Money
    estimate: Estimate
    without_cost: tuple[str, ...]
    unit_costs: UnitCosts


def avoided_cost(
    avoided: Mapping[str, Avoided],
    unit_costs: UnitCosts,
    *,
    per: str,
    uncosted: Uncosted = "refuse",
) -> AvoidedCost:
    """Return what the events avoided would have cost.

    Where every number comes as an estimate with its interval, the intervals are joined: the
    distance from the sum to its limit is the root of the summed squares of the distances, each
    times its cost (MOVER). Plain numbers have no interval, and so has their sum: it is nan.

    Args:
        avoided: How many events of each category were avoided, as `Estimate` or as a number; a
            negative number is events more than expected.
        unit_costs: The table of costs.
        per: What was counted, which must be the unit of the table: `offence`, `collision`.
        uncosted: Whether a category without a cost is an error (`refuse`), or is left out and
            named in the answer and in a failed check (`report`). It never counts as 0.

    Returns:
        The sum, in the prices of the table.

    Raises:
        InputError: `per` is not the unit of the table; a category has no cost; nothing is left to
            sum; a number is not finite; the estimates are arrays or of several levels.

    References:
        Heeks, Reed, Tafsiri and Prince (2018) The economic and social costs of crime, Home Office
        Research Report 99. Zou and Donner (2008) Statistics in Medicine 27:1693-1702 (MOVER).

    Examples:
        >>> from safetykit.stats.economics import COSTS_OF_CRIME_2018
        >>> worth = avoided_cost({"Robbery": 12}, COSTS_OF_CRIME_2018, per="offence")
        >>> str(worth.total)
        '£135,840 (2015 prices)'
    """
    require_choice("uncosted", uncosted, ("refuse", "report"))
    if per != unit_costs.per:
        hint = "A collision has more than one casualty: their costs are not interchangeable."
        raise InputError("per", per, f"{unit_costs.per}, as in the table", hint=hint)
    known = dict(unit_costs.costs)
    missing = tuple(name for name in avoided if name not in known)
    if missing and uncosted == "refuse":
        unit_costs.cost(missing[0])
    held = {name: _require_one(name, n) for name, n in avoided.items() if name in known}
    if not held:
        raise InputError("avoided", sorted(avoided), "at least one category that has a cost")
    pounds = [known[name].pounds * Decimal(repr(float(n.value))) for name, n in held.items()]
    cost = [float(known[name].pounds) for name in held]
    return AvoidedCost(
        total=Money(pounds=_plain(sum(pounds, Decimal(0))), price_year=unit_costs.price_year),
        estimate=_joined(list(held.values()), cost, _checks(held, missing, unit_costs)),
        without_cost=missing,
        unit_costs=unit_costs,
    )


def sum_of_components(components: Mapping[str, Money]) -> Money:
    """Return the sum of the parts of a unit cost.

    Args:
        components: Each part, such as health or police, all in the prices of one year.

    Returns:
        Their sum.

    Raises:
        InputError: There is no part.
        UnitError: Two parts are in the prices of different years.

    References:
        Heeks and others (2018), table E1.

    Examples:
        >>> str(sum_of_components({"police": Money(pounds=50), "health": Money(pounds=25)}))
        '£75'
    """
    parts = list(components.values())
    if not parts:
        raise InputError("components", components, "at least one part")
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _plain(amount: Decimal) -> Decimal:
    whole = amount.to_integral_value()
    return whole if whole == amount else amount


def _require_one(name: str, number: Avoided) -> Estimate:
    field = f"avoided[{name}]"
    if isinstance(number, Estimate):
        value = require_numbers(field, number.value)
        found = number
    else:
        value = require_numbers(field, number)
        if not value.ndim:
            found = Estimate(value=value, low=math.nan, high=math.nan, method="a plain number")
    if value.ndim or not np.isfinite(value):
        raise InputError(field, number, "one finite number, or one estimate")
    return found


def _joined(
    numbers: list[Estimate], cost: list[float], checks: tuple[CheckResult, ...]
) -> Estimate:
    levels = {number.level for number in numbers}
    if len(levels) > 1:
        raise InputError("avoided", sorted(levels), "estimates of one level")
    value = sum(c * float(n.value) for c, n in zip(cost, numbers, strict=True))
    below = math.hypot(*(c * float(n.value - n.low) for c, n in zip(cost, numbers, strict=True)))
    above = math.hypot(*(c * float(n.high - n.value) for c, n in zip(cost, numbers, strict=True)))
    return Estimate(
        value=value,
        low=value - below,
        high=value + above,
        level=levels.pop(),
        method="avoided cost, intervals joined by MOVER",
        assumptions=(
            "the numbers of the categories are independent of each other",
            "unit costs are known without error, and hold for the events avoided",
        ),
        checks=checks,
    )


def _checks(
    held: Mapping[str, Estimate], missing: tuple[str, ...], unit_costs: UnitCosts
) -> tuple[CheckResult, ...]:
    found = []
    if missing:
        detail = f"Without a cost, and not in the sum: {', '.join(missing)}."
        found.append(CheckResult(name="all_costed", passed=False, detail=detail))
    bare = [name for name, number in held.items() if math.isnan(float(number.low + number.high))]
    if bare:
        detail = f"No interval is given, so the sum has none: {', '.join(bare)}."
        found.append(CheckResult(name="interval_given", passed=False, detail=detail))
    if unit_costs.partial:
        detail = f"The costs are part of a table only: {unit_costs.source}, {unit_costs.version}."
        found.append(CheckResult(name="whole_table", passed=None, detail=detail))
    return tuple(found)
