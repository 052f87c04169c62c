"""Two rates or counts: power and sample size.

What belongs here: plans for counts of events, Poisson or with more spread. What does not: the ratio
that can be found, which is in `detectable`, and shares of people, which are in `proportions`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import Alternative, FloatArray
from safetykit.stats.planning.answers import (
    Power,
    SampleSize,
    normal_cdf,
    quantiles,
    require_alpha,
)
from safetykit.stats.rates.limits import normal_quantile

__all__ = [
    "power_rate_difference",
    "power_rate_ratio",
    "sample_size_rates",
    "sample_size_square_root_rule",
]

ALTERNATIVES: Final = ("two-sided", "larger", "smaller")


def power_rate_ratio(
    rate1: ArrayLike,
    rate2: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    *,
    exposure: ArrayLike = 1.0,
    null_ratio: ArrayLike = 1.0,
    nb_dispersion: ArrayLike = 0.0,
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
) -> Power:
    """Return the power of a comparison of two rates by the logarithm of their ratio.

    The variance of the log ratio is `(1 / rate1 / n1 + 1 / rate2 / n2) / exposure +
    k (1 / n1 + 1 / n2)`, with k the negative binomial dispersion: the variance of a count is
    `mean + k mean**2`. It is *not* the variance over the mean that `dispersion` is elsewhere.
    With a `null_ratio` above 1 and `smaller` the test is for non-inferiority.

    Args:
        rate1: Events per unit of exposure in group 1, above 0, any shape.
        rate2: The same in group 2.
        n1: Units in group 1, above 0.
        n2: Units in group 2, above 0.
        exposure: Exposure of each unit, above 0, in the unit of the rates.
        null_ratio: The ratio `rate1 / rate2` that is tested, above 0.
        nb_dispersion: k, 0 or more; 0 is Poisson.
        alpha: The chance to find a difference where there is none; one-sided tests often take half.
        alternative: `two-sided`, or whether the test is for a `larger` or `smaller` ratio.

    Returns:
        A chance from 0 to 1. Two-sided, both tails count.

    Raises:
        InputError: A rate, size, exposure or ratio is not above 0; k is negative; the shapes do
            not fit; alpha or the alternative is unusable.

    References:
        Zhu and Lakkis (2014) Statistics in Medicine 33:376-387, variance under the alternative.
        PASS documentation, ratio of two Poisson rates.

    Examples:
        >>> plan = power_rate_ratio(
        ...     1.8, 2.2, 29, 29, exposure=2.5, null_ratio=1.2, alpha=0.025, alternative="smaller"
        ... )
        >>> round(plan.value, 4)
        0.9006
    """
    one, other, size1, size2, time, null, k = require_one_shape(
        rate1=require_positive("rate1", rate1),
        rate2=require_positive("rate2", rate2),
        n1=require_positive("n1", n1),
        n2=require_positive("n2", n2),
        exposure=require_positive("exposure", exposure),
        null_ratio=require_positive("null_ratio", null_ratio),
        nb_dispersion=require_k(nb_dispersion),
    )
    variance = (1.0 / (one * size1) + 1.0 / (other * size2)) / time
    variance = variance + k * (1.0 / size1 + 1.0 / size2)
    return Power(
        value=_power((np.log(one / other) - np.log(null)) / np.sqrt(variance), alpha, alternative),
        alpha=alpha,
        alternative=alternative,
        method="ratio of two rates, normal on the log scale, variance under the alternative",
        assumptions=assumptions(k),
    )


def power_rate_difference(
    rate1: ArrayLike,
    rate2: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    *,
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
) -> Power:
    """Return the power of a comparison of two Poisson rates by their difference.

    The variance of the difference is `rate1 / n1 + rate2 / n2`.

    Args:
        rate1: Events per unit in group 1, above 0, any shape.
        rate2: The same in group 2.
        n1: Units, or units of exposure, in group 1, above 0.
        n2: The same in group 2.
        alpha: The chance to find a difference where there is none, between 0 and 1.
        alternative: `two-sided`, or whether the test is for rate 1 `larger` or `smaller`.

    Returns:
        A chance from 0 to 1. Two-sided, both tails count.

    Raises:
        InputError: A rate or size is not above 0; the shapes do not fit; alpha or the alternative
            is unusable.

    References:
        PASS documentation, chapter 436, difference of two Poisson rates.

    Examples:
        >>> round(power_rate_difference(15, 10, 6, 8, alternative="larger").value, 4)
        0.8257
    """
    one, other, size1, size2 = require_one_shape(
        rate1=require_positive("rate1", rate1),
        rate2=require_positive("rate2", rate2),
        n1=require_positive("n1", n1),
        n2=require_positive("n2", n2),
    )
    effect = (one - other) / np.sqrt(one / size1 + other / size2)
    return Power(
        value=_power(effect, alpha, alternative),
        alpha=alpha,
        alternative=alternative,
        method="difference of two Poisson rates, normal, variance under the alternative",
        assumptions=assumptions(np.zeros(())),
    )


def sample_size_rates(
    rate1: ArrayLike,
    rate2: ArrayLike,
    *,
    exposure: ArrayLike = 1.0,
    nb_dispersion: ArrayLike = 0.0,
    power: float = 0.8,
    alpha: float = 0.05,
) -> SampleSize:
    """Return how many units each group needs to tell two rates apart (two-sided).

    With a variance v of `(1 / rate1 + 1 / rate2) / exposure + 2 k` it is
    `(z_alpha + z_power)**2 v / log(rate2 / rate1)**2`.

    Args:
        rate1: Events per unit of exposure in group 1, above 0, any shape.
        rate2: The same in group 2.
        exposure: Exposure of each unit, above 0, in the unit of the rates.
        nb_dispersion: k, 0 or more, where the variance of a count is `mean + k mean**2`.
        power: The chance to find the difference, between alpha and 1.
        alpha: The chance to find one where there is none, between 0 and 1.

    Returns:
        Units for each group; infinite where the rates are equal.

    Raises:
        InputError: A rate or exposure is not above 0; k is negative; the shapes do not fit; power
            or alpha is unusable.

    References:
        Zhu and Lakkis (2014) Statistics in Medicine 33:376-387, variance under the alternative.

    Examples:
        >>> sample_size_rates(0.8, 0.56).n_per_group_whole
        188.0
    """
    z = sum(quantiles(alpha, power))
    one, other, time, k = require_one_shape(
        rate1=require_positive("rate1", rate1),
        rate2=require_positive("rate2", rate2),
        exposure=require_positive("exposure", exposure),
        nb_dispersion=require_k(nb_dispersion),
    )
    variance = (1.0 / one + 1.0 / other) / time + 2.0 * k
    with np.errstate(divide="ignore"):
        n = z**2 * variance / np.log(other / one) ** 2
    return SampleSize(
        n_per_group=n,
        power=power,
        alpha=alpha,
        method="ratio of two rates, normal on the log scale (Zhu and Lakkis), two-sided",
        assumptions=assumptions(k),
    )


def sample_size_square_root_rule(mean1: ArrayLike, mean2: ArrayLike) -> SampleSize:
    """Return van Belle's rule of thumb for two Poisson means: `4 / (sqrt(m1) - sqrt(m2))**2`.

    It is for a power of 80% and a two-sided test at 5%, and for a first look.

    Args:
        mean1: Events expected per unit in group 1, above 0, any shape.
        mean2: The same in group 2.

    Returns:
        Units for each group; infinite where the means are equal.

    Raises:
        InputError: A mean is not above 0, or the shapes do not fit.

    References:
        van Belle (2008) Statistical Rules of Thumb, 2nd ed., 2.12.

    Examples:
        >>> sample_size_square_root_rule(30, 36).n_per_group_whole
        15.0
    """
    one, other = require_one_shape(
        mean1=require_positive("mean1", mean1), mean2=require_positive("mean2", mean2)
    )
    with np.errstate(divide="ignore"):
        n = 4.0 / (np.sqrt(one) - np.sqrt(other)) ** 2
    return SampleSize(
        n_per_group=n,
        power=0.8,
        alpha=0.05,
        method="square-root rule of thumb for two Poisson means (van Belle)",
        assumptions=assumptions(np.zeros(())),
    )


def _power(effect: FloatArray, alpha: float, alternative: Alternative) -> FloatArray:
    require_choice("alternative", alternative, ALTERNATIVES)
    tails = 2 if alternative == "two-sided" else 1
    z = normal_quantile(1.0 - require_alpha(alpha) / tails)
    above, below = normal_cdf(effect - z), normal_cdf(-effect - z)
    return {"two-sided": above + below, "larger": above, "smaller": below}[alternative]


def require_k(values: ArrayLike) -> FloatArray:
    """Return k of `variance = mean + k mean**2`, 0 or more."""
    array = require_numbers("nb_dispersion", values)
    bad = ~(array >= 0) | np.isinf(array)
    hint = "It is k in variance = mean + k mean**2; 0 is Poisson."
    refuse_where(bad, "nb_dispersion", array, "a number of 0 or more", hint=hint)
    return array


def assumptions(k: FloatArray) -> tuple[str, ...]:
    """Return what a plan for counts with such a k takes for granted."""
    spread = (
        "counts are Poisson; crime counts mostly vary more, and then the power is less"
        if np.all(k == 0)
        else "counts are negative binomial with the stated dispersion"
    )
    return (
        spread,
        "units are independent of each other",
        "the normal distribution is close enough; of means below 10 or so it is not",
    )
