"""Stopping distances, and thresholds above a speed limit.

What belongs here: the Highway Code's typical distances, physics, and thresholds by a stated rule.
What does not: who is prosecuted.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import FloatArray, FloatOrArray, comparable, read_only

__all__ = [
    "RECALLED_NPCC_RULE",
    "StoppingDistance",
    "enforcement_threshold",
    "highway_code_stopping_distance",
    "stopping_distance",
]

METRES_PER_FOOT: Final = 0.3048
METRES_PER_SECOND_PER_MPH: Final = 0.44704
STANDARD_GRAVITY: Final = 9.81
PRINTED_MPH: Final = (20.0, 30.0, 40.0, 50.0, 60.0, 70.0)

RECALLED_NPCC_RULE: Final = {"percent": 10.0, "plus_mph": 2.0}
"""The NPCC (ACPO 2013) guidance for a fixed penalty: the limit, 10% and 2 mph. It is recalled and
was not read in its source; confirm it before relying on it."""


@attrs.frozen(kw_only=True)
class StoppingDistance:
    """How far a vehicle goes before it stops, in metres.

    Attributes:
        thinking_m: While the driver reacts.
        braking_m: While the vehicle brakes.
        method: The method's name and what was chosen of it.
        assumptions: What must hold.
    """

    thinking_m: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    braking_m: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()

    @property
    def total_m(self) -> FloatOrArray:
        """Both together; for the Highway Code the sum of the rounded parts, as it prints."""
        return read_only(np.asarray(self.thinking_m) + np.asarray(self.braking_m))


def highway_code_stopping_distance(speed_mph: ArrayLike) -> StoppingDistance:
    """Return the typical stopping distances of the Highway Code, rule 126, in whole metres.

    They are `v` and `v**2 / 20` in feet, v in mph, rounded to metres; the printed total is the sum
    of the rounded parts (36 m at 40 mph, where 36.6 m is exact). They stand for a thinking time of
    0.68 s, far below the 1.5 s and more of highway design: do not mix the two.

    Args:
        speed_mph: Speeds that the Code prints: 20, 30, 40, 50, 60 or 70 mph, any shape.

    Returns:
        Whole metres.

    Raises:
        InputError: The Code prints no distance for a speed.

    References:
        The Highway Code, rule 126.

    Examples:
        >>> highway_code_stopping_distance([30, 40]).total_m.tolist()
        [23.0, 36.0]
    """
    speed = require_numbers("speed_mph", speed_mph)
    hint = "Use stopping_distance for other speeds, with a reaction time and a friction."
    printed = "one of 20, 30, 40, 50, 60 and 70"
    refuse_where(~np.isin(speed, PRINTED_MPH), "speed_mph", speed, printed, hint=hint)
    return StoppingDistance(
        thinking_m=np.floor(speed * METRES_PER_FOOT + 0.5),
        braking_m=np.floor(speed**2 / 20.0 * METRES_PER_FOOT + 0.5),
        method="Highway Code, rule 126, typical stopping distances",
        assumptions=("a car on a dry road, and a driver who reacts in 0.68 s",),
    )


def stopping_distance(
    speed_mph: ArrayLike,
    *,
    reaction_s: ArrayLike,
    friction: ArrayLike,
    grade: ArrayLike = 0.0,
    gravity: float = STANDARD_GRAVITY,
) -> StoppingDistance:
    """Return the stopping distance by physics: `v t + v**2 / (2 g (f + G))`.

    Args:
        speed_mph: The speed in miles per hour, above 0, any shape.
        reaction_s: The driver's reaction time in seconds, above 0.
        friction: The coefficient of friction between tyres and road, above 0.
        grade: The slope as rise over run: 0.05 is 5% uphill, and -0.05 downhill.
        gravity: The acceleration of gravity in m/s2, above 0.

    Returns:
        Metres.

    Raises:
        InputError: A number is not above 0; the slope is not finite, or so steep that the vehicle
            does not stop; the shapes do not fit.

    References:
        AASHTO, A Policy on Geometric Design of Highways and Streets (stopping sight distance).

    Examples:
        >>> found = stopping_distance(30, reaction_s=1.5, friction=0.7)
        >>> round(found.thinking_m, 1), round(found.braking_m, 1)
        (20.1, 13.1)
    """
    speed, reaction, grip, slope, g = require_one_shape(
        speed_mph=require_positive("speed_mph", speed_mph),
        reaction_s=require_positive("reaction_s", reaction_s),
        friction=require_positive("friction", friction),
        grade=_require_grade(grade),
        gravity=require_positive("gravity", gravity),
    )
    steep = grip + slope <= 0
    refuse_where(steep, "grade", slope, "a slope that the friction can hold")
    v = speed * METRES_PER_SECOND_PER_MPH
    return StoppingDistance(
        thinking_m=v * reaction,
        braking_m=v**2 / (2.0 * g * (grip + slope)),
        method="stopping distance of a sliding body: reaction time, friction and slope",
        assumptions=("friction does not change with speed", "brakes act at once and in full"),
    )


def enforcement_threshold(limit_mph: ArrayLike, *, percent: float, plus_mph: float) -> FloatOrArray:
    """Return the limit with a percentage and a margin: `limit + limit * percent / 100 + plus`.

    There is no default rule: `RECALLED_NPCC_RULE` holds one that is recalled and not confirmed.

    Args:
        limit_mph: The speed limit in mph, above 0, any shape.
        percent: The percentage of the limit that is added, 0 or more.
        plus_mph: The margin in mph that is added, 0 or more.

    Returns:
        Speeds in mph.

    Raises:
        InputError: A limit is not above 0, or a margin is negative or not finite.

    References:
        NPCC (ACPO 2013) speed enforcement policy guidance, which is of this form.

    Examples:
        >>> from safetykit.stats.speed import RECALLED_NPCC_RULE
        >>> enforcement_threshold(30, **RECALLED_NPCC_RULE)
        35.0
    """
    limit = require_positive("limit_mph", limit_mph)
    for field, margin in (("percent", percent), ("plus_mph", plus_mph)):
        number = require_numbers(field, margin)
        bad = ~(number >= 0) | np.isinf(number)
        refuse_where(np.asarray(bad), field, number, "a margin of 0 or more")
    return read_only(limit + limit * percent / 100.0 + plus_mph)


def _require_grade(grade: ArrayLike) -> FloatArray:
    array = require_numbers("grade", grade)
    refuse_where(~np.isfinite(array), "grade", array, "a finite slope, 0.05 for 5% uphill")
    return array
