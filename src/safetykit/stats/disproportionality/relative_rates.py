"""The rate of one group over that of another, each on a base that is named.

What belongs here: relative rates. What does not: what they could be once "not stated" is counted,
which is in `not_stated`, and two by two tables of people, which are in `two_by_two`.
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
    require_positive,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
)
from safetykit.stats.rates.one_count import rate
from safetykit.stats.rates.ratios import RatioMethod, rate_ratio

__all__ = ["Base", "RelativeRate", "relative_rate"]

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
    ratio = _about_base(ratio, base, visitors_dominate)
    rates = [
        rate(n, of, multiplier=per, confidence=confidence, dispersion=dispersion)
        for n, of in ((group_count, group_base), (reference_count, reference_base))
    ]
    return RelativeRate(
        ratio=ratio,
        group_rate=rates[0],
        reference_rate=rates[1],
        difference=_difference(*rates),
        base=base,
    )


def _require_residents(base: Base, visitors_dominate: bool | None) -> None:
    if base == "residents" and visitors_dominate:
        hint = (
            "Where visitors dominate, a rate of residents misleads: take the people present, or "
            "name residents_despite_visitors."
        )
        raise InputError("base", base, "a base that counts those who are there", hint=hint)


def _about_base(ratio: Estimate, base: Base, visitors_dominate: bool | None) -> Estimate:
    """Return a ratio that says of whom it is, and whether that may mislead."""
    about = (f"the base is {BASES[base]}", "both counts and both bases name groups the same way")
    return attrs.evolve(
        ratio,
        assumptions=(*ratio.assumptions, *about),
        checks=(*ratio.checks, *_check_base(base, visitors_dominate)),
    )


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
