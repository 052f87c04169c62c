"""The rate of one group over that of another, each on a base that is named.

What belongs here: relative rates, and what they could be once "not stated" is counted. What does
not: two by two tables of people, which are in `two_by_two`.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    require_choice,
    require_counts,
    require_one_positive,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.one_count import rate
from safetykit.stats.rates.ratios import RatioMethod, rate_ratio

__all__ = ["Base", "NotStatedBounds", "RelativeRate", "not_stated_bounds", "relative_rate"]

Base: TypeAlias = Literal[
    "residents",
    "residents_despite_visitors",
    "people_present",
    "road_users",
    "suspects",
    "encounters",
    "previous_stage",
]

BASES: Final = {
    "residents": "residents, whom visitors do not outnumber",
    "residents_despite_visitors": "residents, though visitors dominate",
    "people_present": "the people present, residents and visitors",
    "road_users": "the road users observed",
    "suspects": "the suspects described",
    "encounters": "the encounters with police",
    "previous_stage": "those who reached the stage before",
}


@attrs.frozen(kw_only=True)
class RelativeRate:
    """The rates of two groups, their ratio and their difference.

    Attributes:
        ratio: The group's rate over the reference's.
        group_rate: Events of the group for each `multiplier` of its base.
        reference_rate: The same of the reference.
        difference: The group's rate less the reference's, in the same unit.
        base: Of whom the rates are, as it was named.
    """

    ratio: Estimate
    group_rate: Estimate
    reference_rate: Estimate
    difference: Estimate
    base: Base


def relative_rate(
    group_count: ArrayLike,
    group_base: ArrayLike,
    reference_count: ArrayLike,
    reference_base: ArrayLike,
    *,
    base: Base,
    visitors_dominate: bool | None = None,
    multiplier: float = 1000.0,
    confidence: float = 0.95,
    method: RatioMethod = "exact",
    dispersion: ArrayLike = 1.0,
) -> RelativeRate:
    """Return a group's rate over a reference group's, with intervals and a named base.

    A rate of residents misleads where most people present are not residents: a city centre has
    the stops of its visitors and the population of its flats. Say so with `visitors_dominate`, and
    the base `residents` is refused; who wants it nevertheless names `residents_despite_visitors`.

    The interval of the difference joins those of both rates (MOVER).

    Args:
        group_count: Events of the group, any shape; nan means "not reported" and answers nan.
        group_base: How many of the group are in the base, above 0.
        reference_count: Events of the reference group.
        reference_base: How many of the reference group are in the base, above 0.
        base: Of whom the rates are: `residents`, `residents_despite_visitors`, `people_present`,
            `road_users`, `suspects`, `encounters` or `previous_stage`.
        visitors_dominate: Whether most people present are not residents; None if not known.
        multiplier: Above 0; 1000 gives rates per thousand.
        confidence: The level of the intervals, between 0 and 1.
        method: The interval of the ratio: `exact`, `log` or `score`, as for `rate_ratio`.
        dispersion: Variance over mean of the counts, 1 or more: one person can be stopped twice.

    Returns:
        The ratio, both rates and their difference: floats or arrays, by the counts.

    Raises:
        InputError: The base is `residents` and visitors dominate; a count is negative, infinite or
            not whole; a base is not above 0; the shapes do not fit; an option is unusable.

    References:
        Home Office, Police powers and procedures: stop and search (rate of a group by
        self-defined ethnicity over that of the White group). Rothman and Greenland (1998) Modern
        Epidemiology, 2nd ed., p. 238. Zou and Donner (2008) Statistics in Medicine 27:1693-1702.

    Examples:
        >>> found = relative_rate(41, 5200, 388, 201_000, base="residents")
        >>> round(found.ratio.value, 2), round(found.group_rate.value, 2)
        (4.08, 7.88)
        >>> found.base
        'residents'
    """
    require_choice("base", base, BASES)
    _require_residents(base, visitors_dominate)
    per = require_one_positive("multiplier", multiplier)
    ratio = rate_ratio(
        require_counts("group_count", group_count),
        require_positive("group_base", group_base),
        require_counts("reference_count", reference_count),
        require_positive("reference_base", reference_base),
        confidence=confidence,
        method=method,
        dispersion=dispersion,
    )
    rates = [
        rate(n, of, multiplier=per, confidence=confidence, dispersion=dispersion)
        for n, of in ((group_count, group_base), (reference_count, reference_base))
    ]
    about = (f"the base is {BASES[base]}", "both counts and both bases name groups the same way")
    return RelativeRate(
        ratio=attrs.evolve(
            ratio,
            assumptions=(*ratio.assumptions, *about),
            checks=(*ratio.checks, *_check_base(base, visitors_dominate)),
        ),
        group_rate=rates[0],
        reference_rate=rates[1],
        difference=_difference(*rates),
        base=base,
    )


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

    def ratio(first: ArrayLike, second: ArrayLike) -> Estimate:
        return relative_rate(
            first,
            group_base,
            second,
            reference_base,
            base=base,
            visitors_dominate=visitors_dominate,
            confidence=confidence,
            method=method,
            dispersion=dispersion,
        ).ratio

    stated = ratio(group, reference)
    lowest, highest = ratio(group, reference + unknown), ratio(group + unknown, reference)
    events = group + reference + unknown + other
    share = np.where(events == 0, np.nan, unknown / np.where(events == 0, 1.0, events))
    return NotStatedBounds(
        as_stated=stated,
        lowest=lowest,
        highest=highest,
        bounds=attrs.evolve(
            stated,
            low=lowest.low,
            high=highest.high,
            method=f"{stated.method}; bounds over all who are not stated",
        ),
        not_stated_share=share,
        base=base,
    )


def _require_residents(base: Base, visitors_dominate: bool | None) -> None:
    if base == "residents" and visitors_dominate:
        hint = (
            "Where visitors dominate, a rate of residents misleads: take the people present, or "
            "name residents_despite_visitors."
        )
        raise InputError("base", base, "a base that counts those who are there", hint=hint)


def _check_base(base: Base, visitors_dominate: bool | None) -> tuple[CheckResult, ...]:
    if base == "residents_despite_visitors":
        detail = "The rates are of residents, and visitors dominate: the ratio may mislead."
        return (CheckResult(name="base", passed=False, detail=detail),)
    if base == "residents" and visitors_dominate is None:
        detail = "Whether visitors dominate was not said: if they do, the ratio misleads."
        return (CheckResult(name="base", passed=None, detail=detail),)
    return ()


def _difference(one: Estimate, two: Estimate) -> Estimate:
    value = np.asarray(one.value) - two.value
    return attrs.evolve(
        one,
        value=value,
        low=value - np.hypot(one.value - one.low, two.high - two.value),
        high=value + np.hypot(one.high - one.value, two.value - two.low),
        method="difference of rates, exact intervals joined by MOVER",
        assumptions=(*one.assumptions, "the two counts are independent"),
        checks=tuple(dict.fromkeys((*one.checks, *two.checks))),
    )
