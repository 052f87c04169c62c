"""The ratios of two rates that could be found, given how much is counted.

What belongs here: plans for counts, solved for the effect. What does not: power and sample size for
counts, which are in `counts`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import require_one_shape, require_positive
from safetykit.stats.estimate import FloatArray
from safetykit.stats.planning.answers import (
    DetectableEffect,
    halve,
    quantiles,
    undetectable_check,
)
from safetykit.stats.planning.counts import assumptions, require_k

__all__ = ["detectable_rate_ratio"]


def detectable_rate_ratio(
    control_mean: ArrayLike,
    n_per_group: ArrayLike = 1.0,
    *,
    nb_dispersion: ArrayLike = 0.0,
    power: float = 0.8,
    alpha: float = 0.05,
) -> DetectableEffect:
    """Return the ratios nearest to 1 that would be found (two-sided).

    It is `sample_size_rates` solved for the second rate. With one unit in each group this is one
    area compared with another, or a year with a year.

    Args:
        control_mean: Events expected per unit in the comparison group, above 0, any shape.
        n_per_group: Units in each group, above 0.
        nb_dispersion: k, 0 or more, where the variance of a count is `mean + k mean**2`.
        power: The chance to find the ratio, between alpha and 1.
        alpha: The chance to find one where there is none, between 0 and 1.

    Returns:
        Ratios to the comparison group: `decrease` below 1, `increase` above. 0.67 means that a
        fall by less than 33% would likely be missed. `decrease` is nan where counts are so small
        that no fall would be found, and the check `decrease_detectable` fails.

    Raises:
        InputError: A mean or number is not above 0; k is negative; the shapes do not fit; power or
            alpha is unusable.

    References:
        As for `sample_size_rates`.

    Examples:
        >>> found = detectable_rate_ratio(120)
        >>> round(found.decrease, 2), round(found.increase, 2)
        (0.67, 1.4)
    """
    z2 = sum(quantiles(alpha, power)) ** 2
    mean, n, k = require_one_shape(
        control_mean=require_positive("control_mean", control_mean),
        n_per_group=require_positive("n_per_group", n_per_group),
        nb_dispersion=require_k(nb_dispersion),
    )

    def seen(log_ratio: FloatArray) -> FloatArray:
        return n * log_ratio**2 - z2 * ((1.0 + np.exp(-log_ratio)) / mean + 2.0 * k)

    most = np.sqrt(z2 * (2.0 / mean + 2.0 * k) / n)
    increase = halve(seen, np.zeros(mean.shape), most)
    with np.errstate(over="ignore"):  # infinite where no rise at all would be found
        rise = np.exp(increase)
    best = _most_visible_fall(1.0 + 2.0 * k * mean)
    decrease = halve(lambda fall: seen(-fall), np.zeros(mean.shape), best)
    ratio = np.where(seen(-best) < 0, np.nan, np.exp(-decrease))
    return DetectableEffect(
        decrease=ratio,
        increase=rise,
        power=power,
        alpha=alpha,
        method="ratio of two rates, normal on the log scale (Zhu and Lakkis), two-sided",
        assumptions=assumptions(k),
        checks=undetectable_check(ratio, "decrease"),
    )


def _most_visible_fall(c: FloatArray) -> FloatArray:
    """Return the v at which `v**2 / (c + exp(v))` is greatest: `2 c exp(-v) == v - 2`."""
    return halve(
        lambda v: v - 2.0 - 2.0 * c * np.exp(-v),
        np.full(c.shape, 2.0),
        2.0 + 2.0 * c * np.exp(-2.0),
    )
