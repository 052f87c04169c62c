"""The Knox test of space-time interaction.

What belongs here: the test for one distance and one time. What does not: the table of several
bands, which is in `near_repeat`.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_numbers, require_whole
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, IntArray, SignificanceTest
from safetykit.stats.spacetime.close_pairs import find_close_pairs, near_order
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
    in_whole_steps,
    require_precise,
    require_times,
)

__all__ = ["KnoxTest", "knox_test"]

TimeCodes: TypeAlias = NDArray[np.int16] | NDArray[np.int32] | FloatArray

METHOD: Final = "Knox test"
SEED: Final = 20260107
BLOCK: Final = 1 << 16
FEW_PAIRS: Final = 5.0
LEVEL: Final = 0.95


@attrs.frozen(kw_only=True)
class KnoxTest:
    """How many pairs of events are close in space and in time, and how many chance makes close.

    Attributes:
        statistic: The pairs that are close in both.
        expected: The pairs to expect without interaction: `close_in_space * close_in_time / pairs`.
        ratio: `statistic` over `expected`; nan where no pair is expected.
        chance: The pairs close in both when times are shuffled: the mean, and the range that holds
            95% of the shuffles.
        test: The permutation test: the share of shuffles with at least as many, the data counted
            as one of them.
        p_poisson: The chance of at least as many, of a Poisson count with the expected mean.
        p_poisson_more: The chance of *more*: what pointpats and R's surveillance call the p-value.
        close_in_space: The pairs close in space.
        close_in_time: The pairs close in time.
        pairs: All pairs.
        permutations: How often the times were shuffled.
    """

    statistic: int
    expected: float
    ratio: float
    chance: Estimate
    test: SignificanceTest
    p_poisson: float
    p_poisson_more: float
    close_in_space: int
    close_in_time: int
    pairs: int
    permutations: int

    @property
    def table(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The pairs by closeness in space (rows) and in time (columns), close first."""
        space, time = self.close_in_space - self.statistic, self.close_in_time - self.statistic
        return (self.statistic, space), (time, self.pairs - self.statistic - space - time)


def knox_test(
    points: ArrayLike,
    times: ArrayLike,
    *,
    max_distance_m: float,
    max_days: float,
    coordinates: CoordinateKind,
    date_precision: DatePrecision,
    point_precision: PointPrecision,
    metric: Metric = "euclidean",
    permutations: int = 999,
    rng: np.random.Generator | None = None,
) -> KnoxTest:
    """Return the Knox test: whether events near each other in space are near in time too.

    Pairs at most `max_distance_m` and at most `max_days` apart are counted, and counted again with
    the times shuffled among the points. The p-value is the share of shuffles with at least as many
    pairs. Only the pairs close in space are kept, so memory grows with them.

    Args:
        points: (n, 2) coordinates; n is 2 or more.
        times: (n,) times in days, or dates (`datetime64`, or `datetime.date` objects); fractions of
            a day are taken to the millisecond.
        max_distance_m: What is close in space, in metres, 0 or more, itself included.
        max_days: What is close in time, in days, 0 or more, itself included.
        coordinates: `projected` for metres, `great_circle` for degrees (longitude, latitude).
        date_precision: What the dates are known to: `time`, `day`, `month` or `year`. Months and
            years are refused.
        point_precision: Whether points are `exact`, `snapped` to a list of places, or the middle
            of an `area`. Only exact points have distances, and others are refused.
        metric: `euclidean`, or `manhattan` for projected coordinates.
        permutations: How often times are shuffled, 1 or more.
        rng: The source of chance; None takes a fixed seed, so that the answer repeats.

    Returns:
        The test with all its counts.

    Raises:
        InputError: Points or times are not finite numbers, do not fit each other, are fewer than 2,
            or cannot be degrees; a threshold is negative; an option is not known.
        AnalysisError: Dates or points cannot carry the test (those of data.police.uk cannot), or
            more than 200 million pairs are close.

    References:
        Knox (1964) Applied Statistics 13:25-29. Besag and Diggle (1977) Applied Statistics
        26:327-333 (permutations). Ratcliffe (2009) Near Repeat Calculator.

    Examples:
        >>> found = knox_test(
        ...     [[0, 0], [10, 0], [0, 10], [500, 500], [510, 500], [900, 0]],
        ...     [1, 3, 4, 40, 41, 90],
        ...     max_distance_m=50,
        ...     max_days=7,
        ...     coordinates="projected",
        ...     date_precision="day",
        ...     point_precision="exact",
        ... )
        >>> found.statistic, found.close_in_space, round(found.expected, 2)
        (4, 4, 1.07)
    """
    require_precise(METHOD, date_precision, point_precision)
    places = require_places(points, coordinates, metric)
    days = require_times(METHOD, times, len(places))
    if len(places) < 2:
        raise InputError("points", len(places), "2 events or more")
    distance = require_threshold("max_distance_m", max_distance_m)
    limit = require_threshold("max_days", max_days)
    n_shuffles = require_whole("permutations", permutations, minimum=1)
    shuffler = np.random.default_rng(SEED) if rng is None else rng
    steps, window = in_whole_steps(days, np.asarray(limit))
    first, second, codes = _arranged(places, steps, distance)
    statistic = _count_close(codes, first, second, float(window))
    shuffled = np.empty(n_shuffles)
    for run in range(n_shuffles):
        shuffled[run] = _count_close(shuffler.permutation(codes), first, second, float(window))
    pairs = len(days) * (len(days) - 1) // 2
    counts = (statistic, first.size, count_within(steps, float(window)), pairs)
    return _answer(counts, shuffled, (*_checks(places, counts), *degree_check(places)))


