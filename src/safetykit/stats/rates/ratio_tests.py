"""Tests of the ratio of two rates, by name.

What belongs here: p-values of two counts with their exposures. What does not: intervals, which
say more and are in `ratios`, and the E-test, which is in `e_test`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_counts,
    require_dispersion,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import Alternative, CheckResult, FloatArray, SignificanceTest
from safetykit.stats.rates.one_count import count_assumption, missing_check

__all__ = ["RatioTestMethod", "rate_ratio_test"]

RatioTestMethod: TypeAlias = Literal[
    "exact", "exact_minlike", "score", "wald", "log", "score_log", "sqrt"
]

ALTERNATIVES: Final = ("two-sided", "larger", "smaller")
TIE: Final = 1e-7  # as R: probabilities this close are equal
HALVINGS: Final = 64


def rate_ratio_test(
    count1: ArrayLike,
    exposure1: ArrayLike,
    count2: ArrayLike,
    exposure2: ArrayLike,
    *,
    ratio: ArrayLike = 1.0,
    alternative: Alternative = "two-sided",
    method: RatioTestMethod = "exact",
    dispersion: ArrayLike = 1.0,
) -> SignificanceTest:
    """Return a test that rate 1 divided by rate 2 is the ratio.

    `exact` is the conditional test whose two-sided p is twice the smaller tail: it rejects 1 when
    `rate_ratio(method="exact")` excludes it, as R's rateratio.test does. `exact_minlike` adds up
    all outcomes that are no more likely than the one seen, as R's poisson.test does; it can
    disagree with that function's own interval. The others compare a statistic with the normal
    distribution: `score` and `wald` the difference of rates with the variance under the ratio and
    without it, `log` (the test of `rate_ratio(method="log")`) and `score_log` the logarithm of
    the ratio, `sqrt` Anscombe's square roots.

    Args:
        count1: Events of the first rate, any shape; nan means "not reported" and answers nan.
        exposure1: Its population, time or length at risk, above 0, any shape that fits.
        count2: Events of the second rate.
        exposure2: Its exposure, in the unit of `exposure1`.
        ratio: The ratio that is tested, above 0.
        alternative: `two-sided`, or `larger` or `smaller` than the ratio.
        method: The test's name.
        dispersion: Variance over mean of both counts, 1 or more. `exact` takes the effective
            counts `count / f`, the others divide the statistic by `sqrt(f)`.

    Returns:
        The test; the statistic is nan for the exact ones. Where a count of 0 leaves the statistic
        undefined, p is nan and the check `counts_above_0` fails.

    Raises:
        InputError: A count is negative, infinite or not whole; an exposure or the ratio is not
            above 0; the shapes do not fit; a word or the dispersion is unusable, or
            `exact_minlike` is asked for a dispersion above 1.

    References:
        Przyborowski and Wilenski (1940) Biometrika 31:313-323. Fay (2010) Biostatistics
        11:373-374 (central and minlike). Gu, Ng, Tang and Schucany (2008) Biometrical Journal
        50:283-298 (the others).

    Examples:
        >>> test = rate_ratio_test(60, 51477.5, 30, 54308.7, method="score", alternative="larger")
        >>> round(test.p_value, 6)
        0.000316
    """
    require_choice("alternative", alternative, ALTERNATIVES)
    require_choice("method", method, _NAMES)
    first, base1, second, base2, null, phi = require_one_shape(
        count1=require_counts("count1", count1),
        exposure1=require_positive("exposure1", exposure1),
        count2=require_counts("count2", count2),
        exposure2=require_positive("exposure2", exposure2),
        ratio=require_positive("ratio", ratio),
        dispersion=require_dispersion(dispersion),
    )
    odds = null * base1 / base2
    if method in _STATISTICS:
        statistic = _statistic(method, first, second, odds, phi)
        p_value = normal_p(statistic, alternative)
    else:
        statistic, least = np.full(first.shape, np.nan), method == "exact_minlike"
        p_value = _exact_p(first, second, odds, phi, minlike=least, alternative=alternative)
    return SignificanceTest(
        statistic=statistic,
        p_value=p_value,
        alternative=alternative,
        method=f"rate ratio, {_NAMES[method]}",
        assumptions=(count_assumption(phi), "the two counts are independent"),
        checks=(*_undefined(p_value, first, second), *missing_check(first, second)),
    )


def normal_p(z: FloatArray, alternative: Alternative) -> FloatArray:
    """Return the p-value of a standard normal statistic."""
    special = need("scipy.special", wanted_by="A p-value")
    if alternative == "two-sided":
        return np.asarray(2.0 * special.ndtr(-np.abs(z)))
    return np.asarray(special.ndtr(-z if alternative == "larger" else z))


def _statistic(
    method: RatioTestMethod,
    first: FloatArray,
    second: FloatArray,
    odds: FloatArray,
    phi: FloatArray,
) -> FloatArray:
    """Return the normal statistic of a method; nan where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = _STATISTICS[method](first, second, odds) / np.sqrt(phi)
    return np.where(np.isfinite(found), found, np.nan)


