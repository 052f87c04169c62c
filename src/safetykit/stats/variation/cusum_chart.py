"""The tabular CUSUM, which sees a small lasting shift sooner than a limit on single points does.

What belongs here: the two sums, and the centre and sigma that they share with the EWMA. What does
not: the EWMA, in `ewma_chart`, and charts that judge each point alone, in `xmr_chart`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_numbers,
    require_one_positive,
)
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    FloatArray,
    FloatOrArray,
    IntArray,
    comparable,
    read_only,
)
from safetykit.stats.variation.marks import rounding_of
from safetykit.stats.variation.xmr_chart import (
    checks_of,
    limits_of,
    require_baseline,
    require_series_of_points,
)

__all__ = ["CusumChart", "cusum"]

RANGE_TO_SIGMA: Final = 1.128  # d2 of two points


@attrs.frozen(kw_only=True)
class CusumChart:
    """The two sums of a tabular CUSUM, for one series or a batch.

    Attributes:
        values: (..., n) the values, nan where not reported.
        target: (...) the value that the process should have.
        sigma: (...) its standard deviation.
        c_plus: (..., n) evidence of a rise, in the unit of the values; nan where not reported.
        c_minus: (..., n) evidence of a fall, 0 or more.
        decision: (...) the interval that a sum must pass to signal.
        n_plus: (..., n) for how many reported points the upper sum has been above 0.
        n_minus: (..., n) the same for the lower sum.
        method: The method and its constants, in words.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    target: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    sigma: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    c_plus: FloatArray = attrs.field(eq=comparable)
    c_minus: FloatArray = attrs.field(eq=comparable)
    decision: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    n_plus: IntArray = attrs.field(eq=comparable)
    n_minus: IntArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def above(self) -> BoolArray:
        """(..., n) the points at which the upper sum signals a rise."""
        return np.asarray(self.c_plus > np.asarray(self.decision)[..., np.newaxis])

    @property
    def below(self) -> BoolArray:
        """(..., n) the points at which the lower sum signals a fall."""
        return np.asarray(self.c_minus > np.asarray(self.decision)[..., np.newaxis])

    @property
    def first_signal(self) -> int | None:
        """The first point, from 0, at which a single series signals; None if it does not."""
        if self.values.ndim != 1:
            raise InputError("cusum", self.values.shape, "the chart of a single series")
        places = np.flatnonzero(self.above | self.below)
        return int(places[0]) if places.size else None

    @property
    def shift_start(self) -> int | None:
        """The point, from 0, at which the shift of the first signal seems to have begun."""
        signal = self.first_signal
        if signal is None:
            return None
        sums = self.c_plus if self.above[signal] else self.c_minus
        zeros = np.flatnonzero(sums[:signal] == 0.0)
        return int(zeros[-1]) + 1 if zeros.size else 0


def cusum(
    values: ArrayLike,
    *,
    target: ArrayLike | None = None,
    sigma: ArrayLike | None = None,
    allowance: float = 0.5,
    decision: float = 5.0,
    baseline: slice | int | None = None,
) -> CusumChart:
    """Return the tabular CUSUM: sums of how far values lie beyond an allowance from the target.

    `c_plus = max(0, value - (target + k) + c_plus before)` and `c_minus` likewise downwards, both
    from 0, with `k = allowance * sigma`; a sum above `decision * sigma` signals. The defaults find
    a shift of one sigma soonest, and signal by chance once in about 465 points.

    Args:
        values: (..., n) values in order of time; nan means "not reported" and leaves both sums.
        target: (...) the value that the process should have; the mean of the baseline if None.
        sigma: (...) its standard deviation, above 0; the screened mean moving range of the
            baseline over 1.128 if None.
        allowance: k in sigma, above 0: half the shift to be found.
        decision: h in sigma, above 0.
        baseline: The points from which target and sigma come: the first so many, or a slice; all
            if None.

    Returns:
        The chart, in the unit of the values (R's qcc gives sums in sigma).

    Raises:
        InputError: A value is infinite or not a number; there is no point; sigma, the allowance or
            the decision is not above 0; the shapes do not fit.

    References:
        Page (1954) Biometrika 41:100-115. Montgomery (2013) Introduction to Statistical Quality
        Control, 7th ed., 9.1.

    Examples:
        >>> chart = cusum([10, 9, 11, 12, 13, 12, 13], target=10, sigma=1)
        >>> chart.c_plus.tolist(), chart.first_signal, chart.shift_start
        ([0.0, 0.0, 0.5, 2.0, 4.5, 6.0, 8.5], 5, 2)
    """
    series = require_series_of_points(values)
    k, h = require_one_positive("allowance", allowance), require_one_positive("decision", decision)
    aim, spread, checks = process_of(series, sigma, baseline, target=target)
    points = np.moveaxis(series, -1, 0)
    away = points - aim
    away = np.where(np.abs(away) <= rounding_of(points), 0.0, away)
    c_plus, n_plus = _sums(away - k * spread)
    c_minus, n_minus = _sums(-away - k * spread)
    return CusumChart(
        values=series,
        target=aim,
        sigma=spread,
        c_plus=c_plus,
        c_minus=c_minus,
        decision=h * spread,
        n_plus=n_plus,
        n_minus=n_minus,
        method=f"tabular CUSUM, allowance {k:g} sigma, decision interval {h:g} sigma",
        assumptions=ASSUMPTIONS,
        checks=checks,
    )


def process_of(
    series: FloatArray,
    sigma: ArrayLike | None,
    baseline: slice | int | None,
    **centre: ArrayLike | None,
) -> tuple[FloatArray, FloatArray, tuple[CheckResult, ...]]:
    """Return the centre and sigma of each series, as given or from the baseline.

    The centre is given under the name that the caller knows it by.
    """
    part = series[..., require_baseline(baseline, series.shape[-1])]
    mean, typical = limits_of(np.moveaxis(part, -1, 0), screen=True)
    ((field, stated),) = centre.items()
    middle = mean if stated is None else _require_one_each(field, stated, mean)
    if sigma is None:
        return middle, typical / RANGE_TO_SIGMA, checks_of(series, part, typical)
    spread = _require_one_each("sigma", sigma, mean)
    refuse_where(spread <= 0, "sigma", spread, "a number above 0")
    return middle, spread, ()


def _require_one_each(field: str, given: ArrayLike, like: FloatArray) -> FloatArray:
    numbers = require_numbers(field, given)
    refuse_where(~np.isfinite(numbers), field, numbers, "a finite number")
    try:
        return np.broadcast_to(numbers, like.shape)
    except ValueError as error:
        raise InputError(field, numbers.shape, f"one for each series, {like.shape}") from error


def _sums(steps: FloatArray) -> tuple[FloatArray, IntArray]:
    total, n = np.zeros(steps.shape[1:]), np.zeros(steps.shape[1:], dtype=np.int64)
    sums, numbers = np.empty(steps.shape), np.empty(steps.shape, dtype=np.int64)
    for i, step in enumerate(steps):
        there = ~np.isnan(step)
        total = np.where(there, np.maximum(0.0, total + step), total)
        n = np.where(total > 0.0, n + there, 0)
        sums[i], numbers[i] = np.where(there, total, np.nan), n
    return series_last(sums), np.moveaxis(numbers, 0, -1)


def series_last(array: FloatArray) -> FloatArray:
    """Return an array of which time is the first axis with time as the last."""
    moved = np.moveaxis(array, 0, -1)
    moved.setflags(write=False)
    return moved


ASSUMPTIONS: Final = (
    "points are independent and about normal, without a season",
    "the process was steady when its centre and sigma were taken",
)