def require_threshold(field: str, value: float) -> float:
    """Return one finite number of 0 or more."""
    number = require_numbers(field, value)
    if number.ndim or not np.isfinite(number) or number < 0:
        raise InputError(field, value, "one number of 0 or more")
    return float(number)


def time_codes(days: FloatArray) -> TimeCodes:
    """Return the times in the smallest type that holds them: whole days are compared faster."""
    if (days % 1 != 0).any() or days.max() >= np.iinfo(np.int32).max:
        return days
    if days.max() <= np.iinfo(np.int16).max:
        return days.astype(np.int16)
    return days.astype(np.int32)


def count_within(days: FloatArray, window: float) -> int:
    """Return how many pairs are at most so many days apart."""
    ordered = np.sort(days)
    reach = np.searchsorted(ordered, ordered + window, side="right")
    return int((reach - np.arange(1, ordered.size + 1)).sum())


def _arranged(
    places: Places, days: FloatArray, distance: float
) -> tuple[IntArray, IntArray, TimeCodes]:
    """Return the close pairs of points numbered from cell to cell, and the times so ordered."""
    order = near_order(places, distance)
    nearby = attrs.evolve(places, points=places.points[order])
    pairs = find_close_pairs(METHOD, nearby, distance)
    return pairs.first, pairs.second, time_codes(days[order])


def _count_close(
    codes: TimeCodes,
    first: IntArray,
    second: IntArray,
    window: float,
) -> int:
    """Return how many of the pairs are at most so many days apart."""
    limit = codes.dtype.type(min(window, float(codes.max())))
    found = 0
    for at in range(0, first.size, BLOCK):
        apart = codes.take(first[at : at + BLOCK])
        apart -= codes.take(second[at : at + BLOCK])
        found += int(np.count_nonzero(np.abs(apart, out=apart) <= limit))
    return found


def _answer(
    counts: tuple[int, int, int, int], shuffled: FloatArray, checks: tuple[CheckResult, ...]
) -> KnoxTest:
    special = need("scipy.special", wanted_by="A p-value")
    statistic, in_space, in_time, pairs = counts
    expected = in_space * in_time / pairs
    more = float(special.pdtrc(statistic, expected))
    method = f"{METHOD}, {shuffled.size} permutations of the times"
    return KnoxTest(
        statistic=statistic,
        expected=expected,
        ratio=statistic / expected if expected else np.nan,
        chance=_chance(shuffled, method),
        test=SignificanceTest(
            statistic=float(statistic),
            p_value=(1 + int((shuffled >= statistic).sum())) / (1 + shuffled.size),
            alternative="larger",
            method=f"{method}, P of at least as many",
            assumptions=ASSUMPTIONS,
            checks=checks,
        ),
        p_poisson=float(special.pdtrc(statistic - 1, expected)) if statistic else 1.0,
        p_poisson_more=more,
        close_in_space=in_space,
        close_in_time=in_time,
        pairs=pairs,
        permutations=shuffled.size,
    )


def _chance(shuffled: FloatArray, method: str) -> Estimate:
    """Return what the shuffles give: their mean, and the range that holds 95% of them."""
    low, high = np.quantile(shuffled, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0])
    return Estimate(
        value=shuffled.mean(),
        low=low,
        high=high,
        level=LEVEL,
        method=f"{method}: their mean and the range of 95% of them",
        assumptions=ASSUMPTIONS,
    )


def _checks(places: Places, counts: tuple[int, int, int, int]) -> tuple[CheckResult, ...]:
    expected = counts[1] * counts[2] / counts[3]
    few = (
        f"{expected:.3g} pairs are expected close in both; below {FEW_PAIRS:g} little can be seen."
    )
    return (
        CheckResult(name="expected_pairs", passed=expected >= FEW_PAIRS, detail=few),
        coincidence_check(places),
    )


def coincidence_check(places: Places) -> CheckResult:
    """Say how many points share their place: repeats at an address, or points that were moved."""
    distinct = np.unique(places.points, axis=0).shape[0]
    detail = (
        f"{len(places)} events lie on {distinct} distinct points: shared points are repeats at one "
        "address, or points that were snapped."
    )
    return CheckResult(name="coincident_points", passed=None, detail=detail)


ASSUMPTIONS: Final = (
    "without interaction every order of the times over the points is equally likely: the season, "
    "and the population at risk, did not shift from place to place meanwhile",
    "points and dates are as precise as stated",
)
