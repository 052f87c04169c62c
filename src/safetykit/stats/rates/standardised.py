"""Rates that are made comparable by age, or by another division of the population.

What belongs here: direct and indirect standardisation. What does not: standard populations, which
are data of the caller.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_counts,
    require_one_positive,
    require_one_shape,
    require_positive,
    require_whole,
)
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import Bounds, byar_limits
from safetykit.stats.rates.one_count import RateMethod, missing_check, rate

__all__ = [
    "DirectMethod",
    "MissingBand",
    "StandardisedRatio",
    "directly_standardised_rate",
    "indirectly_standardised_ratio",
]

DirectMethod: TypeAlias = Literal["dobson", "gamma"]
MissingBand: TypeAlias = Literal["unknown", "zero"]

LEAST_EVENTS: Final = {"dobson": 10, "gamma": 0}


@attrs.frozen(kw_only=True)
class StandardisedRatio:
    """Observed events over those expected at the reference's rates.

    Attributes:
        estimate: The ratio with its interval.
        observed: The events observed, all bands together.
        expected: The events that the reference's rates would bring.
    """

    estimate: Estimate
    observed: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    expected: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def directly_standardised_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard_population: ArrayLike,
    *,
    confidence: float = 0.95,
    method: DirectMethod = "dobson",
    multiplier: float = 100_000,
    min_events: int | None = None,
    missing: MissingBand = "unknown",
) -> Estimate:
    """Return the rate that the standard population would have at the rates of each band.

    It is `sum(w * count / population)` with w the shares of the standard population. `dobson`
    scales Byar's limits of the total count by `sqrt(variance / total)`; `gamma` is the interval of
    Fay and Feuer, which holds for small counts and uneven weights too.

    Args:
        count: (..., bands) events; nan means "not reported".
        population: (..., bands) population of each band, above 0.
        standard_population: (bands,) or (..., bands) the standard's bands, above 0, any unit.
        confidence: The level of the interval, between 0 and 1.
        method: `dobson` or `gamma`.
        multiplier: Above 0; 100,000 gives a rate per hundred thousand.
        min_events: With fewer events no rate is given, as UKHSA does; 10 for `dobson` and 0 for
            `gamma` if None.
        missing: Whether a band without a count leaves the rate `unknown` (nan), or counts as
            `zero`, as in PHEindicatormethods.

    Returns:
        Events per `multiplier`: floats for one area, arrays of shape (...) for several. It is nan
        below `min_events`, and the check `small_count` fails. With no event at all `dobson` has no
        interval: it is nan.

    Raises:
        InputError: A count is negative, infinite or not whole; a population is not above 0; there
            is no band; the shapes do not fit; an option is unusable.

    References:
        Dobson, Kuulasmaa, Eberle and Scherer (1991) Statistics in Medicine 10:457-462. Fay and
        Feuer (1997) Statistics in Medicine 16:791-801. UKHSA, PHEindicatormethods.

    Examples:
        >>> area = directly_standardised_rate([20, 60], [1000, 2000], [3, 1], multiplier=1000)
        >>> round(area.low, 2), round(area.value, 2), round(area.high, 2)
        (16.03, 22.5, 30.14)
    """
    level = require_confidence(confidence)
    require_choice("method", method, ("dobson", "gamma"))
    per = require_one_positive("multiplier", multiplier)
    default = LEAST_EVENTS[method]
    least = default if min_events is None else require_whole("min_events", min_events, minimum=0)
    given = _require_bands("count", require_counts("count", count), missing)
    events, people, standard = require_one_shape(
        count=given,
        population=require_positive("population", population),
        standard_population=require_positive("standard_population", standard_population),
    )
    weight = standard / standard.sum(axis=-1, keepdims=True) / people
    total = events.sum(axis=-1)
    value, low, high = _direct(events, weight, method, 1.0 - level)
    few = total < least
    return Estimate(
        value=np.where(few, np.nan, per * value),
        low=np.where(few, np.nan, per * low),
        high=np.where(few, np.nan, per * high),
        level=level,
        method=f"directly standardised rate, {_NAMES[method]}",
        assumptions=_ASSUMPTIONS,
        checks=(*_few_events(few, least), *missing_check(total)),
    )


def indirectly_standardised_ratio(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    confidence: float = 0.95,
    method: RateMethod = "phe",
    missing: MissingBand = "unknown",
) -> StandardisedRatio:
    """Return observed events over those expected at the reference's rates, with an interval.

    Ratios of different areas are not comparable with each other, only with the reference: each is
    weighted by its own population.

    Args:
        count: (..., bands) events; nan means "not reported".
        population: (..., bands) population of each band, above 0.
        reference_count: (bands,) or (..., bands) events of the reference.
        reference_population: Its population, above 0, same shape.
        confidence: The level of the interval, between 0 and 1.
        method: `phe`, `exact` or `byar`, as for `rate`.
        missing: Whether a band without a count leaves the ratio `unknown` (nan), or counts as
            `zero`, as in PHEindicatormethods.

    Returns:
        The ratio, 1 where events are as many as expected, with both numbers.

    Raises:
        InputError: A count is negative, infinite or not whole; a count of the reference is not
            reported; a population is not above 0; no event is expected; there is no band; the
            shapes do not fit; an option is unusable.

    References:
        Breslow and Day (1987) Statistical Methods in Cancer Research II, IARC, chapter 2. UKHSA,
        PHEindicatormethods.

    Examples:
        >>> area = indirectly_standardised_ratio([20, 60], [1000, 2000], [100, 500], [9e3, 2e4])
        >>> round(area.expected, 2), round(area.estimate.value, 3)
        (61.11, 1.309)
    """
    given = _require_bands("count", require_counts("count", count), missing)
    events, people, reference, reference_people = require_one_shape(
        count=given,
        population=require_positive("population", population),
        reference_count=_require_reference(reference_count),
        reference_population=require_positive("reference_population", reference_population),
    )
    observed = events.sum(axis=-1)
    expected = (people * reference / reference_people).sum(axis=-1)
    if not np.all(expected > 0):
        raise InputError("reference_count", 0.0, "a reference that expects events in each area")
    found = rate(observed, expected, confidence=confidence, method=method)
    estimate = attrs.evolve(
        found,
        method=f"indirectly standardised ratio, {found.method}",
        assumptions=(*found.assumptions, "the reference's rates are known without error"),
    )
    return StandardisedRatio(estimate=estimate, observed=observed, expected=expected)


def _require_reference(values: ArrayLike) -> FloatArray:
    count = require_counts("reference_count", values)
    hint = "Without it nothing is known of what to expect: join the band with another."
    refuse_where(np.isnan(count), "reference_count", count, "a count that is reported", hint=hint)
    return count


def _require_bands(field: str, values: FloatArray, missing: MissingBand) -> FloatArray:
    require_choice("missing", missing, ("unknown", "zero"))
    if not values.ndim or not values.shape[-1]:
        raise InputError(field, values.shape, "one number for each band, of shape (..., bands)")
    return np.nan_to_num(values, nan=0.0) if missing == "zero" else values


def _direct(
    events: FloatArray, weight: FloatArray, method: DirectMethod, alpha: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    value = (weight * events).sum(axis=-1)
    variance = (weight**2 * events).sum(axis=-1)
    if method == "gamma":
        return value, *_gamma_limits(value, variance, weight.max(axis=-1), alpha)
    total = events.sum(axis=-1)
    low, high = byar_limits(total, alpha)
    scale = np.sqrt(variance / np.where(total > 0, total, np.nan))
    return value, value + scale * (low - total), value + scale * (high - total)


def _gamma_limits(
    value: FloatArray, variance: FloatArray, largest: FloatArray, alpha: float
) -> Bounds:
    special = need("scipy.special", wanted_by="The interval of Fay and Feuer")
    some = value > 0
    level, spread = np.where(some, value, 1.0), np.where(some, variance, 1.0)
    low = spread / level * special.gammaincinv(level**2 / spread, alpha / 2.0)
    value_up, spread_up = value + largest, variance + largest**2
    high = spread_up / value_up * special.gammainccinv(value_up**2 / spread_up, alpha / 2.0)
    return np.where(some, low, 0.0 * value), high


def _few_events(few: BoolArray, least: int) -> tuple[CheckResult, ...]:
    count = int(few.sum())
    if not count:
        return ()
    detail = f"{count} of {few.size} areas have fewer than {least} events: no rate is given."
    return (CheckResult(name="small_count", passed=False, detail=detail),)


_ASSUMPTIONS: Final = (
    "events are independent: the variance of a count equals its mean (Poisson)",
    "the populations are known without error",
)
_NAMES: Final = {
    "dobson": "interval of Dobson from Byar's limits of the total count",
    "gamma": "gamma interval of Fay and Feuer",
}