def _exact_p(
    first: FloatArray,
    second: FloatArray,
    odds: FloatArray,
    phi: FloatArray,
    *,
    minlike: bool,
    alternative: Alternative,
) -> FloatArray:
    share = odds / (1.0 + odds)
    one, two = first / phi, second / phi
    if minlike:
        hint = "The method exact takes a dispersion."
        refuse_where(phi != 1.0, "dispersion", phi, "1 for exact_minlike", hint=hint)
    if minlike and alternative == "two-sided":
        return _minlike(one, two, share)
    low, high = _tail(two, one, 1.0 - share), _tail(one, two, share)
    tails = {"larger": high, "smaller": low, "two-sided": 2.0 * np.minimum(low, high)}
    return np.minimum(1.0, tails[alternative])


def _tail(part: FloatArray, rest: FloatArray, share: FloatArray) -> FloatArray:
    """Return the chance of `part` or more of `part + rest`; they need not be whole."""
    special = need("scipy.special", wanted_by="An exact test")
    positive = np.where(part == 0, 1.0, part)
    return np.where(part == 0, 1.0 + 0.0 * rest, special.betainc(positive, rest + 1.0, share))


def _minlike(first: FloatArray, second: FloatArray, share: FloatArray) -> FloatArray:
    """Return the chance of all splits that are no more likely than the one seen."""
    total = first + second
    above = first > total * share
    seen, p = np.where(above, second, first), np.where(above, 1.0 - share, share)
    limit = _log_chance(seen, total, p) + TIE
    low, high = np.ceil(total * p), total + 1.0
    for _ in range(HALVINGS):
        middle = np.floor((low + high) / 2.0)
        rare = (middle > total) | (_log_chance(np.minimum(middle, total), total, p) <= limit)
        low, high = np.where(rare | (low >= high), low, middle + 1.0), np.where(rare, middle, high)
    beyond = np.where(high > total, 0.0, _tail(np.minimum(high, total), total - high, p))
    both = _tail(total - seen, seen, 1.0 - p) + beyond
    return np.where(seen == total * p, 1.0, np.minimum(1.0, both))


def _log_chance(part: FloatArray, total: FloatArray, share: FloatArray) -> FloatArray:
    special = need("scipy.special", wanted_by="An exact test")
    rest = total - part
    ways = special.gammaln(total + 1.0) - special.gammaln(part + 1.0) - special.gammaln(rest + 1.0)
    return np.asarray(ways + special.xlogy(part, share) + special.xlog1py(rest, -share))


def _undefined(
    p_value: FloatArray, first: FloatArray, second: FloatArray
) -> tuple[CheckResult, ...]:
    count = int((np.isnan(p_value) & ~np.isnan(first + second)).sum())
    if not count:
        return ()
    detail = f"{count} of {first.size} tests are not defined at a count of 0: use the exact method."
    return (CheckResult(name="counts_above_0", passed=False, detail=detail),)


def _score(first: FloatArray, second: FloatArray, odds: FloatArray) -> FloatArray:
    return np.asarray((first - second * odds) / np.sqrt((first + second) * odds))


def _wald(first: FloatArray, second: FloatArray, odds: FloatArray) -> FloatArray:
    return np.asarray((first - second * odds) / np.sqrt(first + second * odds**2))


def _log(first: FloatArray, second: FloatArray, odds: FloatArray) -> FloatArray:
    return np.asarray(np.log(first / second / odds) / np.sqrt(1.0 / first + 1.0 / second))


def _score_log(first: FloatArray, second: FloatArray, odds: FloatArray) -> FloatArray:
    spread = np.sqrt((2.0 + 1.0 / odds + odds) / (first + second))
    return np.asarray(np.log(first / second / odds) / spread)


def _sqrt(first: FloatArray, second: FloatArray, odds: FloatArray) -> FloatArray:
    away = np.sqrt(first + 0.375) - np.sqrt((second + 0.375) * odds)
    return np.asarray(2.0 * away / np.sqrt(1.0 + odds))


_STATISTICS: Final[dict[str, Callable[[FloatArray, FloatArray, FloatArray], FloatArray]]] = {
    "score": _score,
    "wald": _wald,
    "log": _log,
    "score_log": _score_log,
    "sqrt": _sqrt,
}
_NAMES: Final = {
    "exact": "exact conditional test, twice the smaller tail (central)",
    "exact_minlike": "exact conditional test, outcomes no more likely than the one seen (minlike)",
    "score": "score test",
    "wald": "Wald test of the difference",
    "log": "Wald test on the log scale",
    "score_log": "score test on the log scale",
    "sqrt": "test of square roots (Anscombe)",
}
