"""Rates and proportions, with intervals.

What belongs here: methods for one count, with the population or time that it came from. What does
not: comparisons of two counts, which are in `ratios`, and the formulas of limits, in `limits`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_counts,
    require_dispersion,
    require_one_positive,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.rates.limits import (
    SMALL_COUNT,
    Bounds,
    byar_limits,
    clopper_pearson_limits,
    garwood_limits,
    phe_limits,
    wilson_limits,
)

__all__ = ["ProportionMethod", "RateMethod", "proportion", "rate"]

RateMethod: TypeAlias = Literal["exact", "byar", "phe"]
ProportionMethod: TypeAlias = Literal["wilson", "exact"]


def rate(
    count: ArrayLike,
    exposure: ArrayLike = 1.0,
    *,
    confidence: float = 0.95,
    method: RateMethod = "exact",
    multiplier: float = 1.0,
    dispersion: ArrayLike = 1.0,
) -> Estimate:
    """Return events per unit of exposure, with an interval for the underlying rate.

    `exact` is Garwood's interval, which for a count c at confidence 1 - a is
    `chi2(a/2; 2c) / 2` to `chi2(1 - a/2; 2c + 2) / 2`: it covers at least as often as it says.
    `byar` is Byar's approximation to it. `phe` is the rule of UKHSA's PHEindicatormethods: exact
    below 10 events, Byar's from 10 on (of the effective count, where there is a dispersion).

    With a dispersion f above 1 the variance of the count is f times its mean (quasi-Poisson). The
    limits of the *effective count* c / f are then found and multiplied by f, as if events came in
    clumps of f. For `exact` that is the gamma interval of Fay and Feuer with weights f.

    Args:
        count: Events, any shape; nan means "not reported" and answers nan.
        exposure: Population, time or length at risk, above 0, any shape that fits.
        confidence: The level of the interval, between 0 and 1.
        method: `exact`, `byar` or `phe`.
        multiplier: Above 0; 1000 gives a rate per thousand.
        dispersion: Variance over mean, 1 or more; see `seasonal_dispersion`.

    Returns:
        Events per `multiplier` of exposure: floats for one count, arrays for several.

    Raises:
        InputError: A count is negative, infinite or not whole; an exposure or the multiplier is
            not above 0; the shapes do not fit; the confidence, method or dispersion is unusable.

    References:
        Garwood (1936) Biometrika 28:437-442. Breslow and Day (1987) Statistical Methods in Cancer
        Research II, IARC, p. 69 (Byar). Fay and Feuer (1997) Statistics in Medicine 16:791-801.
        McCullagh and Nelder (1989) Generalized Linear Models, 2nd ed., 6.2.3 (dispersion).

    Examples:
        >>> thefts = rate(5, 1000, multiplier=1000)
        >>> round(thefts.low, 2), thefts.value, round(thefts.high, 2)
        (1.62, 5.0, 11.67)
        >>> rate([0, 5], dispersion=3.4).high.round(2).tolist()
        [12.54, 21.65]
    """
    level = require_confidence(confidence)
    require_choice("method", method, _LIMITS_OF_COUNT)
    per = require_one_positive("multiplier", multiplier)
    events, base, phi = require_one_shape(
        count=require_counts("count", count),
        exposure=require_positive("exposure", exposure),
        dispersion=require_dispersion(dispersion),
    )
    low, high = _LIMITS_OF_COUNT[method](events / phi, 1.0 - level)
    scale = per / base
    return Estimate(
        value=events * scale,
        low=low * phi * scale,
        high=high * phi * scale,
        level=level,
        method=_NAMES[method],
        assumptions=(count_assumption(phi), "the exposure is known without error"),
        checks=_checks_of_count(events, method),
    )


def proportion(
    count: ArrayLike,
    n: ArrayLike,
    *,
    confidence: float = 0.95,
    method: ProportionMethod = "wilson",
) -> Estimate:
    """Return the share of n that has a property, with an interval.

    `wilson` inverts the score test and covers close to its level on average; `exact` is the
    Clopper-Pearson interval, which covers at least as often as it says.

    Args:
        count: How many have the property, any shape; nan means "not reported" and answers nan.
        n: How many there are, a whole number of 1 or more, any shape that fits.
        confidence: The level of the interval, between 0 and 1.
        method: `wilson` or `exact`.

    Returns:
        A share from 0 to 1: floats for one count, arrays for several.

    Raises:
        InputError: A count is negative, not whole or above n; n is below 1 or not whole; the
            shapes do not fit; the confidence or method is unusable.

    References:
        Wilson (1927) Journal of the American Statistical Association 22:209-212. Clopper and
        Pearson (1934) Biometrika 26:404-413. Newcombe (1998) Statistics in Medicine 17:857-872.

    Examples:
        >>> detected = proportion(81, 263)
        >>> round(detected.low, 4), round(detected.value, 4), round(detected.high, 4)
        (0.2553, 0.308, 0.3662)
    """
    level = require_confidence(confidence)
    require_choice("method", method, _LIMITS_OF_SHARE)
    whole = require_positive("n", n, hint="The share of nothing is not defined.")
    part, whole = require_one_shape(
        count=require_counts("count", count), n=require_counts("n", whole)
    )
    refuse_where(part > whole, "count", part, "a count that is not above n")
    low, high = _LIMITS_OF_SHARE[method](part, whole, 1.0 - level)
    return Estimate(
        value=part / whole,
        low=low,
        high=high,
        level=level,
        method=_NAMES_OF_SHARE[method],
        assumptions=("each of the n is independent of the others and has the same chance",),
        checks=missing_check(part),
    )


def count_assumption(phi: FloatArray) -> str:
    """Say what the interval takes the spread of the counts to be."""
    if np.all(phi == 1.0):
        return "events are independent: the variance of a count equals its mean (Poisson)"
    if np.ptp(phi) == 0.0:
        return f"the variance of a count is {phi.flat[0]:.3g} times its mean (quasi-Poisson)"
    return "the variance of a count is its dispersion times its mean (quasi-Poisson)"


def missing_check(*counts: FloatArray) -> tuple[CheckResult, ...]:
    """Say how many of the counts are not reported, where any is not."""
    total = sum(array.size for array in counts)
    missing = sum(int(np.isnan(array).sum()) for array in counts)
    if not missing:
        return ()
    detail = f"{missing} of {total} counts are not reported: their results are nan."
    return (CheckResult(name="not_reported", passed=False, detail=detail),)


def _checks_of_count(events: FloatArray, method: RateMethod) -> tuple[CheckResult, ...]:
    small = int((events < SMALL_COUNT).sum())
    if method != "byar" or not small:
        return missing_check(events)
    detail = f"{small} of {events.size} counts are below {SMALL_COUNT}: use the exact method."
    return (CheckResult(name="small_count", passed=False, detail=detail), *missing_check(events))


_LIMITS_OF_COUNT: Final[dict[str, Callable[[FloatArray, float], Bounds]]] = {
    "exact": garwood_limits,
    "byar": byar_limits,
    "phe": phe_limits,
}
_LIMITS_OF_SHARE: Final[dict[str, Callable[[FloatArray, FloatArray, float], Bounds]]] = {
    "wilson": wilson_limits,
    "exact": clopper_pearson_limits,
}
_NAMES: Final = {
    "exact": "exact Poisson interval (Garwood)",
    "byar": "Byar's approximation to the exact Poisson interval",
    "phe": "exact Poisson interval below 10 events, Byar's from 10 on",
}
_NAMES_OF_SHARE: Final = {
    "wilson": "Wilson score interval",
    "exact": "exact binomial interval (Clopper-Pearson)",
}
