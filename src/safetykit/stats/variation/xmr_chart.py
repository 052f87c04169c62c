"""Control charts of individual values: is this month unlike the months before?

What belongs here: the XmR chart, its limits and its signals. What does not: the rules, which are
in `rules`, and the seasonal pattern, which is in `seasonal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import require_one_positive, require_points, require_whole
from safetykit.stats.estimate import (
    CheckResult,
    FloatArray,
    FloatOrArray,
    IntArray,
    comparable,
    read_only,
)
from safetykit.stats.variation.marks import ByteArray, Lines, mark
from safetykit.stats.variation.rules import NHS_RULES, NHS_RUN, Rule
from safetykit.stats.variation.signals import Improvement, Signals, require_options

__all__ = ["NHS_FACTOR", "XmrChart", "xmr"]

NHS_FACTOR: Final = 2.66
MOVING_RANGE_FACTOR: Final = 3.267
FEW_POINTS: Final = 12
FIRM_POINTS: Final = 15
BLOCK: Final = 2**17


@attrs.frozen(kw_only=True)
class XmrChart:
    """The limits and the signals of an XmR chart, for one series or a batch.

    For one series the numbers are floats; for a batch (..., n) they are arrays of shape (...).

    Attributes:
        values: (..., n) the values, nan where not reported.
        mean: The mean of the baseline points.
        lower: The lower natural process limit; it may be below 0 for counts.
        upper: The upper natural process limit.
        moving_range_mean: The mean moving range of the baseline that the limits rest on.
        moving_range_upper: 3.267 times it, the limit of the moving ranges.
        signals: The points that each rule marks.
        improvement: Which direction is better, or None if neither is.
        method: The method and its constants, in words.
        assumptions: What must hold for the limits to mean what they say.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    mean: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    lower: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    upper: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    moving_range_mean: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    moving_range_upper: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    signals: Signals
    improvement: Improvement | None
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def moving_ranges(self) -> FloatArray:
        """(..., n) distance from the point before; nan where either is missing."""
        first = np.full((*self.values.shape[:-1], 1), np.nan)
        return np.concatenate([first, np.abs(np.diff(self.values, axis=-1))], axis=-1)

    @property
    def direction(self) -> IntArray:
        """(..., n) 1 for a signal upwards, -1 downwards, 0 for no signal."""
        return self.signals.direction

    @property
    def point_types(self) -> NDArray[np.str_]:
        """(..., n) words: `common_cause`, or `improvement`, `concern`, `high`, `low` for signals.

        Without a better direction a signal is `high` or `low`. They are the NHS point types.
        """
        return self.signals.point_types(self.improvement)


def xmr(
    values: ArrayLike,
    *,
    baseline: slice | int | None = None,
    factor: float = NHS_FACTOR,
    screen_moving_ranges: bool = True,
    improvement: Improvement | None = None,
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
) -> XmrChart:
    """Return the natural process limits of individual values, and the points that signal.

    The limits are `mean - factor * r` and `mean + factor * r`, with r the mean moving range.
    Screening leaves out, once, the moving ranges of 3.267 r and more, so that an outlier does not
    widen the limits that should show it. The defaults are those of the NHS programme Making Data
    Count; `factor=3 / 1.128` gives the textbook's and qicharts2's constant.

    Args:
        values: (..., n) values in order of time, evenly spaced; nan means "not reported": the
            limits leave it out, and there is no moving range and no run across it.
        baseline: The points that set the limits: the first so many, or a slice; all if None.
        factor: Limits in mean moving ranges, above 0.
        screen_moving_ranges: Whether large moving ranges are left out.
        improvement: `increase`, `decrease`, or None where neither is better.
        rules: The names of the rules to use.
        run: How many points in a row make a shift or a trend, 2 or more.

    Returns:
        The chart. Limits are nan, and mark nothing, where there is no moving range. The check
        `short_series` fails where fewer than 12 points set the limits.

    Raises:
        InputError: A value is infinite or not a number; there is no point, or no point in the
            baseline; the factor, a rule, the run or the improvement is unusable.

    References:
        Wheeler and Chambers (1992) Understanding Statistical Process Control, 2nd ed. NHS
        England, Making Data Count; NHSRplotthedots (2021). Montgomery (2013) Introduction to
        Statistical Quality Control, 7th ed., 6.4. Nelson (1982) Journal of Quality Technology
        14:172-173 (screening).

    Examples:
        >>> chart = xmr([10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 30])
        >>> round(chart.lower, 2), round(chart.upper, 2), chart.signals.at(-1)
        (9.36, 16.81, ('outside_limits',))
    """
    series = require_series_of_points(values)
    require_options(rules, improvement)
    per_range = require_one_positive("factor", factor)
    length = require_whole("run", run, minimum=2)
    part = require_baseline(baseline, series.shape[-1])
    mean, typical, codes = _in_blocks(
        series, part, per_range=per_range, screen=screen_moving_ranges, rules=rules, run=length
    )
    screened = "screened" if screen_moving_ranges else "not screened"
    return XmrChart(
        values=series,
        mean=mean,
        lower=mean - per_range * typical,
        upper=mean + per_range * typical,
        moving_range_mean=typical,
        moving_range_upper=MOVING_RANGE_FACTOR * typical,
        signals=Signals(codes=codes),
        improvement=improvement,
        method=f"XmR chart, {per_range:.6g} mean moving ranges, {screened}",
        assumptions=(
            "the points of the baseline come from one steady process",
            "points are independent, without a season: see seasonal_adjust",
        ),
        checks=checks_of(series, series[..., part], typical),
    )


