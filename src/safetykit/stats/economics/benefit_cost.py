"""Whether benefits exceed costs, with the interval that their errors leave.

What belongs here: the benefit-cost ratio and the net present value. What does not: whether the
benefits are due to what was paid for.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_one_shape,
    require_points,
    require_whole,
)
from safetykit.stats.economics.discounting import DiscountRates, discount_factors
from safetykit.stats.economics.published import GREEN_BOOK_HEALTH_RATES, GREEN_BOOK_RATES
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
    symmetric,
)
from safetykit.stats.rates.limits import Bounds, normal_quantile

__all__ = ["AcrossYears", "BenefitCost", "benefit_cost_ratio"]

AcrossYears: TypeAlias = Literal["shared", "independent"]


@attrs.frozen(kw_only=True)
class BenefitCost:
    """Benefits against costs, all as present values in pounds.

    Attributes:
        ratio: Benefits over costs, health included; above 1 benefits exceed costs.
        net_present_value: Benefits less costs.
        pv_costs: The present value of the costs.
        pv_benefits: The present value of the benefits other than to health.
        pv_health_benefits: The present value of the benefits to health.
    """

    ratio: Estimate
    net_present_value: Estimate
    pv_costs: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    pv_benefits: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    pv_health_benefits: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def benefit_cost_ratio(
    costs: ArrayLike,
    benefits: ArrayLike,
    *,
    health_benefits: ArrayLike | None = None,
    costs_se: ArrayLike | None = None,
    benefits_se: ArrayLike | None = None,
    health_benefits_se: ArrayLike | None = None,
    across_years: AcrossYears = "shared",
    rates: DiscountRates | float = GREEN_BOOK_RATES,
    health_rates: DiscountRates | float = GREEN_BOOK_HEALTH_RATES,
    first_year: int = 0,
    confidence: float = 0.95,
) -> BenefitCost:
    """Return benefits over costs and benefits less costs, with intervals.

    The interval of the ratio is Fieller's: the ratios for which benefits less that many costs
    could be nothing. The interval of the difference is a normal one. Both need the standard error
    of the benefits, of the costs or of both; what has none is taken as known.

    Args:
        costs: (..., years) pounds, 0 or more, in the prices of one year; nan means "not reported"
            and answers nan.
        benefits: (..., years) pounds in the same prices; negative where there is harm.
        health_benefits: (..., years) benefits to life and health, which have their own rate.
        costs_se: (..., years) the standard error of the costs of each year.
        benefits_se: (..., years) that of the benefits.
        health_benefits_se: (..., years) that of the benefits to health.
        across_years: Whether one estimate of an effect is behind the benefits of all years, so
            that their errors add up (`shared`), or each year has its own (`independent`).
        rates: One discount rate, or rates by year.
        health_rates: The same for benefits to health.
        first_year: The year of the first amounts; year 0 is not discounted.
        confidence: The level of the intervals, between 0 and 1.

    Returns:
        The ratio and the net present value: floats for one intervention, arrays for several. The
        intervals are nan, and the check `errors_given` fails, without any standard error. Fieller's
        interval is without end, and the check `costs_above_0` fails, where the costs could be 0.

    Raises:
        InputError: An amount is infinite, a cost or a standard error is negative, all costs are 0,
            the shapes do not fit, or an option is unusable.

    References:
        HM Treasury, The Green Book. Fieller (1954) Journal of the Royal Statistical Society B
        16:175-185.

    Examples:
        >>> worth = benefit_cost_ratio([100, 50], [0, 300], benefits_se=[0, 60])
        >>> [round(n, 2) for n in (worth.ratio.low, worth.ratio.value, worth.ratio.high)]
        [1.19, 1.95, 2.72]
    """
    level = require_confidence(confidence)
    require_choice("across_years", across_years, ("shared", "independent"))
    first = require_whole("first_year", first_year, minimum=0)
    paid, gained, healthier = _require_amounts(costs, benefits, health_benefits)
    years = first + np.arange(paid.shape[-1])
    plain, health = (np.asarray(discount_factors(years, r)) for r in (rates, health_rates))
    pv = [(x * d).sum(axis=-1) for x, d in ((paid, plain), (gained, plain), (healthier, health))]
    refuse_where(pv[0] == 0, "costs", pv[0], "costs above 0", hint="The ratio needs a cost.")
    of_costs = [(costs_se, "costs_se", plain)]
    of_gains = [
        (benefits_se, "benefits_se", plain),
        (health_benefits_se, "health_benefits_se", health),
    ]
    cost = _Sum(pv[0], _error(of_costs, paid, across_years))
    gain = _Sum(pv[1] + pv[2], _error(of_gains, paid, across_years))
    given = [e is not None for e in (costs_se, benefits_se, health_benefits_se)]
    z = normal_quantile((1.0 + level) / 2.0) if any(given) else np.nan
    ratio, net = _estimates(cost, gain, z, level)
    return BenefitCost(
        ratio=ratio,
        net_present_value=net,
        pv_costs=pv[0],
        pv_benefits=pv[1],
        pv_health_benefits=pv[2],
    )


@attrs.frozen(eq=False)
class _Sum:
    """A present value with its standard error."""

    value: FloatArray
    error: FloatArray


def _require_amounts(
    costs: ArrayLike, benefits: ArrayLike, health_benefits: ArrayLike | None
) -> tuple[FloatArray, ...]:
    paid = require_points(costs, field="costs")
    hint = "A saving is a benefit; only the net present value could take it as a cost."
    refuse_where(paid < 0, "costs", paid, "a cost of 0 or more", hint=hint)
    gained = require_points(benefits, field="benefits")
    healthier = require_points(
        0.0 * gained if health_benefits is None else health_benefits, field="health_benefits"
    )
    lengths = {array.shape[-1] for array in (paid, gained, healthier)}
    if len(lengths) > 1 or not paid.shape[-1]:
        raise InputError("costs, benefits", sorted(lengths), "the same years, at least one")
    return require_one_shape(costs=paid, benefits=gained, health_benefits=healthier)


def _error(
    parts: list[tuple[ArrayLike | None, str, FloatArray]], like: FloatArray, across: AcrossYears
) -> FloatArray:
    """Return the standard error of the present value of the parts together."""
    errors = []
    for given, field, factors in parts:
        error = require_points(0.0 * like if given is None else given, field=field)
        refuse_where(error < 0, field, error, "a standard error of 0 or more")
        if error.shape[-1] != like.shape[-1]:
            raise InputError(field, error.shape[-1], f"one for each of {like.shape[-1]} years")
        error, _ = require_one_shape(**{field: error}, costs=like)
        errors.append(np.nan_to_num(error) if given is None else error)
        errors[-1] = errors[-1] * factors
    every = np.concatenate(errors, axis=-1)
    if across == "shared":
        return np.asarray(every.sum(axis=-1))
    return np.asarray(np.sqrt((every**2).sum(axis=-1)))


def _estimates(cost: _Sum, gain: _Sum, z: float, level: float) -> tuple[Estimate, Estimate]:
    unsure = np.asarray(z * cost.error >= cost.value)
    low, high = _fieller(cost, gain, z, unsure)
    net, half = gain.value - cost.value, z * np.hypot(cost.error, gain.error)
    ratio = Estimate(
        value=gain.value / cost.value,
        low=low,
        high=high,
        level=level,
        method="benefit-cost ratio, Fieller's interval",
        assumptions=_ASSUMPTIONS,
        checks=_checks(z, unsure),
    )
    return ratio, symmetric(
        net,
        half,
        level=level,
        method="net present value, normal interval",
        assumptions=_ASSUMPTIONS,
        checks=_checks(z, np.zeros(1, dtype=np.bool_)),
    )


def _fieller(cost: _Sum, gain: _Sum, z: float, unsure: BoolArray) -> Bounds:
    a, b = z * cost.error, z * gain.error
    bottom = np.where(unsure, 1.0, cost.value**2 - a**2)
    inside = (cost.value * b) ** 2 + (gain.value * a) ** 2 - (a * b) ** 2
    root = np.sqrt(np.where(unsure, 0.0, inside))
    low, high = ((gain.value * cost.value + sign * root) / bottom for sign in (-1.0, 1.0))
    return np.where(unsure, -np.inf, low), np.where(unsure, np.inf, high)


def _checks(z: float, unsure: BoolArray) -> tuple[CheckResult, ...]:
    found = []
    if np.isnan(z):
        detail = "No standard error is given, so the interval is not defined."
        found.append(CheckResult(name="errors_given", passed=False, detail=detail))
    if unsure.any():
        detail = f"{int(unsure.sum())} of {unsure.size} costs could be 0: the ratio has no bounds."
        found.append(CheckResult(name="costs_above_0", passed=False, detail=detail))
    return tuple(found)


_ASSUMPTIONS: Final = (
    "all amounts are in the prices of one year, and year 0 is not discounted",
    "the errors of benefits and of costs are independent, and near to normal",
    "what has no standard error is known",
)
