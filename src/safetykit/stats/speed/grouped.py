"""Speeds in bands, as counters report them.

What belongs here: percentiles and summaries of banded counts. What does not: single speeds, which
are in `percentiles`.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_confidence,
    require_counts,
    require_numbers,
    require_one_positive,
)
from safetykit.stats.estimate import Estimate, FloatArray
from safetykit.stats.rates.limits import clopper_pearson_limits
from safetykit.stats.speed.percentiles import ASSUMPTIONS, ends_check, require_share_of

__all__ = ["SpeedDistribution", "percentile_speed_grouped", "speed_distribution"]


@attrs.frozen(kw_only=True)
class SpeedDistribution:
    """Speeds in bands, taken as spread evenly within each band.

    Attributes:
        edges: The limits of the bands, rising.
        counts: The vehicles in each band.
        n: All vehicles.
        mean: The mean speed, each vehicle at the middle of its band.
        sd: The standard deviation (of n - 1), likewise; nan for one vehicle.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    n: int
    mean: float
    sd: float

    def percent_over(self, speed: float) -> float:
        """Return the percentage of vehicles faster than a speed."""
        number = require_numbers("speed", speed)
        if number.ndim or not np.isfinite(number):
            raise InputError("speed", speed, "one finite speed")
        below = np.interp(float(number), self.edges, _cumulative(self.counts))
        return float(100.0 * (self.n - below) / self.n)

    def pace(self, width: float) -> tuple[float, float]:
        """Return the range of that width with most vehicles, the lowest such range."""
        wide = require_one_positive("width", width)
        edges = np.asarray(self.edges)
        starts = np.unique(np.concatenate([edges[:-1], edges[1:] - wide]))
        total = _cumulative(self.counts)
        held = np.interp(starts + wide, edges, total) - np.interp(starts, edges, total)
        start = float(starts[np.argmax(held >= held.max() * (1.0 - 1e-12))])
        return start, start + wide


def speed_distribution(edges: ArrayLike, counts: ArrayLike) -> SpeedDistribution:
    """Return the summary of speeds in bands: mean, spread, share over a limit, pace.

    Args:
        edges: (k + 1,) rising limits of the bands, finite, 0 or more, in any one unit.
        counts: (k,) vehicles in each band.

    Returns:
        The summary, in the unit of `edges`.

    Raises:
        InputError: Edges do not rise or do not fit the counts; a count is negative, not whole or
            not reported; there is no vehicle.

    References:
        Institute of Transportation Engineers, spot-speed studies: interpolation in the cumulative
        distribution, and the pace.

    Examples:
        >>> found = speed_distribution([20, 25, 30, 35], [10, 60, 30])
        >>> found.mean, found.percent_over(30), found.pace(10)
        (28.5, 30.0, (25.0, 35.0))
    """
    limits, vehicles = _require_bands(edges, counts)
    n = float(vehicles.sum())
    middles = (limits[:-1] + limits[1:]) / 2.0
    mean = float(vehicles @ middles / n)
    squares = float(vehicles @ (middles - mean) ** 2)
    return SpeedDistribution(
        edges=tuple(limits.tolist()),
        counts=tuple(int(count) for count in vehicles),
        n=int(n),
        mean=mean,
        sd=float(np.sqrt(squares / (n - 1.0))) if n > 1 else float(np.nan),
    )


def percentile_speed_grouped(
    edges: ArrayLike,
    counts: ArrayLike,
    percentile: float = 85.0,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """Return a percentile of speeds in bands, by default the 85th, with an interval.

    The cumulative distribution is interpolated in a straight line within the band. The interval is
    Woodruff's: the exact limits of the share of vehicles below the percentile, read off the same
    line.

    Args:
        edges: (k + 1,) rising limits of the bands, finite, 0 or more, in any one unit.
        counts: (k,) vehicles in each band.
        percentile: Between 0 and 100.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        A speed in the unit of `edges`.

    Raises:
        InputError: As for `speed_distribution`; or the percentile or confidence is unusable.

    References:
        As for `speed_distribution`. Woodruff (1952) Journal of the American Statistical
        Association 47:635-646 (interval).

    Examples:
        >>> found = percentile_speed_grouped([20, 25, 30, 35], [10, 60, 30])
        >>> round(found.low, 2), found.value, round(found.high, 2)
        (31.08, 32.5, 33.56)
    """
    level = require_confidence(confidence)
    share = np.asarray(require_share_of(percentile))
    limits, vehicles = _require_bands(edges, counts)
    n = np.asarray(vehicles.sum())
    low, high = clopper_pearson_limits(share * n, n, 1.0 - level)
    value, bottom, top = (
        _speed_at(float(part * n), limits, vehicles) for part in (share, low, high)
    )
    return Estimate(
        value=value,
        low=bottom,
        high=top,
        level=level,
        method=f"percentile {percentile:g} of banded speeds, interpolated, Woodruff's interval",
        assumptions=(*ASSUMPTIONS, "within a band speeds are spread evenly"),
        checks=ends_check(bottom, top),
    )


def _speed_at(vehicle: float, edges: FloatArray, counts: FloatArray) -> float:
    """Return the speed below which so many vehicles are."""
    total = _cumulative(counts)
    band = min(max(int(np.searchsorted(total, vehicle * (1.0 - 1e-12))), 1), counts.size) - 1
    part = (vehicle - total[band]) / counts[band] if counts[band] else 0.0
    return float(edges[band] + part * (edges[band + 1] - edges[band]))


def _cumulative(counts: ArrayLike) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(counts, dtype=np.float64)])


def _require_bands(edges: ArrayLike, counts: ArrayLike) -> tuple[FloatArray, FloatArray]:
    limits = require_numbers("edges", edges)
    several = limits.ndim == 1 and limits.size > 1 and bool(np.isfinite(limits).all())
    if not several or not limits[0] >= 0 or not (np.diff(limits) > 0).all():
        hint = "Close an open last band at a speed that no vehicle exceeded."
        raise InputError("edges", edges, "rising finite speeds, two or more", hint=hint)
    vehicles = require_counts("counts", counts)
    if vehicles.shape != (limits.size - 1,):
        raise InputError("counts", vehicles.shape, f"one count for each of {limits.size - 1} bands")
    refuse_where(np.isnan(vehicles), "counts", vehicles, "a count for every band")
    if not vehicles.sum():
        raise InputError("counts", 0, "at least one vehicle")
    return limits, vehicles