def require_series_of_points(values: ArrayLike) -> FloatArray:
    """Return series of at least one value, as an array of our own that cannot be written to."""
    series = require_points(values)
    if not series.shape[-1]:
        raise InputError("values", values, "a series of at least one value")
    series.setflags(write=False)
    return series


def require_baseline(baseline: slice | int | None, length: int) -> slice:
    """Return the points that set the limits, as a slice that holds at least one."""
    if isinstance(baseline, slice):
        if not range(*baseline.indices(length)):
            raise InputError("baseline", baseline, f"a slice with a point of the {length}")
        return baseline
    return slice(None if baseline is None else require_whole("baseline", baseline, minimum=1))


def _in_blocks(
    series: FloatArray,
    part: slice,
    *,
    per_range: float,
    screen: bool,
    rules: Sequence[Rule],
    run: int,
) -> tuple[FloatArray, FloatArray, ByteArray]:
    """Return the mean, the typical moving range and the marks, made block by block.

    Beside the answer it needs the memory of one block. In a block time is the first axis, so that
    every step runs over many series at once.
    """
    flat = series.reshape(-1, series.shape[-1])
    mean, typical = np.empty((2, flat.shape[0]))
    codes = np.empty(flat.shape, dtype=np.uint8)
    for block in blocks(*flat.shape):
        points = np.ascontiguousarray(flat[block].T)
        middle, usual = limits_of(points[part], screen=screen)
        lines = Lines(middle, middle - per_range * usual, middle + per_range * usual)
        codes[block] = mark(points, lines, rules=rules, run=run).T
        mean[block], typical[block] = middle, usual
    codes.setflags(write=False)
    shape = series.shape[:-1]
    return mean.reshape(shape), typical.reshape(shape), codes.reshape(series.shape)


def blocks(n_series: int, n_points: int) -> Iterator[slice]:
    """Yield slices of series that together fit into a processor's cache."""
    step = max(1, BLOCK // n_points)
    for start in range(0, n_series, step):
        yield slice(start, start + step)


def limits_of(points: FloatArray, *, screen: bool) -> tuple[FloatArray, FloatArray]:
    """Return the mean and the typical moving range of points, time first."""
    ranges = np.diff(points, axis=0)
    np.abs(ranges, out=ranges)
    typical = mean_reported(ranges)
    if screen:
        kept = ranges < MOVING_RANGE_FACTOR * typical
        np.copyto(ranges, 0.0, where=~kept)
        number = kept.sum(axis=0, dtype=np.int32)
        typical = np.where(number > 0, ranges.sum(axis=0) / np.maximum(number, 1), typical)
    return mean_reported(points), typical


def mean_reported(points: FloatArray) -> FloatArray:
    """Return the mean over the first axis of what is reported; nan of nothing, silently."""
    total, n = points.sum(axis=0), points.shape[0]
    if n and not np.isnan(total).any():
        return np.asarray(total / n)
    there = ~np.isnan(points)
    number = there.sum(axis=0)
    total = np.where(there, points, 0.0).sum(axis=0)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def checks_of(series: FloatArray, part: FloatArray, typical: FloatArray) -> tuple[CheckResult, ...]:
    """Return what became of the checks of a chart: short, without limits, not reported."""
    missing = np.isnan(part)
    fewest = part.shape[-1] - int(missing.sum(axis=-1).max(initial=0) if missing.any() else 0)
    verdict = "firm" if fewest >= FIRM_POINTS else "provisional"
    detail = (
        f"{fewest} reported points set the limits, which are {verdict}; {FIRM_POINTS} are firm."
    )
    found = [CheckResult(name="short_series", passed=fewest >= FEW_POINTS, detail=detail)]
    undefined = int(np.isnan(typical).sum())
    if undefined:
        detail = f"{undefined} of {typical.size} series have no two points in a row: no limits."
        found.append(CheckResult(name="moving_ranges", passed=False, detail=detail))
    unreported = int(np.isnan(series).sum())
    if unreported:
        detail = f"{unreported} of {series.size} points are not reported and left out."
        found.append(CheckResult(name="not_reported", passed=None, detail=detail))
    return tuple(found)
