"""Rounded tables that still add up.

What belongs here: whether one table is a controlled rounding of another. What does not: rounding
counts one by one, which is in `rounding`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_counts, require_whole
from safetykit.stats.estimate import CheckResult, FloatArray

__all__ = ["ControlledRounding", "check_controlled_rounding"]


@attrs.frozen(kw_only=True)
class ControlledRounding:
    """Whether a rounded table is a controlled rounding of another.

    Attributes:
        valid: All of the following hold.
        multiples: Every rounded cell is a multiple of the base.
        zero_restricted: Every cell went to a neighbouring multiple; a multiple stayed.
        additive: The sums of rounded cells are neighbouring multiples of the true margins.
        max_abs_change: The largest change of a cell.
        checks: The same, in words.
    """

    valid: bool
    multiples: bool
    zero_restricted: bool
    additive: bool
    max_abs_change: float
    checks: tuple[CheckResult, ...]


def check_controlled_rounding(
    counts: ArrayLike, rounded: ArrayLike, base: int = 5
) -> ControlledRounding:
    """Return whether a rounded table adds up and stays near the counts.

    Args:
        counts: (n1, n2, ...) whole counts of 0 or more, without totals.
        rounded: The rounded table, same shape.
        base: A whole number of 1 or more.

    Returns:
        What holds and what does not.

    Raises:
        InputError: A count is negative, not whole or not reported; the shapes differ; the base is
            unusable.

    References:
        Statistical Policy Working Paper 22 (2005), chapter 2 (controlled rounding). Cox (1987)
        Journal of the American Statistical Association 82:520-524.

    Examples:
        >>> check_controlled_rounding([[3, 9], [6, 2]], [[5, 10], [5, 0]]).valid
        True
    """
    true, shown = require_counts("counts", counts), require_counts("rounded", rounded)
    step = require_whole("base", base, minimum=1)
    if true.shape != shown.shape or not true.size:
        raise InputError("rounded", shown.shape, f"a table of shape {true.shape}")
    for field, array in (("counts", true), ("rounded", shown)):
        refuse_where(np.isnan(array), field, array, "counts that are all reported")
    held = {
        "multiples": bool((shown % step == 0).all()),
        "zero_restricted": _neighbours(true, shown, step),
        "additive": all(_neighbours(*pair, step) for pair in _margins(true, shown)),
    }
    return ControlledRounding(
        valid=all(held.values()),
        **held,
        max_abs_change=float(np.abs(true - shown).max()),
        checks=tuple(
            CheckResult(name=name, passed=passed, detail=_RULES[name])
            for name, passed in held.items()
        ),
    )


def _neighbours(true: FloatArray, shown: FloatArray, step: int) -> bool:
    """Return whether each number is less than a base away, so that multiples stayed."""
    return bool((np.abs(true - shown) < step).all())


def _margins(true: FloatArray, shown: FloatArray) -> list[tuple[FloatArray, FloatArray]]:
    axes = [(axis,) for axis in range(true.ndim)]
    everything = tuple(range(true.ndim))
    return [(true.sum(axis=axis), shown.sum(axis=axis)) for axis in (*axes, everything)]


_RULES: Final = {
    "multiples": "Every rounded cell is a multiple of the base.",
    "zero_restricted": "Every cell is less than a base away, so that multiples stay.",
    "additive": "The sums of rounded cells are less than a base away from the true margins.",
}
