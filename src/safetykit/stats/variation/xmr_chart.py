"""Control charts of individual values: is this month unlike the months before?

What belongs here: the XmR chart, its limits and its signals. What does not: the rules, which are
in `rules`, and the seasonal pattern, which is in `seasonal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    require_choice,
    require_one_positive,
    require_points,
    require_whole,
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
from safetykit.stats.variation.rules import (
    NHS_RULES,
    NHS_RUN,
    RULES,
    Rule,
    outside_limits,
    shift,
    side_of,
    trend_direction,
    two_of_three,
)

__all__ = ["NHS_FACTOR", "Improvement", "Signals", "XmrChart", "xmr"]

Improvement: TypeAlias = Literal["increase", "decrease"]

NHS_FACTOR: Final = 2.66
MOVING_RANGE_FACTOR: Final = 3.267
FEW_POINTS: Final = 12
FIRM_POINTS: Final = 15


@attrs.frozen(kw_only=True)
class Signals:
    """The points that each rule marks, as (..., n) arrays; a rule that was not used marks none.

    Attributes:
        outside_limits: Beyond either natural process limit.
        shift: Part of a run on one side of the mean.
        trend: Part of a run that rises, or falls, at each step.
        two_of_three: One of 2 in 3 points beyond 2 sigma, on one side.
    """

    outside_limits: BoolArray = attrs.field(eq=comparable)
    shift: BoolArray = attrs.field(eq=comparable)
    trend: BoolArray = attrs.field(eq=comparable)
    two_of_three: BoolArray = attrs.field(eq=comparable)

    @property
    def any(self) -> BoolArray:
        """The points that at least one rule marks."""
        return self.outside_limits | self.shift | self.trend | self.two_of_three

    def at(self, index: int) -> tuple[Rule, ...]:
        """Return the names of the rules that mark one point of a single series."""
        if self.shift.ndim != 1:
            raise InputError("signals", self.shift.shape, "the signals of a single series")
        return tuple(rule for rule in RULES if getattr(self, rule)[index])


@attrs.frozen(kw_only=True)
class XmrChart:
    """The limits and the signals of an XmR chart, for one series or a batch.

    For one series the numbers are floats; for a batch (..., n) they are arrays of shape (...).

    Attributes:
        values: (..., n) the values, nan where not reported.
        mean: The mean of the baseline points.
        lower: The lower natural process limit; it may be below 0 for counts.
        upper: The upper natural process limit.
        moving_ranges: (..., n) distance from the point before; nan where either is missing.
        moving_range_mean: The mean moving range of the baseline that the limits rest on.
        moving_range_upper: 3.267 times it, the limit of the moving ranges.
        signals: The points that each rule marks.
        direction: (..., n) 1 for a signal upwards, -1 downwards, 0 for no signal.
        improvement: Which direction is better, or None if neither is.
        method: The method and its constants, in words.
        assumptions: What must hold for the limits to mean what they say.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    mean: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    lower: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    upper: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    moving_ranges: FloatArray = attrs.field(eq=comparable)
    moving_range_mean: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    moving_range_upper: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    signals: Signals
    direction: IntArray = attrs.field(eq=comparable)
    improvement: Improvement | None
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def point_types(self) -> NDArray[np.str_]:
        """(..., n) words: `common_cause`, or `improvement`, `concern`, `high`, `low` for signals.

        Without a better direction a signal is `high` or `low`. They are the NHS point types.
        """
        sign = {"increase": 1, "decrease": -1, None: 1}[self.improvement]
        up, down = ("improvement", "concern") if self.improvement else ("high", "low")
        turned = sign * self.direction
        return np.where(turned > 0, up, np.where(turned < 0, down, "common_cause"))


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
    series = _require_series(values)
    _require_options(rules, improvement)
    per_range = require_one_positive("factor", factor)
    part = series[..., _require_baseline(baseline, series.shape[-1])]
    mean = _mean(part)
    typical = _typical_range(np.abs(np.diff(part, axis=-1)), screen=screen_moving_ranges)
    lower, upper = mean - per_range * typical, mean + per_range * typical
    signals, direction = find_signals(series, mean, lower, upper, rules=rules, run=run)
    screened = "screened" if screen_moving_ranges else "not screened"
    return XmrChart(
        values=series,
        mean=mean,
        lower=lower,
        upper=upper,
        moving_ranges=_moving_ranges(series),
        moving_range_mean=typical,
        moving_range_upper=MOVING_RANGE_FACTOR * typical,
        signals=signals,
        direction=direction,
        improvement=improvement,
        method=f"XmR chart, {per_range:.6g} mean moving ranges, {screened}",
        assumptions=(
            "the points of the baseline come from one steady process",
            "points are independent, without a season: see seasonal_adjust",
        ),
        checks=_checks(series, part, typical),
    )


