"""Comparisons of two rates: their ratio, and the percentage change from one to the other.

What belongs here: methods for two counts with their exposures. What does not: effects that need a
comparison area or a trend.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    require_choice,
    require_confidence,
    require_counts,
    require_dispersion,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.rates.limits import (
    Bounds,
    clopper_pearson_limits,
    normal_quantile,
    wilson_limits,
)
from safetykit.stats.rates.one_count import count_assumption, missing_check

__all__ = ["RatioMethod", "percentage_change", "rate_ratio"]

RatioMethod: TypeAlias = Literal["exact", "log", "score"]


def rate_ratio(
    count1: ArrayLike,
    exposure1: ArrayLike,
    count2: ArrayLike,
    exposure2: ArrayLike,
    *,
    confidence: float = 0.95,
    method: RatioMethod = "exact",
    dispersion: ArrayLike = 1.0,
) -> Estimate:
    """Return rate 1 divided by rate 2, with an interval.

    Given the total of two Poisson counts, count 1 is binomial with a share p that fixes the ratio:
    `p / (1 - p) * exposure2 / exposure1`. `exact` transforms the Clopper-Pearson limits of p,
    `score` its Wilson limits, which is the score interval of the ratio. `log` is
    `ratio * exp(-z s)` to `ratio * exp(z s)` with `s**2 = 1 / count1 + 1 / count2`.

    With a dispersion f above 1 the variance of each count is f times its mean (quasi-Poisson):
    `log` takes `f * s**2`, and `exact` and `score` take the effective counts `count / f`.

    Args:
        count1: Events of the first rate, any shape; nan means "not reported" and answers nan.
        exposure1: Its population, time or length at risk, above 0, any shape that fits.
        count2: Events of the second rate.
        exposure2: Its exposure, in the unit of `exposure1`.
        confidence: The level of the interval, between 0 and 1.
        method: `exact`, `log` or `score`.
        dispersion: Variance over mean of both counts, 1 or more; see `seasonal_dispersion`.

    Returns:
        A ratio, 1 where the rates are equal. It is infinite when only count 2 is 0, and nan when
        both are, with the interval from 0 to infinity for `exact` and `score`. With a 0 in either
        count the `log` interval is not defined: it is nan, and the check `counts_above_0` fails.

    Raises:
        InputError: A count is negative, infinite or not whole; an exposure is not above 0; the
            shapes do not fit; the confidence, method or dispersion is unusable.

    References:
        Przyborowski and Wilenski (1940) Biometrika 31:313-323 (exact). Rothman and Greenland
        (1998) Modern Epidemiology, 2nd ed., p. 238 (log). Gu, Ng, Tang and Schucany (2008)
        Biometrical Journal 50:283-298 (score). McCullagh and Nelder (1989) Generalized Linear
        Models, 2nd ed., 6.2.3 (dispersion).

    Examples:
        >>> ratio = rate_ratio(11, 800, 21, 3011)
        >>> round(ratio.low, 3), round(ratio.value, 3), round(ratio.high, 3)
        (0.858, 1.971, 4.277)
        >>> ratio.excludes(1.0)
        False
    """
    level = require_confidence(confidence)
    require_choice("method", method, _LIMITS)
    first, base1, second, base2, phi = require_one_shape(
        count1=require_counts("count1", count1),
        exposure1=require_positive("exposure1", exposure1),
        count2=require_counts("count2", count2),
        exposure2=require_positive("exposure2", exposure2),
        dispersion=require_dispersion(dispersion),
    )
    scale = base2 / base1
    low, high = _LIMITS[method](first / phi, second / phi, 1.0 - level)
    return Estimate(
        value=_odds(first, second) * scale,
        low=low * scale,
        high=high * scale,
        level=level,
        method=_NAMES[method],
        assumptions=(count_assumption(phi), "the two counts are independent"),
        checks=_checks(first, second, method),
    )


def percentage_change(
    count_before: ArrayLike,
    count_after: ArrayLike,
    *,
    exposure_before: ArrayLike = 1.0,
    exposure_after: ArrayLike = 1.0,
    confidence: float = 0.95,
    method: RatioMethod = "exact",
    dispersion: ArrayLike = 1.0,
) -> Estimate:
    """Return the change from one rate to a later one in percent, with an interval.

    It is `100 * (rate_ratio - 1)`: -20 means a fall by a fifth. The change says what happened and
    not why.

    Args:
        count_before: Events of the earlier rate, any shape; nan means "not reported".
        count_after: Events of the later rate.
        exposure_before: The earlier population or time at risk, above 0.
        exposure_after: The later one, in the same unit.
        confidence: The level of the interval, between 0 and 1.
        method: `exact`, `log` or `score`, as for `rate_ratio`.
        dispersion: Variance over mean of both counts, 1 or more.

    Returns:
        A change in percent, -100 or more; infinite from 0 before, nan from 0 to 0.

    Raises:
        InputError: As for `rate_ratio`.

    References:
        As for `rate_ratio`.

    Examples:
        >>> change = percentage_change(100, 80)
        >>> round(change.value, 1), change.excludes(0.0)
        (-20.0, False)
    """
    ratio = rate_ratio(
        require_counts("count_after", count_after),
        require_positive("exposure_after", exposure_after),
        require_counts("count_before", count_before),
        require_positive("exposure_before", exposure_before),
        confidence=confidence,
        method=method,
        dispersion=dispersion,
    )
    return attrs.evolve(
        ratio,
        value=100.0 * (ratio.value - 1.0),
        low=100.0 * (ratio.low - 1.0),
        high=100.0 * (ratio.high - 1.0),
        method=f"{ratio.method}, in percent",
    )


def _exact_limits(first: FloatArray, second: FloatArray, alpha: float) -> Bounds:
    return _from_shares(clopper_pearson_limits, first, second, alpha)


def _score_limits(first: FloatArray, second: FloatArray, alpha: float) -> Bounds:
    return _from_shares(wilson_limits, first, second, alpha)


def _log_limits(first: FloatArray, second: FloatArray, alpha: float) -> Bounds:
    defined = (first > 0) & (second > 0)
    one, two = (np.where(defined, count, 1.0) for count in (first, second))
    half_width = normal_quantile(1.0 - alpha / 2.0) * np.sqrt(1.0 / one + 1.0 / two)
    ratio = np.where(defined, one / two, np.nan)
    return ratio * np.exp(-half_width), ratio * np.exp(half_width)


def _from_shares(
    limits: Callable[[FloatArray, FloatArray, float], Bounds],
    first: FloatArray,
    second: FloatArray,
    alpha: float,
) -> Bounds:
    """Return limits of the odds from the limits of both shares, so that no digit is lost."""
    nothing = first + second == 0
    total = np.where(nothing, 1.0, first + second)
    low1, high1 = limits(first, total, alpha)
    low2, high2 = limits(second, total, alpha)
    low, high = _odds(low1, high2), _odds(high1, low2)
    return np.where(nothing, 0.0, low), np.where(nothing, np.inf, high)


def _odds(part: FloatArray, rest: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / rest)


def _checks(first: FloatArray, second: FloatArray, method: RatioMethod) -> tuple[CheckResult, ...]:
    missing = missing_check(first, second)
    zeros = int(((first == 0) | (second == 0)).sum())
    if not zeros:
        return missing
    undefined = "the log interval is not defined: use the exact method"
    outcome = undefined if method == "log" else "the ratio may be 0, infinite or not defined"
    detail = f"{zeros} of {first.size} comparisons have a count of 0: {outcome}."
    passed = False if method == "log" else None
    return (CheckResult(name="counts_above_0", passed=passed, detail=detail), *missing)


_LIMITS: Final[dict[str, Callable[[FloatArray, FloatArray, float], Bounds]]] = {
    "exact": _exact_limits,
    "log": _log_limits,
    "score": _score_limits,
}
_NAMES: Final = {
    "exact": "rate ratio, exact conditional interval (Clopper-Pearson on the share)",
    "log": "rate ratio, normal interval on the log scale",
    "score": "rate ratio, score interval",
}
