"""Mantel's test of space-time interaction.

What belongs here: the test with Mantel's transformations. What does not: tests with thresholds,
which are in `knox` and `near_repeat`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_numbers, require_whole
from safetykit.stats.estimate import Estimate, FloatArray, SignificanceTest
from safetykit.stats.spacetime.knox import (
    ASSUMPTIONS,
    LEVEL,
    SEED,
    coincidence_check,
    require_threshold,
)
from safetykit.stats.spacetime.places import (
    CoordinateKind,
    Metric,
    Places,
    degree_check,
    require_places,
)
from safetykit.stats.spacetime.precision import (
    DatePrecision,
    PointPrecision,
    require_precise,
    require_times,
)

__all__ = ["MantelTest", "mantel_test"]

METHOD: Final = "Mantel test"
BLOCK: Final = 1 << 20
RUNS_AT_ONCE: Final = 64


@attrs.frozen(kw_only=True)
class MantelTest:
    """The correlation of distances in space and in time, against shuffled times.

    Attributes:
        correlation: The standardised statistic: Pearson's correlation over all pairs.
        chance: The correlation when times are shuffled: the mean, and the range that holds 95%.
        test: The share of shuffles with a correlation at least as large, the data counted as one.
        permutations: How often the times were shuffled.
    """

    correlation: float
    chance: Estimate
    test: SignificanceTest
    permutations: int


@attrs.frozen
class _Transform:
    constant: float
    power: float

    def __call__(self, distance: FloatArray) -> FloatArray:
        with np.errstate(divide="ignore"):
            return np.asarray((distance + self.constant) ** self.power)


def mantel_test(
    points: ArrayLike,
    times: ArrayLike,
    *,
    coordinates: CoordinateKind,
    date_precision: DatePrecision,
    point_precision: PointPrecision,
    space_constant_m: float = 1.0,
    space_power: float = -1.0,
    time_constant_days: float = 1.0,
    time_power: float = -1.0,
    metric: Metric = "euclidean",
    permutations: int = 999,
    rng: np.random.Generator | None = None,
) -> MantelTest:
    """Return Mantel's test: whether events close in space are close in time, at all distances.

    Distances and times apart are transformed to `(apart + constant)**power` and correlated over all
    pairs. The reciprocals that Mantel proposed, and that are the default, give weight to close
    pairs; constant 0 and power 1 leave the distances as they are. The work grows with the square
    of the number of events; memory does not.

    Args:
        points: (n, 2) coordinates; n is 3 or more.
        times: (n,) times in days, or dates (`datetime64`, or `datetime.date` objects).
        coordinates: `projected` for metres, `great_circle` for degrees (longitude, latitude).
        date_precision: What the dates are known to; `month` and `year` are refused.
        point_precision: `exact`, or `snapped` or `area`, which are refused.
        space_constant_m: Added to each distance, in metres, 0 or more.
        space_power: The power of the sum, not 0.
        time_constant_days: Added to each time apart, in days, 0 or more.
        time_power: The power of the sum, not 0.
        metric: `euclidean`, or `manhattan` for projected coordinates.
        permutations: How often times are shuffled, 1 or more.
        rng: The source of chance; None takes a fixed seed, so that the answer repeats.

    Returns:
        The correlation, from -1 to 1, with its test. Above what chance makes is interaction, where
        both powers have one sign.

    Raises:
        InputError: Points, times or an option are unusable, as for `knox_test`.
        AnalysisError: Dates or points cannot carry the test; all distances or all times are equal;
            or a distance of 0 cannot be transformed.

    References:
        Mantel (1967) Cancer Research 27:209-220.

    Examples:
        >>> found = mantel_test(
        ...     [[0, 0], [10, 0], [0, 10], [500, 500], [510, 500], [900, 0]],
        ...     [1, 3, 4, 40, 41, 90],
        ...     coordinates="projected",
        ...     date_precision="day",
        ...     point_precision="exact",
        ... )
        >>> round(found.correlation, 2)
        0.91
    """
    require_precise(METHOD, date_precision, point_precision)
    places = require_places(points, coordinates, metric)
    days = require_times(METHOD, times, len(places))
    if len(places) < 3:
        raise InputError("points", len(places), "3 events or more")
    space = _require_transform("space", space_constant_m, "_m", space_power)
    time = _require_transform("time", time_constant_days, "_days", time_power)
    n_shuffles = require_whole("permutations", permutations, minimum=1)
    shuffler = np.random.default_rng(SEED) if rng is None else rng
    products, moments = np.empty(n_shuffles + 1), (0.0, 1.0)
    for at in range(0, n_shuffles + 1, RUNS_AT_ONCE):
        size = min(RUNS_AT_ONCE, n_shuffles + 1 - at)
        runs = [shuffler.permutation(days) if at + run else days for run in range(size)]
        products[at : at + size], found = _products(places, runs, space, time)
        moments = found if not at else moments
    return _answer((products - moments[0]) / moments[1], places)


def _products(
    places: Places, runs: list[FloatArray], space: _Transform, time: _Transform
) -> tuple[FloatArray, tuple[float, float]]:
    """Return the sum of products of each run, and what centres and scales it (of the first)."""
    n = len(places)
    products, sums = np.zeros(len(runs)), np.zeros(4)
    rows = max(1, BLOCK // n)
    for at in range(0, n, rows):
        here = np.arange(at, min(at + rows, n))
        upper = here[:, None] < np.arange(n)
        i, j = np.nonzero(upper)
        near = space(places.distance(here[i], j))
        for run, days in enumerate(runs):
            recent = time(np.abs(days[here[i]] - days[j]))
            products[run] += near @ recent
            if not run:
                sums += [near.sum(), near @ near, recent.sum(), recent @ recent]
    return products, _moments(sums, n * (n - 1) / 2.0)


def _moments(sums: FloatArray, pairs: float) -> tuple[float, float]:
    if not np.isfinite(sums).all():
        hint = "Give a constant above 0."
        raise AnalysisError(METHOD, "a distance of 0 has no negative power.", hint=hint)
    squares = sums[[1, 3]]
    spreads = squares - sums[[0, 2]] ** 2 / pairs
    if (spreads <= 1e-12 * squares).any():
        reason = "all distances, or all times apart, are equal: there is nothing to correlate."
        raise AnalysisError(METHOD, reason, hint="Check the points and the times.")
    return float(sums[0] * sums[2] / pairs), float(np.sqrt(spreads[0] * spreads[1]))


def _answer(correlations: FloatArray, places: Places) -> MantelTest:
    found, shuffled = float(correlations[0]), correlations[1:]
    low, high = np.quantile(shuffled, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0])
    method = f"{METHOD}, {shuffled.size} permutations of the times"
    tie = 1e-12
    return MantelTest(
        correlation=found,
        chance=Estimate(
            value=shuffled.mean(),
            low=low,
            high=high,
            level=LEVEL,
            method=f"{method}: their mean and the range of 95% of them",
            assumptions=ASSUMPTIONS,
        ),
        test=SignificanceTest(
            statistic=found,
            p_value=(1 + int((shuffled >= found - tie).sum())) / (1 + shuffled.size),
            alternative="larger",
            method=f"{method}, P of at least as large",
            assumptions=ASSUMPTIONS,
            checks=(coincidence_check(places), *degree_check(places)),
        ),
        permutations=shuffled.size,
    )


def _require_transform(name: str, constant: float, unit: str, power: float) -> _Transform:
    added = require_threshold(f"{name}_constant{unit}", constant)
    number = require_numbers(f"{name}_power", power)
    if number.ndim or not np.isfinite(number) or number == 0:
        raise InputError(f"{name}_power", power, "one number that is not 0")
    return _Transform(added, float(number))
