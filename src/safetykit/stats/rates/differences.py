"""The difference of two proportions, with intervals.

What belongs here: methods for two shares, such as satisfaction before and after. What does not:
one share, which is in `one_count`.
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
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import Estimate, FloatArray
from safetykit.stats.rates.limits import Bounds, normal_quantile, wilson_limits
from safetykit.stats.rates.one_count import missing_check

__all__ = ["DifferenceMethod", "difference_of_proportions"]

DifferenceMethod: TypeAlias = Literal["newcombe", "miettinen_nurminen", "mee", "agresti_caffo"]

HALVINGS: Final = 60
POLISHES: Final = 2


def difference_of_proportions(
    count1: ArrayLike,
    n1: ArrayLike,
    count2: ArrayLike,
    n2: ArrayLike,
    *,
    confidence: float = 0.95,
    method: DifferenceMethod = "newcombe",
) -> Estimate:
    """Return share 1 less share 2, with an interval.

    `newcombe` joins the Wilson limits of both shares (Newcombe's method 10). `mee` inverts the
    score test, and `miettinen_nurminen` does so with the variance multiplied by N / (N - 1).
    `agresti_caffo` adds one with and one without to each sample; its limits may pass -1 and 1.

    Args:
        count1: How many of the first have the property, any shape; nan means "not reported".
        n1: How many the first are, a whole number of 1 or more, any shape that fits.
        count2: How many of the second have it.
        n2: How many the second are.
        confidence: The level of the interval, between 0 and 1.
        method: `newcombe`, `miettinen_nurminen`, `mee` or `agresti_caffo`.

    Returns:
        A difference of shares from -1 to 1 (0.05 is five percentage points).

    Raises:
        InputError: A count is negative, not whole or above its n; an n is below 1 or not whole;
            the shapes do not fit; the confidence or method is unusable.

    References:
        Newcombe (1998) Statistics in Medicine 17:873-890. Miettinen and Nurminen (1985) Statistics
        in Medicine 4:213-226. Mee (1984) Biometrics 40:1175-1176. Agresti and Caffo (2000) The
        American Statistician 54:280-288.

    Examples:
        >>> change = difference_of_proportions(56, 70, 48, 80)
        >>> round(change.low, 4), round(change.value, 4), round(change.high, 4)
        (0.0524, 0.2, 0.3339)
    """
    level = require_confidence(confidence)
    require_choice("method", method, _LIMITS)
    part1, whole1, part2, whole2 = require_one_shape(
        count1=require_counts("count1", count1),
        n1=require_counts("n1", require_positive("n1", n1)),
        count2=require_counts("count2", count2),
        n2=require_counts("n2", require_positive("n2", n2)),
    )
    refuse_where(part1 > whole1, "count1", part1, "a count that is not above n1")
    refuse_where(part2 > whole2, "count2", part2, "a count that is not above n2")
    low, high = _LIMITS[method](part1, whole1, part2, whole2, 1.0 - level)
    return Estimate(
        value=part1 / whole1 - part2 / whole2,
        low=low,
        high=high,
        level=level,
        method=f"difference of proportions, {_NAMES[method]}",
        assumptions=(
            "each one counted is independent of the others, and has the chance of its sample",
            "the two samples are independent",
        ),
        checks=missing_check(part1, part2),
    )


def _newcombe(
    count1: FloatArray, n1: FloatArray, count2: FloatArray, n2: FloatArray, alpha: float
) -> Bounds:
    share1, share2 = count1 / n1, count2 / n2
    low1, high1 = wilson_limits(count1, n1, alpha)
    low2, high2 = wilson_limits(count2, n2, alpha)
    difference = share1 - share2
    return (
        difference - np.hypot(share1 - low1, high2 - share2),
        difference + np.hypot(high1 - share1, share2 - low2),
    )


def _agresti_caffo(
    count1: FloatArray, n1: FloatArray, count2: FloatArray, n2: FloatArray, alpha: float
) -> Bounds:
    share1, share2 = (count1 + 1.0) / (n1 + 2.0), (count2 + 1.0) / (n2 + 2.0)
    variance = share1 * (1.0 - share1) / (n1 + 2.0) + share2 * (1.0 - share2) / (n2 + 2.0)
    spread = normal_quantile(1.0 - alpha / 2.0) * np.sqrt(variance)
    return share1 - share2 - spread, share1 - share2 + spread


def _mee(
    count1: FloatArray, n1: FloatArray, count2: FloatArray, n2: FloatArray, alpha: float
) -> Bounds:
    return _inverted_score(count1, n1, count2, n2, alpha)


def _miettinen_nurminen(
    count1: FloatArray, n1: FloatArray, count2: FloatArray, n2: FloatArray, alpha: float
) -> Bounds:
    total = n1 + n2
    return _inverted_score(count1, n1, count2, n2, alpha, factor=total / (total - 1.0))


def _inverted_score(
    count1: FloatArray,
    n1: FloatArray,
    count2: FloatArray,
    n2: FloatArray,
    alpha: float,
    *,
    factor: FloatArray | float = 1.0,
) -> Bounds:
    """Return the differences that the score test just does not reject, found by halving."""
    difference = count1 / n1 - count2 / n2
    z2 = normal_quantile(1.0 - alpha / 2.0) ** 2

    def edge(extreme: float) -> FloatArray:
        inside, outside = difference.copy(), np.full(difference.shape, extreme)
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2.0
            variance = factor * _variance_given(middle, count1, n1, count2, n2)
            kept = (difference - middle) ** 2 <= z2 * variance
            inside, outside = np.where(kept, middle, inside), np.where(kept, outside, middle)
        return np.where(np.isnan(difference), np.nan, inside)

    return edge(-1.0), edge(1.0)


def _variance_given(
    difference: FloatArray, count1: FloatArray, n1: FloatArray, count2: FloatArray, n2: FloatArray
) -> FloatArray:
    """Return the variance of the difference at the likeliest shares that differ by so much.

    The likelihood equation for share 2 is a cubic with one root in range, given in closed form.
    """
    total = n1 + n2
    a2 = ((n1 + 2.0 * n2) * difference - total - count1 - count2) / (3.0 * total)
    a1 = ((n2 * difference - total - 2.0 * count2) * difference + count1 + count2) / (3.0 * total)
    a0 = count2 * difference * (1.0 - difference) / total
    q = a2**3 - 1.5 * a1 * a2 + a0 / 2.0
    p = np.where(q < 0, -1.0, 1.0) * np.sqrt(np.maximum(a2**2 - a1, 0.0))
    cube = np.where(p == 0.0, 1.0, p**3)
    angle = (np.pi + np.arccos(np.clip(q / cube, -1.0, 1.0))) / 3.0
    share2 = np.clip(2.0 * p * np.cos(angle) - a2, 0.0, 1.0)
    for _ in range(POLISHES):
        share2 = _nearer(share2, difference, (count1, n1, count2, n2))
    share1 = np.clip(share2 + difference, 0.0, 1.0)
    return np.asarray(share1 * (1.0 - share1) / n1 + share2 * (1.0 - share2) / n2)


def _nearer(
    share2: FloatArray, difference: FloatArray, table: tuple[FloatArray, ...]
) -> FloatArray:
    """Return share 2 after a Newton step: the closed form loses digits of very small shares."""
    (count1, n1, count2, n2), share1 = table, share2 + difference
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        with1, without1 = count1 / share1, (n1 - count1) / (1.0 - share1)
        with2, without2 = count2 / share2, (n2 - count2) / (1.0 - share2)
        slope = with1 - without1 + with2 - without2
        curve = with1 / share1 + without1 / (1.0 - share1)
        curve = curve + with2 / share2 + without2 / (1.0 - share2)
        new = share2 + slope / curve
        fits = (new > 0.0) & (new < 1.0) & (new + difference > 0.0) & (new + difference < 1.0)
    return np.where(fits, new, share2)


_Limits: TypeAlias = Callable[[FloatArray, FloatArray, FloatArray, FloatArray, float], Bounds]
_LIMITS: Final[dict[str, _Limits]] = {
    "newcombe": _newcombe,
    "miettinen_nurminen": _miettinen_nurminen,
    "mee": _mee,
    "agresti_caffo": _agresti_caffo,
}
_NAMES: Final = {
    "newcombe": "interval from the Wilson limits of both (Newcombe's method 10)",
    "miettinen_nurminen": "score interval of Miettinen and Nurminen",
    "mee": "score interval of Mee",
    "agresti_caffo": "interval of Agresti and Caffo, one added to each cell",
}
