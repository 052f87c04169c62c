"""The rules that tell a signal from the noise of a control chart, by name.

What belongs here: functions from values and limits to the points that a rule marks. What does not:
the limits, which are in `variation`.

All rules take series along the last axis, and limits without that axis. A point that is not
reported (nan) is never marked, and no run, trend or group of three is carried over it. A value
that differs from a line by rounding alone lies on it.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import require_choice, require_numbers, require_points, require_whole
from safetykit.stats.estimate import BoolArray, IntArray
from safetykit.stats.variation.marks import (
    part_of_run,
    part_of_two_in_three,
    rounding_of,
    slopes,
)

__all__ = [
    "NHS_RULES",
    "RULES",
    "Convention",
    "Rule",
    "outside_limits",
    "shift",
    "side_of",
    "trend",
    "trend_direction",
    "two_of_three",
]

Rule: TypeAlias = Literal["outside_limits", "shift", "trend", "two_of_three"]
Convention: TypeAlias = Literal["nhs", "western_electric"]

RULES: Final[tuple[Rule, ...]] = ("outside_limits", "shift", "trend", "two_of_three")
NHS_RULES: Final[tuple[Rule, ...]] = RULES
NHS_RUN: Final = 7


def outside_limits(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> BoolArray:
    """Return the points beyond either limit; a point on a limit is not beyond it.

    Args:
        values: (..., n) values.
        lower: (...) lower limits; nan marks nothing.
        upper: (...) upper limits, same unit.

    Returns:
        (..., n) true where marked.

    Raises:
        InputError: A value is infinite or not a number.

    References:
        Shewhart (1931) Economic Control of Quality of Manufactured Product.

    Examples:
        >>> outside_limits([1, 5, 9], 2, 9).tolist()
        [True, False, False]
    """
    return (side_of(values, lower) < 0) | (side_of(values, upper) > 0)


def shift(values: ArrayLike, mean: ArrayLike, *, run: int = NHS_RUN) -> BoolArray:
    """Return the points of runs on one side of the mean; a point on the mean ends a run.

    Args:
        values: (..., n) values.
        mean: (...) means, same unit.
        run: How many points in a row make a run, 2 or more; 7 in Making Data Count.

    Returns:
        (..., n) true where marked: every point of the run.

    Raises:
        InputError: `run` is not a whole number of 2 or more, or a value is infinite.

    References:
        NHS England, Making Data Count; NHSRplotthedots (2021).

    Examples:
        >>> shift([9, 1, 1, 2, 1, 9], 5, run=4).tolist()
        [False, True, True, True, True, False]
    """
    length = require_whole("run", run, minimum=2)
    side = np.moveaxis(side_of(values, mean), -1, 0)
    return np.moveaxis(part_of_run(side > 0, length) | part_of_run(side < 0, length), 0, -1)


def trend(values: ArrayLike, *, run: int = NHS_RUN) -> BoolArray:
    """Return the points of runs in which each point is above, or each below, the one before.

    Args:
        values: (..., n) values.
        run: How many points in a row make a trend, 2 or more: 7 points are 6 moves. A tie ends
            a trend.

    Returns:
        (..., n) true where marked: every point of the trend.

    Raises:
        InputError: `run` is not a whole number of 2 or more, or a value is infinite.

    References:
        NHS England, Making Data Count; NHSRplotthedots (2021).

    Examples:
        >>> trend([5, 1, 2, 3, 3], run=3).tolist()
        [False, True, True, True, False]
    """
    return np.asarray(trend_direction(values, run=run) != 0)


def trend_direction(values: ArrayLike, *, run: int = NHS_RUN) -> IntArray:
    """Return 1 for the points of a rising trend, -1 of a falling one, and 0 elsewhere.

    A point that ends one trend and starts another takes the direction of the move after it.

    Args:
        values: (..., n) values.
        run: As for `trend`.

    Returns:
        (..., n) directions.

    Raises:
        InputError: `run` is not a whole number of 2 or more, or a value is infinite.

    Examples:
        >>> trend_direction([1, 2, 3, 2, 1], run=3).tolist()
        [1, 1, -1, -1, -1]
    """
    length = require_whole("run", run, minimum=2)
    rising, falling = slopes(np.moveaxis(require_points(values), -1, 0), length)
    return np.moveaxis(rising.astype(np.int64) - falling, 0, -1)


def two_of_three(
    values: ArrayLike,
    mean: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    convention: Convention = "nhs",
) -> BoolArray:
    """Return the points beyond 2 sigma that make 2 of 3 in a row, on one side of the mean.

    Sigma is a third of the distance from the mean to a limit. `nhs` counts only points between 2
    sigma and the limit, and wants all three points on that side of the mean. `western_electric`
    counts points beyond the limit too, and lets the third point lie anywhere.

    Args:
        values: (..., n) values.
        mean: (...) means, same unit.
        lower: (...) lower limits, 3 sigma below the mean.
        upper: (...) upper limits, 3 sigma above the mean.
        convention: `nhs` or `western_electric`.

    Returns:
        (..., n) true where marked: the points beyond 2 sigma, not the third point.

    Raises:
        InputError: The convention is not known, or a value is infinite.

    References:
        NHSRplotthedots (2021), close to the limits. Western Electric (1956) Statistical Quality
        Control Handbook.

    Examples:
        >>> two_of_three([2.5, 1, 2.5, 0.5], 0, -3, 3).tolist()
        [True, False, True, False]
    """
    require_choice("convention", convention, ("nhs", "western_electric"))
    centre = require_numbers("mean", mean)
    reported = ~np.isnan(require_points(values))
    marked: BoolArray = np.zeros(reported.shape, dtype=np.bool_)
    for sign, limit in ((1, upper), (-1, lower)):
        warning = centre + (require_numbers("limit", limit) - centre) * (2.0 / 3.0)
        beyond = sign * side_of(values, warning) > 0
        with_it = reported
        if convention == "nhs":
            beyond &= sign * side_of(values, limit) <= 0
            with_it = sign * side_of(values, centre) > 0
        part = part_of_two_in_three(np.moveaxis(beyond, -1, 0), np.moveaxis(with_it, -1, 0))
        marked |= beyond & np.moveaxis(part, 0, -1)
    return marked


def side_of(values: ArrayLike, line: ArrayLike) -> IntArray:
    """Return 1 for values above the line, -1 below it, and 0 on it or where either is nan.

    Args:
        values: (..., n) values.
        line: (...) one line for each series, same unit.

    Returns:
        (..., n) sides. A difference of rounding size (1e-12 of the largest value) counts as none.

    Raises:
        InputError: A value is infinite or not a number.

    Examples:
        >>> side_of([1, 2, 3], 2).tolist()
        [-1, 0, 1]
    """
    series = require_points(values)
    level = require_numbers("line", line)[..., np.newaxis]
    slack = rounding_of(np.moveaxis(series, -1, 0))[..., np.newaxis]
    away = series - level
    return np.asarray((away > slack).astype(np.int64) - (away < -slack))