def _require_series(values: ArrayLike) -> FloatArray:
    series = require_points(values).copy()
    if not series.shape[-1]:
        raise InputError("values", values, "a series of at least one value")
    series.setflags(write=False)
    return series


def _require_options(rules: Sequence[Rule], improvement: Improvement | None) -> None:
    for rule in rules:
        require_choice("rules", rule, RULES)
    if improvement is not None:
        require_choice("improvement", improvement, ("increase", "decrease"))


def _require_baseline(baseline: slice | int | None, length: int) -> slice:
    if isinstance(baseline, slice):
        if not range(*baseline.indices(length)):
            raise InputError("baseline", baseline, f"a slice with a point of the {length}")
        return baseline
    return slice(None if baseline is None else require_whole("baseline", baseline, minimum=1))


def _mean(array: FloatArray) -> FloatArray:
    """Return the mean over the last axis of what is reported; nan of nothing, silently."""
    there = ~np.isnan(array)
    n = there.sum(axis=-1)
    total = np.where(there, array, 0.0).sum(axis=-1)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan)


def _typical_range(ranges: FloatArray, *, screen: bool) -> FloatArray:
    typical = _mean(ranges)
    if not screen:
        return typical
    bound = MOVING_RANGE_FACTOR * typical[..., np.newaxis]
    return _mean(np.where((ranges < bound) | (bound == 0.0), ranges, np.nan))


def _moving_ranges(series: FloatArray) -> FloatArray:
    first = np.full((*series.shape[:-1], 1), np.nan)
    return np.concatenate([first, np.abs(np.diff(series, axis=-1))], axis=-1)


def find_signals(
    series: FloatArray,
    mean: FloatArray,
    lower: FloatArray,
    upper: FloatArray,
    *,
    rules: Sequence[Rule],
    run: int,
) -> tuple[Signals, IntArray]:
    """Return the points that the rules mark, and the direction of each signal.

    As in Making Data Count, a point beyond a limit takes its side, then a point of a trend takes
    the slope, and any other signal its side of the mean.
    """
    nothing = np.zeros(series.shape, dtype=np.bool_)
    slope = trend_direction(series, run=run) * ("trend" in rules)
    signals = Signals(
        outside_limits=outside_limits(series, lower, upper) & ("outside_limits" in rules),
        shift=shift(series, mean, run=run) if "shift" in rules else nothing,
        trend=slope != 0,
        two_of_three=two_of_three(series, mean, lower, upper)
        if "two_of_three" in rules
        else nothing,
    )
    side = np.where(signals.any, side_of(series, mean), 0)
    return signals, np.where((slope != 0) & ~signals.outside_limits, slope, side)


def _checks(series: FloatArray, part: FloatArray, typical: FloatArray) -> tuple[CheckResult, ...]:
    fewest = int((~np.isnan(part)).sum(axis=-1).min(initial=part.shape[-1]))
    verdict = "firm" if fewest >= FIRM_POINTS else "provisional"
    detail = (
        f"{fewest} reported points set the limits, which are {verdict}; {FIRM_POINTS} are firm."
    )
    found = [CheckResult(name="short_series", passed=fewest >= FEW_POINTS, detail=detail)]
    undefined = int(np.isnan(typical).sum())
    if undefined:
        detail = f"{undefined} of {typical.size} series have no two points in a row: no limits."
        found.append(CheckResult(name="moving_ranges", passed=False, detail=detail))
    missing = int(np.isnan(series).sum())
    if missing:
        detail = f"{missing} of {series.size} points are not reported and left out."
        found.append(CheckResult(name="not_reported", passed=None, detail=detail))
    return tuple(found)
