"""The E-test of two Poisson rates.

What belongs here: the test of Krishnamoorthy and Thomson. What does not: other tests of two rates,
which are in `ratio_tests`.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError
from safetykit.extras import need
from safetykit.stats._inputs import (
    require_choice,
    require_counts,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import Alternative, FloatArray, SignificanceTest
from safetykit.stats.rates.one_count import missing_check
from safetykit.stats.rates.ratio_tests import ALTERNATIVES

__all__ = ["poisson_e_test"]

TIE: Final = 1e-9
TAIL_SIGMAS: Final = 9.0
MOST_EVENTS: Final = 1e10  # some 100 MB


def poisson_e_test(
    count1: ArrayLike,
    exposure1: ArrayLike,
    count2: ArrayLike,
    exposure2: ArrayLike,
    *,
    alternative: Alternative = "two-sided",
) -> SignificanceTest:
    """Return the E-test that two Poisson rates are equal.

    The statistic is the difference of the rates over its standard error. Its p-value is not
    normal but counted: the chance of a statistic as extreme when both counts are Poisson with the
    pooled rate ("E" is for estimated). It has more power than the exact conditional test.

    Args:
        count1: Events of the first rate, any shape; nan means "not reported" and answers nan.
        exposure1: Its population, time or length at risk, above 0, any shape that fits.
        count2: Events of the second rate.
        exposure2: Its exposure, in the unit of `exposure1`.
        alternative: `two-sided`, or whether rate 1 is `larger` or `smaller`.

    Returns:
        The test. Two counts of 0 have a statistic of 0 and a p-value of 1.

    Raises:
        InputError: A count is negative, infinite or not whole; an exposure is not above 0; the
            shapes do not fit; the alternative is not known.
        AnalysisError: There are more than 10,000,000,000 events.

    References:
        Krishnamoorthy and Thomson (2004) Journal of Statistical Planning and Inference 119:23-35.

    Examples:
        >>> round(poisson_e_test(6, 1, 2, 1).p_value, 4)
        0.1749
    """
    require_choice("alternative", alternative, ALTERNATIVES)
    first, base1, second, base2 = require_one_shape(
        count1=require_counts("count1", count1),
        exposure1=require_positive("exposure1", exposure1),
        count2=require_counts("count2", count2),
        exposure2=require_positive("exposure2", exposure2),
    )
    _refuse_too_many(first + second)
    statistic = _statistic(first, base1, second, base2)
    p_value = np.full(first.shape, np.nan)
    for place in np.argwhere(~np.isnan(statistic)):
        at = tuple(place)
        pooled = (first[at] + second[at]) / (base1[at] + base2[at])
        p_value[at] = _p(float(statistic[at]), pooled, base1[at], base2[at], alternative)
    return SignificanceTest(
        statistic=statistic,
        p_value=p_value,
        alternative=alternative,
        method="E-test of two Poisson rates (Krishnamoorthy and Thomson)",
        assumptions=(
            "events are independent: the variance of a count equals its mean (Poisson)",
            "the two counts are independent",
        ),
        checks=missing_check(first, second),
    )


def _refuse_too_many(events: FloatArray) -> None:
    most = float(np.nan_to_num(events).max(initial=0.0))
    if most > MOST_EVENTS:
        reason = f"{most:,.0f} events are too many to go through one by one"
        raise AnalysisError("E-test", reason, hint="rate_ratio_test answers for any number.")


def _statistic(
    first: FloatArray, base1: FloatArray, second: FloatArray, base2: FloatArray
) -> FloatArray:
    """Return the difference of the rates over its standard error; 0 where nothing happened."""
    spread = np.sqrt(first / base1**2 + second / base2**2)
    nothing = spread == 0
    away = first / base1 - second / base2
    return np.where(nothing, 0.0, away / np.where(nothing, 1.0, spread))


def _p(t: float, rate: float, base1: float, base2: float, alternative: Alternative) -> float:
    if alternative == "two-sided":
        above, below = _beyond(abs(t), rate, base1, base2), _beyond(abs(t), rate, base2, base1)
        return 1.0 if t == 0.0 else min(1.0, above + below)
    if alternative == "smaller":
        t, base1, base2 = -t, base2, base1
    if t > 0.0:
        return _beyond(t, rate, base1, base2)
    return 1.0 - _beyond(-t, rate, base2, base1, strictly=True)


def _beyond(t: float, rate: float, base1: float, base2: float, *, strictly: bool = False) -> float:
    """Return the chance that count 1 is ahead by a statistic of t or more, t not negative.

    For each count 1, the largest count 2 with that statistic is the smaller root of
    `(y1 / base1 - y2 / base2)**2 == t**2 * (y1 / base1**2 + y2 / base2**2)`.
    """
    special = need("scipy.special", wanted_by="The E-test")
    mean = rate * base1
    reach = TAIL_SIGMAS * math.sqrt(mean) + 30.0
    ones = np.arange(max(1.0, math.floor(mean - reach)), math.ceil(mean + reach) + 1.0)
    each = ones / base1
    middle = 2.0 * each + t**2 / base2
    product = each**2 - t**2 * each / base1
    root = 2.0 * product / (middle + np.sqrt(np.maximum(middle**2 - 4.0 * product, 0.0)))
    largest = _whole_below(base2 * root, strictly=strictly)
    chance = np.where(largest >= 0, special.pdtr(np.maximum(largest, 0.0), rate * base2), 0.0)
    log_weight = special.xlogy(ones, mean) - mean - special.gammaln(ones + 1.0)
    return float((np.exp(log_weight) * chance).sum())


def _whole_below(root: FloatArray, *, strictly: bool) -> FloatArray:
    slack = TIE * (1.0 + np.abs(root))
    return np.asarray(np.ceil(root - slack) - 1.0 if strictly else np.floor(root + slack))
