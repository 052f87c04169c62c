"""Shares that a survey published: a weighted share, its base and its design effect.

What belongs here: intervals where the answers themselves are not at hand. What does not: estimates
from answers and weights; they are in `surveys`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_confidence,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, FloatOrArray, read_only
from safetykit.stats.rates.limits import Bounds, normal_quantile, wilson_limits

__all__ = ["difference_of_survey_shares", "implied_design_effect", "survey_share"]

SMALL_BASE: Final = 50
_ASSUMPTIONS: Final = (
    "those who did not answer are like those with the same weights who did",
    "the design effect holds for this question",
)


def survey_share(
    share: ArrayLike,
    base: ArrayLike,
    *,
    design_effect: ArrayLike = 1.0,
    rounding: ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Estimate:
    """Return a published weighted share with the Wilson interval of its effective base.

    Args:
        share: (...) the weighted share, from 0 to 1; nan for "not published".
        base: (...) how many people answered, unweighted, above 0.
        design_effect: (...) how much the design multiplies the variance, above 0: the square of a
            design factor. 1 is a simple random sample, which few surveys are.
        rounding: (...) half of the last digit that was published, 0.005 for a share in whole
            percent; both ends of the interval move outwards by it.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        The share. The check `small_base` fails below 50 people.

    Raises:
        InputError: A share is not from 0 to 1, a base or design effect not above 0, a rounding
            negative; the shapes do not fit; the confidence is unusable.

    References:
        Korn and Graubard (1998) Survey Methodology 24:193-201 (effective base in an interval for
        proportions). Kish (1965) Survey Sampling, 11.7.

    Examples:
        >>> good_job = survey_share(0.52, 346, design_effect=2.5)
        >>> round(float(good_job.low), 3), round(float(good_job.high), 3)
        (0.437, 0.602)
    """
    level = require_confidence(confidence)
    p, n, effect, half = _require_share(share, base, design_effect, rounding)
    low, high = _limits(p, n / effect, half, 1.0 - level)
    return Estimate(
        value=p,
        low=low,
        high=high,
        level=level,
        method="published share, Wilson interval of the effective base",
        assumptions=_ASSUMPTIONS,
        checks=(_small(n),),
    )


def difference_of_survey_shares(
    share1: ArrayLike,
    base1: ArrayLike,
    share2: ArrayLike,
    base2: ArrayLike,
    *,
    design_effect1: ArrayLike = 1.0,
    design_effect2: ArrayLike = 1.0,
    rounding1: ArrayLike = 0.0,
    rounding2: ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Estimate:
    """Return share 1 less share 2 of two separate samples, with an interval.

    The interval joins the Wilson limits of both effective bases (Newcombe's method 10).

    Args:
        share1: (...) the first weighted share; see `survey_share` for all arguments.
        base1: (...) its unweighted base.
        share2: (...) the second weighted share.
        base2: (...) its unweighted base.
        design_effect1: (...) the design effect of the first.
        design_effect2: (...) the design effect of the second.
        rounding1: (...) half of the last digit of the first.
        rounding2: (...) half of the last digit of the second.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        A difference from -1 to 1 (0.05 is five percentage points).

    Raises:
        InputError: As in `survey_share`.

    References:
        Newcombe (1998) Statistics in Medicine 17:873-890.

    Examples:
        >>> change = difference_of_survey_shares(0.8, 70, 0.6, 80)
        >>> round(float(change.low), 4), round(float(change.high), 4)
        (0.0524, 0.3339)
    """
    level = require_confidence(confidence)
    p1, n1, effect1, half1 = _require_share(share1, base1, design_effect1, rounding1)
    p2, n2, effect2, half2 = _require_share(share2, base2, design_effect2, rounding2)
    low1, high1 = _limits(p1, n1 / effect1, half1, 1.0 - level)
    low2, high2 = _limits(p2, n2 / effect2, half2, 1.0 - level)
    return Estimate(
        value=p1 - p2,
        low=p1 - p2 - np.hypot(p1 - low1, high2 - p2),
        high=p1 - p2 + np.hypot(high1 - p1, p2 - low2),
        level=level,
        method="difference of published shares, from the Wilson limits of both effective bases",
        assumptions=(*_ASSUMPTIONS, "the two samples are independent"),
        checks=(_small(np.minimum(n1, n2)),),
    )


def implied_design_effect(
    share: ArrayLike, base: ArrayLike, low: ArrayLike, high: ArrayLike, *, confidence: float = 0.95
) -> FloatOrArray:
    """Return the design effect that a published normal interval of a share implies.

    It is the square of the interval's standard error over that of a simple random sample.

    Args:
        share: (...) the weighted share, above 0 and below 1.
        base: (...) the unweighted base.
        low: (...) the lower end of the interval, below the share.
        high: (...) the upper end, above the share.
        confidence: The level of the published interval.

    Raises:
        InputError: A share is not between 0 and 1, or not between its ends; the base is not above
            0; the shapes do not fit.

    References:
        Kish (1965) Survey Sampling, 8.2 (the design effect).

    Examples:
        >>> round(implied_design_effect(0.5, 400, 0.43, 0.57), 2)
        2.04
    """
    level = require_confidence(confidence)
    p, n, lower, upper = require_one_shape(
        share=require_numbers("share", share),
        base=require_positive("base", base),
        low=require_numbers("low", low),
        high=require_numbers("high", high),
    )
    refuse_where((p <= 0) | (p >= 1), "share", p, "a share above 0 and below 1")
    refuse_where((lower >= p) | (upper <= p), "low", lower, "ends on both sides of the share")
    error = (upper - lower) / (2.0 * normal_quantile(0.5 + level / 2.0))
    return read_only(error**2 * n / (p * (1.0 - p)))


def _require_share(
    share: ArrayLike, base: ArrayLike, effect: ArrayLike, rounding: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    p, n, deff, half = require_one_shape(
        share=require_numbers("share", share),
        base=require_positive("base", base),
        design_effect=require_positive("design_effect", effect),
        rounding=require_numbers("rounding", rounding),
    )
    hint = "62% is 0.62."
    refuse_where((p < 0) | (p > 1), "share", p, "a share from 0 to 1", hint=hint)
    refuse_where((half < 0) | np.isnan(half), "rounding", half, "a number of 0 or more")
    return p, n, deff, half


def _limits(share: FloatArray, base: FloatArray, rounding: FloatArray, alpha: float) -> Bounds:
    low, high = wilson_limits(share * base, base, alpha)
    return np.maximum(low - rounding, 0.0), np.minimum(high + rounding, 1.0)


def _small(base: FloatArray) -> CheckResult:
    fewest = float(np.min(base)) if base.size else float(SMALL_BASE)
    detail = f"{fewest:,g} people is the smallest base; below {SMALL_BASE} a share says little."
    return CheckResult(name="small_base", passed=fewest >= SMALL_BASE, detail=detail)
