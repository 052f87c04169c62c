"""What came of the money: benefits and costs in one price year, with what they rest on.

What belongs here: the guards around `safetykit.stats.economics`: one price year, a comparison
behind the effect, sensitivity, cash or no cash, and who could lose. What does not: unit costs and
the method itself. Social value is not computed: its proxies belong to others, and overlap with
benefits that are counted already; the checklist asks for it in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError, UnitError
from safetykit.quantities import Money

if TYPE_CHECKING:
    from safetykit.stats.economics import BenefitCost

__all__ = [
    "Basis",
    "CostPerOutcome",
    "DoubleRunning",
    "Worth",
    "benefit_cost",
    "cost_per_outcome",
    "double_running",
]


class Basis(StrEnum):
    """What the effect rests on, from the firmest to none."""

    TRIAL = "trial"
    COMPARISON = "comparison"
    BEFORE_AFTER = "before_after"
    SELF_REPORTED = "self_reported"
    NONE = "none"

    @property
    def compares(self) -> bool:
        """Whether somebody without the service was looked at."""
        return self in (Basis.TRIAL, Basis.COMPARISON)


_NOT_ESTABLISHED: Final = "Not established: nothing shows what would have happened without it."
_MAIN: Final = "as estimated"
_NO_CASH: Final = "The benefits are not cash: nobody has shown that a bill gets smaller."
_CASH: Final = "Cash is freed, as shown: "


@attrs.frozen(kw_only=True)
class Worth:
    """Benefits against costs, what happens when something changes, and what may be said.

    `result` is None where nothing was compared: then no ratio is given, and none may be quoted.
    """

    price_year: int
    basis: Basis
    result: BenefitCost | None
    sensitivity: tuple[tuple[str, BenefitCost], ...]
    cash_releasing: str
    equality_impact: str
    words: tuple[str, ...]

    @property
    def established(self) -> bool:
        """Whether a ratio may be quoted at all."""
        return self.result is not None


def benefit_cost(
    costs: Sequence[Money],
    benefits: Sequence[Money],
    *,
    price_year: int,
    basis: Basis | str,
    sensitivity: Mapping[str, float],
    equality_impact: str,
    discount: float | None = None,
    benefits_se: Sequence[float] | None = None,
    cash_releasing: str = "",
) -> Worth:
    """Return benefits over costs, with what happens when the benefits are otherwise.

    Args:
        costs: What is paid in each year, the first not discounted; double running among it.
        benefits: What is gained in each of the same years.
        price_year: The year in whose prices every sum is.
        basis: What the effect rests on. Without a comparison there is no ratio.
        sensitivity: Names and factors by which benefits are multiplied: {"half": 0.5}. At least
            one of them makes the benefits smaller.
        equality_impact: Who could lose by it, and what is done for them.
        discount: One yearly rate; the Green Book's rates by default.
        benefits_se: The standard error of each year's benefits in pounds, for an interval.
        cash_releasing: How it was shown that a bill gets smaller; empty if it was not.

    Raises:
        UnitError: A sum is in the prices of another year, or of none.
        InputError: There is no sensitivity, or none with smaller benefits; no word on equality; or
            an amount is unusable.
        MissingExtraError: numpy is not installed.
    """
    what = parse_choice(Basis, basis, field="basis")
    _require_prices(price_year, costs=costs, benefits=benefits)
    _require_care(sensitivity, equality_impact)
    cases = {_MAIN: 1.0, **sensitivity} if what.compares else {}
    found = {name: _ratio(costs, benefits, benefits_se, k, discount) for name, k in cases.items()}
    prices = f"In prices of {price_year}." if what.compares else _NOT_ESTABLISHED
    return Worth(
        price_year=price_year,
        basis=what,
        result=found.pop(_MAIN, None),
        sensitivity=tuple(found.items()),
        cash_releasing=cash_releasing,
        equality_impact=equality_impact,
        words=(prices, f"{_CASH}{cash_releasing}" if cash_releasing else _NO_CASH),
    )


def _require_prices(price_year: int, **sums: Sequence[Money]) -> None:
    for field, parts in sums.items():
        for index, money in enumerate(parts):
            if money.price_year != price_year:
                expected = f"a sum in the prices of {price_year}"
                hint = "Bring it to one year with a price index; sums of two years do not add."
                raise UnitError(f"{field}[{index}]", str(money), expected, hint=hint)


def _require_care(sensitivity: Mapping[str, float], equality_impact: str) -> None:
    if not any(0 <= factor < 1 for factor in sensitivity.values()):
        expected = 'at least one case with smaller benefits, such as {"half": 0.5}'
        raise InputError("sensitivity", dict(sensitivity), expected)
    if not equality_impact.strip():
        expected = "who could lose by it, and what is done for them"
        raise InputError("equality_impact", equality_impact, expected)


def _ratio(
    costs: Sequence[Money],
    benefits: Sequence[Money],
    benefits_se: Sequence[float] | None,
    factor: float,
    discount: float | None,
) -> BenefitCost:
    # numpy comes with an extra; a bare installation loads this module
    from safetykit.stats.economics import GREEN_BOOK_RATES, benefit_cost_ratio

    return benefit_cost_ratio(
        [float(money.pounds) for money in costs],
        [float(money.pounds) * factor for money in benefits],
        benefits_se=None if benefits_se is None else [error * factor for error in benefits_se],
        rates=GREEN_BOOK_RATES if discount is None else discount,
    )


@attrs.frozen(kw_only=True)
class CostPerOutcome:
    """Pounds for each outcome, with the range that the range of outcomes leaves.

    `high` is None where there may have been no outcome at all.
    """

    value: Money
    low: Money
    high: Money | None
    words: str


def cost_per_outcome(
    cost: Money, outcomes: float, *, low: float, high: float, basis: Basis | str
) -> CostPerOutcome:
    """Return what each outcome cost, from the lowest to the highest that the data allow.

    Args:
        cost: The whole cost, with its price year.
        outcomes: How many there were because of the service.
        low: The lower limit of that number.
        high: The upper limit.
        basis: What the number rests on.

    Raises:
        UnitError: The cost has no price year.
        InputError: The limits do not enclose the number, or the number is not above 0.
    """
    if cost.price_year is None:
        raise UnitError("cost", str(cost), "a sum with its price year")
    if outcomes <= 0 or not low <= outcomes <= high:
        expected = "low, outcomes and high in their order, outcomes above 0"
        raise InputError("outcomes", (low, outcomes, high), expected)
    what = parse_choice(Basis, basis, field="basis")
    return CostPerOutcome(
        value=_each(cost, outcomes),
        low=_each(cost, high),
        high=_each(cost, low) if low > 0 else None,
        words=f"In prices of {cost.price_year}."
        if what.compares
        else f"{_NOT_ESTABLISHED} These are costs for each outcome that was seen.",
    )


def _each(cost: Money, number: float) -> Money:
    pounds = round(cost.pounds / type(cost.pounds)(str(number)), 2)
    return Money(pounds=pounds, price_year=cost.price_year)


@attrs.frozen(kw_only=True)
class DoubleRunning:
    """What it costs to run an old and a new service at once, and when the change has paid.

    `pays_back_after` counts whole months from the end of the old one; None if it never does.
    """

    extra: Money
    monthly_saving: Money
    pays_back_after: int | None


def double_running(
    old_per_month: Money, new_per_month: Money, *, months: int, set_up: Money | None = None
) -> DoubleRunning:
    """Return the cost of running two services at once for some months.

    The extra is the new service for the months of the overlap, and its set-up. All sums are in the
    prices of one year. The saving is no cash until it is shown that the old bill ends.

    Raises:
        UnitError: The sums are of different price years.
        InputError: `months` is not a whole number of 0 or more.

    Examples:
        >>> found = double_running(Money(pounds=5000), Money(pounds=4000), months=3)
        >>> str(found.extra), found.pays_back_after
        ('£12,000', 12)
    """
    if not isinstance(months, int) or months < 0:  # type: ignore[redundant-expr]  # may be 1.5
        raise InputError("months", months, "a whole number of months, 0 or more")
    zero = Money(pounds=0, price_year=new_per_month.price_year)
    extra = (set_up or zero) + Money(
        pounds=new_per_month.pounds * months, price_year=new_per_month.price_year
    )
    saving = old_per_month - new_per_month
    after = ceil(extra.pounds / saving.pounds) if saving.pounds > 0 else None
    return DoubleRunning(extra=extra, monthly_saving=saving, pays_back_after=after)
