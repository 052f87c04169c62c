"""Two proportions: power, sample size, and the difference that can be found.

What belongs here: plans for shares of people or places. What does not: counts of events, which are
in `counts`.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, FloatArray
from safetykit.stats.planning.answers import (
    DetectableEffect,
    Power,
    SampleSize,
    halve,
    normal_cdf,
    quantiles,
    require_alpha,
    undetectable_check,
)
from safetykit.stats.rates.limits import normal_quantile

__all__ = [
    "detectable_difference_of_proportions",
    "power_two_proportions",
    "sample_size_two_proportions",
]

TAILS: Final = {"two-sided": 2, "larger": 1, "smaller": 1}
FEW: Final = 5.0


def power_two_proportions(
    p1: ArrayLike,
    p2: ArrayLike,
    n_per_group: ArrayLike,
    *,
    alpha: float = 0.05,
    alternative: Literal["two-sided", "larger", "smaller"] = "two-sided",
) -> Power:
    """Return the power of a comparison of two proportions.

    With z the normal quantile of `1 - alpha / tails` and p the mean of both proportions, it is the
    chance below `(sqrt(n) d - z sqrt(2 p (1 - p))) / sqrt(p1 (1 - p1) + p2 (1 - p2))`, d being the
    difference in the direction tested. Two-sided, as in R's power.prop.test, d has no sign, and
    the chance to find a difference in the wrong direction is not counted.

    Args:
        p1: The first proportion, strictly between 0 and 1, any shape.
        p2: The second proportion.
        n_per_group: How many are in each group, above 0.
        alpha: The chance to find a difference where there is none, between 0 and 1.
        alternative: `two-sided`, or whether the test is for proportion 1 `larger` or `smaller`.

    Returns:
        A chance from 0 to 1.

    Raises:
        InputError: A proportion is not between 0 and 1; a number is not above 0; the shapes do not
            fit; alpha or the alternative is unusable.

    References:
        Fleiss, Levin and Paik (2003) Statistical Methods for Rates and Proportions, 3rd ed.,
        chapter 4, without continuity correction. R, stats::power.prop.test.

    Examples:
        >>> round(power_two_proportions(0.5, 0.75, 50).value, 3)
        0.74
    """
    require_choice("alternative", alternative, TAILS)
    z = normal_quantile(1.0 - require_alpha(alpha) / TAILS[alternative])
    one, other, n = require_one_shape(
        p1=_require_share("p1", p1),
        p2=_require_share("p2", p2),
        n_per_group=require_positive("n_per_group", n_per_group),
    )
    away = one - other
    difference = {"two-sided": np.abs(away), "larger": away, "smaller": -away}[alternative]
    return Power(
        value=_power(difference, (one, other), n, z),
        alpha=alpha,
        alternative=alternative,
        method="two proportions, normal approximation, one tail counted",
        assumptions=_ASSUMPTIONS,
        checks=_few(one, other, n),
    )


def sample_size_two_proportions(
    p1: ArrayLike,
    p2: ArrayLike,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: Literal[1, 2] = 2,
) -> SampleSize:
    """Return how many are needed in each group to tell two proportions apart.

    It is `power_two_proportions` solved for n.

    Args:
        p1: The first proportion, strictly between 0 and 1, any shape.
        p2: The second proportion.
        power: The chance to find the difference, between alpha and 1.
        alpha: The chance to find one where there is none, between 0 and 1.
        sides: 2 for a two-sided test, 1 for a test in the direction of the difference.

    Returns:
        Units for each group; infinite where the proportions are equal.

    Raises:
        InputError: A proportion is not between 0 and 1; the shapes do not fit; power, alpha or
            sides are unusable.

    References:
        As for `power_two_proportions`.

    Examples:
        >>> sample_size_two_proportions(0.1, 0.2).n_per_group_whole
        199.0
    """
    require_choice("sides", str(sides), ("1", "2"))
    z_alpha, z_power = quantiles(alpha, power, tails=sides)
    one, other = require_one_shape(p1=_require_share("p1", p1), p2=_require_share("p2", p2))
    null, true = _spreads(one, other)
    with np.errstate(divide="ignore"):
        n = ((z_alpha * null + z_power * true) / np.abs(one - other)) ** 2
    return SampleSize(
        n_per_group=n,
        power=power,
        alpha=alpha,
        method=f"two proportions, normal approximation, {sides}-sided",
        assumptions=_ASSUMPTIONS,
        checks=_few(one, other, n),
    )


def detectable_difference_of_proportions(
    baseline: ArrayLike, n_per_group: ArrayLike, *, power: float = 0.8, alpha: float = 0.05
) -> DetectableEffect:
    """Return the smallest differences from a proportion that would be found (two-sided).

    Args:
        baseline: The proportion in the comparison group, strictly between 0 and 1, any shape.
        n_per_group: How many are in each group, above 0.
        power: The chance to find the difference, between alpha and 1.
        alpha: The chance to find one where there is none, between 0 and 1.

    Returns:
        Differences as proportions (0.05 is 5 percentage points), both above 0; nan where not even
        a fall to 0, or a rise to 1, would be found.

    Raises:
        InputError: A proportion is not between 0 and 1; a number is not above 0; the shapes do not
            fit; power or alpha is unusable.

    References:
        As for `power_two_proportions`, solved for the difference.

    Examples:
        >>> found = detectable_difference_of_proportions(0.3, 400)
        >>> round(found.decrease, 3), round(found.increase, 3)
        (0.086, 0.094)
    """
    z_alpha, z_power = quantiles(alpha, power)
    base, n = require_one_shape(
        baseline=_require_share("baseline", baseline),
        n_per_group=require_positive("n_per_group", n_per_group),
    )
    wanted = float(normal_cdf(np.asarray(z_power)))
    found = []
    for sign, room in ((-1.0, base), (1.0, 1.0 - base)):

        def short(difference: FloatArray, sign: float = sign) -> FloatArray:
            return _power(difference, (base, base + sign * difference), n, z_alpha) - wanted

        difference = halve(short, np.zeros(base.shape), room)
        found.append(np.where(short(room) < 0, np.nan, difference))
    return DetectableEffect(
        decrease=found[0],
        increase=found[1],
        power=power,
        alpha=alpha,
        method="two proportions, normal approximation, two-sided, one tail counted",
        assumptions=_ASSUMPTIONS,
        checks=(
            *undetectable_check(found[0], "decrease"),
            *undetectable_check(found[1], "increase"),
        ),
    )


def _power(
    difference: FloatArray, shares: tuple[FloatArray, FloatArray], n: FloatArray, z: float
) -> FloatArray:
    null, true = _spreads(*shares)
    return normal_cdf((np.sqrt(n) * difference - z * null) / true)


def _spreads(one: FloatArray, other: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the spread of the difference of one pair, without and with a difference."""
    mean = (one + other) / 2.0
    null = np.sqrt(2.0 * mean * (1.0 - mean))
    return null, np.sqrt(np.maximum(one * (1.0 - one) + other * (1.0 - other), 0.0))


def _require_share(field: str, values: ArrayLike) -> FloatArray:
    array = require_numbers(field, values)
    hint = "12% is 0.12."
    bad = ~((array > 0) & (array < 1))
    refuse_where(bad, field, array, "a proportion between 0 and 1", hint=hint)
    return array


def _few(one: FloatArray, other: FloatArray, n: FloatArray) -> tuple[CheckResult, ...]:
    least = np.minimum.reduce([one, other, 1.0 - one, 1.0 - other]) * n
    small = int((least < FEW).sum())
    if not small:
        return ()
    detail = (
        f"In {small} of {least.size} plans fewer than {FEW:g} with, or without, the outcome are "
        "expected in a group: the normal approximation is poor."
    )
    return (CheckResult(name="small_expected_count", passed=False, detail=detail),)


_ASSUMPTIONS: Final = (
    "each unit is independent: for people in clusters see design_effect",
    "both groups are of the same size",
    "the normal distribution is close enough to that of the difference",
)
