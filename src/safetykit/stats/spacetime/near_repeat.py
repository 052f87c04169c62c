"""The near-repeat table: Knox's test for several bands of distance and of time.

What belongs here: the table with its ratios and p-values. What does not: the single test, which is
in `knox`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import require_numbers, require_whole
from safetykit.stats.estimate import CheckResult, FloatArray, IntArray
from safetykit.stats.spacetime.close_pairs import find_close_pairs
from safetykit.stats.spacetime.knox import ASSUMPTIONS, SEED, coincidence_check
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

__all__ = ["NearRepeatTable", "near_repeat_table"]

METHOD: Final = "near-repeat table"
BLOCK: Final = 1 << 18


@attrs.frozen(kw_only=True, eq=False)
class NearRepeatTable:
    """Pairs of events by distance (rows) and time apart (columns), against shuffled times.

    Attributes:
        observed: (rows, columns) the pairs in each band.
        expected: (rows, columns) the mean of the pairs over all shuffles of the times, which is
            known without shuffling: `pairs in the row * pairs in the column / all pairs`.
        ratio: (rows, columns) the Knox ratio, `observed / expected`; nan where none is expected.
        p_value: (rows, columns) the share of shuffles with at least as many pairs, the data counted
            as one of them. Each is for its own band: of many bands, some are small by chance.
        space_breaks_m: The limits of the rows; each holds its lower limit and not its upper.
        time_breaks_days: The limits of the columns; the same.
        permutations: How often the times were shuffled.
        method: The method's name and what was chosen of it.
        assumptions: What must hold for the p-values to mean what they say.
        checks: What became of the checks.
    """

    observed: IntArray
    expected: FloatArray
    ratio: FloatArray
    p_value: FloatArray
    space_breaks_m: tuple[float, ...]
    time_breaks_days: tuple[float, ...]
    permutations: int
    method: str
    assumptions: tuple[str, ...] = ASSUMPTIONS
    checks: tuple[CheckResult, ...] = ()


def near_repeat_table(
    points: ArrayLike,
    times: ArrayLike,
    *,
    space_breaks_m: ArrayLike,
    time_breaks_days: ArrayLike,
    coordinates: CoordinateKind,
    date_precision: DatePrecision,
    point_precision: PointPrecision,
    metric: Metric = "euclidean",
    permutations: int = 999,
    rng: np.random.Generator | None = None,
) -> NearRepeatTable:
    """Return the table of near repeats: pairs by distance and by time apart, against chance.

    A band holds its lower limit and not its upper: with time breaks 0, 7, 14 a pair 7 days apart
    is in the second. The last break may be infinite; pairs beyond the last finite distance are
    then counted and not listed.

    Args:
        points: (n, 2) coordinates; n is 2 or more.
        times: (n,) times in days, or dates (`datetime64`, or `datetime.date` objects); fractions of
            a day are taken to the millisecond.
        space_breaks_m: (rows + 1,) rising distances in metres, from 0 or more.
        time_breaks_days: (columns + 1,) rising numbers of days, from 0 or more.
        coordinates: `projected` for metres, `great_circle` for degrees (longitude, latitude).
        date_precision: What the dates are known to; `month` and `year` are refused.
        point_precision: `exact`, or `snapped` or `area`, which are refused.
        metric: `euclidean`, or `manhattan` for projected coordinates.
        permutations: How often times are shuffled, 1 or more.
        rng: The source of chance; None takes a fixed seed, so that the answer repeats.

    Returns:
        The table.

    Raises:
        InputError: Points, times or breaks are unusable, as for `knox_test`.
        AnalysisError: Dates or points cannot carry the test, or too many pairs are close.

    References:
        Johnson et al. (2007) Journal of Quantitative Criminology 23:201-219. Ratcliffe (2009) Near
        Repeat Calculator. Steenbeek, R package NearRepeat.

    Examples:
        >>> table = near_repeat_table(
        ...     [[0, 0], [10, 0], [0, 10], [500, 500], [510, 500], [900, 0]],
        ...     [1, 3, 4, 40, 41, 90],
        ...     space_breaks_m=[0, 50, 1000],
        ...     time_breaks_days=[0, 7, 60],
        ...     coordinates="projected",
        ...     date_precision="day",
        ...     point_precision="exact",
        ... )
        >>> table.observed.tolist()
        [[4, 0], [0, 8]]
    """
    require_precise(METHOD, date_precision, point_precision)
    places = require_places(points, coordinates, metric)
    rows = _require_breaks("space_breaks_m", space_breaks_m)
    columns = _require_breaks("time_breaks_days", time_breaks_days)
    steps, limits = in_whole_steps(require_times(METHOD, times, len(places)), columns)
    if len(places) < 2:
        raise InputError("points", len(places), "2 events or more")
    n_shuffles = require_whole("permutations", permutations, minimum=1)
    shuffler = np.random.default_rng(SEED) if rng is None else rng
    bands = _SpaceBands.of(places, rows)
    observed, expected = bands.table(steps, limits), bands.expected(steps, limits)
    at_least = np.ones(observed.shape)
    for _ in range(n_shuffles):
        at_least += bands.table(shuffler.permutation(steps), limits) >= observed
    return NearRepeatTable(
        observed=observed,
        expected=expected,
        ratio=observed / np.where(expected > 0, expected, np.nan),
        p_value=at_least / (1 + n_shuffles),
        space_breaks_m=tuple(rows.tolist()),
        time_breaks_days=tuple(columns.tolist()),
        permutations=n_shuffles,
        method=f"{METHOD}, {n_shuffles} permutations of the times, P of at least as many",
        checks=(coincidence_check(places), *degree_check(places)),
    )


@attrs.frozen
class _SpaceBands:
    """The pairs within the last finite distance, each with its band; -1 is before the first."""

    first: IntArray
    second: IntArray
    band: IntArray
    n_bands: int
    unbounded: bool

    @classmethod
    def of(cls, places: Places, rows: FloatArray) -> _SpaceBands:
        finite = rows[np.isfinite(rows)]
        pairs = find_close_pairs(METHOD, places, float(finite[-1]))
        band = np.searchsorted(finite, pairs.distance_m, side="right") - 1
        unbounded = not np.isfinite(rows[-1])
        keep = np.full(band.size, True) if unbounded else band < rows.size - 1
        return cls(pairs.first[keep], pairs.second[keep], band[keep], rows.size - 1, unbounded)

    def table(self, days: FloatArray, columns: FloatArray) -> IntArray:
        """Return the pairs by band of distance and of time."""
        n_columns = columns.size - 1
        shape = (self.n_bands + 1, n_columns + 2)
        found = np.zeros(shape[0] * shape[1], dtype=np.int64)
        for at in range(0, self.first.size, BLOCK):
            here = slice(at, at + BLOCK)
            apart = np.abs(days.take(self.first[here]) - days.take(self.second[here]))
            column = np.searchsorted(columns, apart, side="right")
            cell = (self.band[here] + 1) * shape[1] + column
            found += np.bincount(cell, minlength=found.size)
        inside = found.reshape(shape)[:, 1:-1]
        if self.unbounded:  # what is within no finite distance
            inside[-1] += _pairs_by_time(days, columns) - inside.sum(axis=0)
        return inside[1:]

    def expected(self, days: FloatArray, columns: FloatArray) -> FloatArray:
        """Return the mean of the table over all shuffles of the times."""
        pairs = days.size * (days.size - 1) // 2
        rows = np.bincount(self.band + 1, minlength=self.n_bands + 1)
        if self.unbounded:
            rows[-1] += pairs - rows.sum()
        return np.outer(rows[1:], _pairs_by_time(days, columns)) / pairs


def _pairs_by_time(days: FloatArray, columns: FloatArray) -> IntArray:
    """Return all pairs by band of time, places aside."""
    ordered = np.sort(days)
    reach = [int(np.searchsorted(ordered, ordered + limit).sum()) for limit in columns]
    if columns[0] == 0:
        n = ordered.size
        reach[0] = n * (n + 1) // 2  # every pair counts once, and ties are not before themselves
    return np.array([after - before for before, after in pairwise(reach)])


def _require_breaks(field: str, values: ArrayLike) -> FloatArray:
    breaks = require_numbers(field, values)
    good = breaks.ndim == 1 and breaks.size > 1 and bool((breaks[1:] > breaks[:-1]).all())
    if not good or not breaks[0] >= 0 or not np.isfinite(breaks[:-1]).all():
        expected = "rising numbers from 0 or more, at least two, the last perhaps infinite"
        raise InputError(field, values, expected)
    return breaks
