"""Points made so coarse that none leads to one person, one home or one event.

What belongs here: points of partners' records, before they are drawn or handed on. What does not:
points that a publisher has moved already, such as those of data.police.uk.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.evaluation.disclosure.policy import DisclosurePolicy

__all__ = ["CoarsePoint", "coarse_points"]

LEAST_M: Final = 500.0


@attrs.frozen(kw_only=True)
class CoarsePoint:
    """The middle of a square, and how many events lie in it; None where they are too few to say."""

    easting_m: float
    northing_m: float
    count: int | None


def coarse_points(
    eastings_m: ArrayLike,
    northings_m: ArrayLike,
    *,
    square_m: float = 1000.0,
    policy: DisclosurePolicy | None = None,
) -> tuple[CoarsePoint, ...]:
    """Return the squares of a grid that hold events, without the counts of those that hold few.

    Publish no total of them: a square without a count follows from it.

    Args:
        eastings_m: (n,) eastings of events in metres, on any grid in metres.
        northings_m: (n,) northings.
        square_m: The side of a square, 500 m or more. Use one size and one grid for all that is
            published of the same events.
        policy: Which counts are too few, and to what they are rounded; the default if None.

    Returns:
        The squares, from west to east and from south to north.

    Raises:
        InputError: The points do not come in pairs, or the squares are too small.

    Examples:
        >>> coarse_points([100, 200, 300, 400, 450, 1900], [50] * 6)[0]
        CoarsePoint(easting_m=500.0, northing_m=500.0, count=5)
    """
    asked = policy or DisclosurePolicy()
    east, north = np.asarray(eastings_m, dtype=float), np.asarray(northings_m, dtype=float)
    if east.shape != north.shape or east.ndim != 1:
        raise InputError("northings_m", north.shape, f"as many as eastings: {east.shape}")
    if not square_m >= LEAST_M:
        hint = "A smaller square holds few homes, and may hold one."
        raise InputError("square_m", square_m, f"{LEAST_M:g} m or more", hint=hint)
    if not np.isfinite([east, north]).all():
        raise InputError("eastings_m", "nan", "points that are known")
    cells = np.stack([east, north], axis=1) // square_m
    squares, counts = np.unique(cells, axis=0, return_counts=True)
    return tuple(
        CoarsePoint(
            easting_m=float((x + 0.5) * square_m),
            northing_m=float((y + 0.5) * square_m),
            count=_shown(int(count), asked),
        )
        for (x, y), count in zip(squares, counts, strict=True)
    )


def _shown(count: int, policy: DisclosurePolicy) -> int | None:
    if count < policy.threshold:
        return None
    base = policy.rounding or 1
    return (2 * count + base) // (2 * base) * base
