"""The mean distance to the nearest neighbour.

What belongs here: the index of Clark and Evans. What does not: tests that use dates.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_confidence, require_one_positive
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    SignificanceTest,
    symmetric,
)
from safetykit.stats.rates.limits import normal_quantile
from safetykit.stats.spacetime.close_pairs import pair_blocks
from safetykit.stats.spacetime.knox import coincidence_check
from safetykit.stats.spacetime.places import (
    CoordinateKind,
    Places,
    degree_check,
    require_places,
)
from safetykit.stats.spacetime.precision import PointPrecision, require_precise_points

__all__ = ["NearestNeighbour", "average_nearest_neighbour"]

METHOD: Final = "average nearest neighbour"
CLARK_EVANS: Final = 0.26136  # as they print it; sqrt((4 - pi) / (4 pi)) is 0.261364
BLOCK: Final = 1 << 20


@attrs.frozen(kw_only=True)
class NearestNeighbour:
    """The nearest-neighbour index of Clark and Evans.

    Attributes:
        ratio: The observed mean over the expected: below 1 is clustered, above 1 regular.
        observed_mean_m: The mean distance to the nearest other event, in metres.
        expected_mean_m: What it would be if events fell anywhere in the area alike.
        standard_error_m: The standard error of the mean, if they did.
        test: The two-sided test, whose statistic is z.
    """

    ratio: Estimate
    observed_mean_m: float
    expected_mean_m: float
    standard_error_m: float
    test: SignificanceTest


def average_nearest_neighbour(
    points: ArrayLike,
    *,
    area_m2: float,
    coordinates: CoordinateKind,
    point_precision: PointPrecision,
    confidence: float = 0.95,
) -> NearestNeighbour:
    """Return the nearest-neighbour index: whether events are clustered or regular.

    With n events in area A the expected mean is `0.5 sqrt(A / n)` and its standard error
    `0.26136 sqrt(A) / n`, the constant as Clark and Evans print it. There is no correction for
    edges, so the index of a small area is a little high. The interval is that of the standard
    error under chance, put about the index found.

    Args:
        points: (n, 2) coordinates; n is 2 or more.
        area_m2: The area in which an event could fall, in square metres, above 0. The index
            depends on it: a bounding box makes streets look clustered.
        coordinates: `projected` for metres, `great_circle` for degrees (longitude, latitude).
        point_precision: `exact`, or `snapped` or `area`, which are refused.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        The index with its test.

    Raises:
        InputError: Points are not finite, are fewer than 2, or cannot be degrees; the area is not
            above 0; an option is not known.
        AnalysisError: The points are not exact.

    References:
        Clark and Evans (1954) Ecology 35:445-453.

    Examples:
        >>> found = average_nearest_neighbour(
        ...     [[0, 0], [3, 4], [50, 50], [53, 54]],
        ...     area_m2=10_000,
        ...     coordinates="projected",
        ...     point_precision="exact",
        ... )
        >>> found.observed_mean_m, found.expected_mean_m, found.ratio.value
        (5.0, 25.0, 0.2)
    """
    level = require_confidence(confidence)
    require_precise_points(METHOD, point_precision)
    places = require_places(points, coordinates)
    area = require_one_positive("area_m2", area_m2)
    n = len(places)
    if n < 2:
        raise InputError("points", n, "2 events or more")
    observed = float(nearest_distances(places, float(np.sqrt(area / n))).mean())
    expected, error = 0.5 * float(np.sqrt(area / n)), CLARK_EVANS * float(np.sqrt(area)) / n
    checks = (coincidence_check(places), *degree_check(places))
    return NearestNeighbour(
        ratio=symmetric(
            observed / expected,
            normal_quantile(0.5 + level / 2.0) * error / expected,
            level=level,
            method=f"{METHOD} index (Clark and Evans), no edge correction",
            assumptions=_ASSUMPTIONS,
            checks=checks,
        ),
        observed_mean_m=observed,
        expected_mean_m=expected,
        standard_error_m=error,
        test=_test((observed - expected) / error, checks),
    )


def _test(z: float, checks: tuple[CheckResult, ...]) -> SignificanceTest:
    special = need("scipy.special", wanted_by="A p-value")
    return SignificanceTest(
        statistic=z,
        p_value=2.0 * special.ndtr(-abs(z)),
        method=f"{METHOD} (Clark and Evans), z without edge correction",
        assumptions=_ASSUMPTIONS,
        checks=checks,
    )


def nearest_distances(places: Places, first_reach_m: float) -> FloatArray:
    """Return each point's distance to the nearest other point, in metres."""
    nearest = np.full(len(places), np.inf)
    for block in pair_blocks(places, first_reach_m):
        np.minimum.at(nearest, block.first, block.distance_m)
        np.minimum.at(nearest, block.second, block.distance_m)
    alone = np.flatnonzero(np.isinf(nearest))
    everyone = np.arange(len(places))
    rows = max(1, BLOCK // len(places))
    for at in range(0, alone.size, rows):
        here = alone[at : at + rows, None]
        apart = places.distance(here, everyone[None, :])
        apart[here == everyone] = np.inf
        nearest[here[:, 0]] = apart.min(axis=1)
    return nearest


_ASSUMPTIONS: Final = (
    "under chance events fall independently, and anywhere in the stated area alike",
    "the area has no edge effect: events beyond its edge are nobody's nearest neighbour",
)
