"""What a relative rate could be, whoever those are whose group is not stated.

What belongs here: bounds that assume nothing of what is missing. What does not: the rates and their
bases, which are in `relative_rates`.
"""

from __future__ import annotations

import functools

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import require_counts, require_one_shape
from safetykit.stats.disproportionality.relative_rates import Base, relative_rate
from safetykit.stats.estimate import Estimate, FloatArray, FloatOrArray, comparable, read_only
from safetykit.stats.rates.ratios import RatioMethod

__all__ = ["NotStatedBounds", "not_stated_bounds"]


@attrs.frozen(kw_only=True)
class NotStatedBounds:
    """What a relative rate could be, whoever those are whose group is not stated.

    Attributes:
        as_stated: The ratio of the events whose group is stated.
        lowest: The ratio if all others were of the reference group.
        highest: The ratio if all others were of the group.
        bounds: As stated, with an interval from the lower limit of the lowest to the upper limit
            of the highest: chance and "not stated" together.
        not_stated_share: The share of events without a group.
        base: Of whom the rates are, as it was named.
    """

    as_stated: Estimate
    lowest: Estimate
    highest: Estimate
    bounds: Estimate
    not_stated_share: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    base: Base


def not_stated_bounds(
    group_count: ArrayLike,
    group_base: ArrayLike,
    reference_count: ArrayLike,
    reference_base: ArrayLike,
    not_stated_count: ArrayLike,
    *,
    base: Base,
    other_count: ArrayLike = 0.0,
    visitors_dominate: bool | None = None,
    confidence: float = 0.95,
    method: RatioMethod = "exact",
    dispersion: ArrayLike = 1.0,
) -> NotStatedBounds:
    """Return the least and greatest relative rate that events without a group leave open.

    To share them out as the others are is a guess: who does not state a group, or is not asked,
    need not be like the rest. These bounds assume nothing about them.

    Args:
        group_count: Events of the group, any shape; nan means "not reported".
        group_base: How many of the group are in the base, above 0.
        reference_count: Events of the reference group.
        reference_base: How many of the reference group are in the base, above 0.
        not_stated_count: Events whose group is not stated.
        base: Of whom the rates are, as for `relative_rate`.
        other_count: Events of all other groups, for the share only.
        visitors_dominate: As for `relative_rate`.
        confidence: The level of the intervals, between 0 and 1.
        method: The interval of the ratios, as for `relative_rate`.
        dispersion: Variance over mean of the counts, 1 or more.

    Returns:
        The ratio as stated, the extremes, and the interval that holds them.

    Raises:
        InputError: As for `relative_rate`.

    References:
        Horowitz and Manski (2000) Journal of the American Statistical Association 95:77-84
        (bounds that assume nothing about what is missing).

    Examples:
        >>> found = not_stated_bounds(40, 5000, 400, 200_000, 60, base="residents")
        >>> [round(e.value, 2) for e in (found.lowest, found.as_stated, found.highest)]
        [3.48, 4.0, 10.0]
        >>> round(found.not_stated_share, 2)
        0.12
    """
    group, reference, unknown, other = require_one_shape(
        group_count=require_counts("group_count", group_count),
        reference_count=require_counts("reference_count", reference_count),
        not_stated_count=require_counts("not_stated_count", not_stated_count),
        other_count=require_counts("other_count", other_count),
    )
    compared = functools.partial(
        relative_rate,
        base=base,
        visitors_dominate=visitors_dominate,
        confidence=confidence,
        method=method,
        dispersion=dispersion,
    )
    stated = compared(group, group_base, reference, reference_base).ratio
    lowest = compared(group, group_base, reference + unknown, reference_base).ratio
    highest = compared(group + unknown, group_base, reference, reference_base).ratio
    return NotStatedBounds(
        as_stated=stated,
        lowest=lowest,
        highest=highest,
        bounds=_between(stated, lowest, highest),
        not_stated_share=_share(unknown, group + reference + unknown + other),
        base=base,
    )


def _between(stated: Estimate, lowest: Estimate, highest: Estimate) -> Estimate:
    """Return the ratio as stated, with the interval that holds those of both extremes."""
    return attrs.evolve(
        stated,
        low=lowest.low,
        high=highest.high,
        method=f"{stated.method}; bounds over all who are not stated",
    )


def _share(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.where(whole == 0, np.nan, part / np.where(whole == 0, 1.0, whole))
