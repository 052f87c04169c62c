"""Run charts: is a series shifted about its median, without limits?

What belongs here: Anhøj's rules for the longest run and the crossings. What does not: control
limits, which are in `xmr_chart` and `attribute_charts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_numbers, require_whole
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    FloatArray,
    FloatOrArray,
    IntArray,
    comparable,
    read_only,
)
from safetykit.stats.variation.rules import side_of
from safetykit.stats.variation.xmr_chart import require_baseline, require_series_of_points

__all__ = ["RunChart", "anhoej_limits", "run_chart"]

FEW_POINTS: Final = 10
ONE_IN: Final = 20


@attrs.frozen(kw_only=True)
class RunChart:
    """A run chart's median and Anhøj's two tests, for one series or a batch.

    For one series the numbers are plain; for a batch (..., n) they are arrays of shape (...).

    Attributes:
        values: (..., n) the values, nan where not reported.
        centre: The line about which runs are counted.
        n_useful: How many points are reported and do not lie on the line.
        longest_run: The longest run of useful points on one side.
        longest_run_max: A longer run than this is a signal.
        n_crossings: How often the useful points cross the line.
        n_crossings_min: Fewer crossings than this are a signal.
        signal: Whether either test signals.
        method: The method, in words.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    centre: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    n_useful: int | IntArray = attrs.field(eq=comparable)
    longest_run: int | IntArray = attrs.field(eq=comparable)
    longest_run_max: int | IntArray = attrs.field(eq=comparable)
    n_crossings: int | IntArray = attrs.field(eq=comparable)
    n_crossings_min: int | IntArray = attrs.field(eq=comparable)
    signal: bool | BoolArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def run_chart(
    values: ArrayLike,
    *,
    centre: ArrayLike | None = None,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
) -> RunChart:
    """Return whether a series is shifted, from its longest run and its crossings (Anhøj).

    Points on the line are not useful: they neither break a run nor make it longer. With n useful
    points a run longer than `log2(n) + 3`, rounded, is a signal, and so are fewer crossings than
    the 5% quantile of a binomial of n - 1 tosses of a coin.

    Args:
        values: (..., n) values in order of time; nan means "not reported" and is passed over.
        centre: (...) the line; the median of the baseline if None.
        baseline: The points whose median is the line: the first so many, or a slice; all if None.
        exclude: Points that are passed over, counted from 0.

    Returns:
        The chart. The check `short_series` fails where fewer than 10 points are useful.

    Raises:
        InputError: A value is infinite or not a number; there is no point, or no point in the
            baseline; a place in `exclude` is not one of the series; the shapes do not fit.

    References:
        Anhøj and Olesen (2014) PLoS ONE 9:e113825. Schilling (2012) Mathematics Magazine
        85:141-149. Chen (2010) Journal of Quality Technology 42:203-210 (crossings).

    Examples:
        >>> chart = run_chart([3, 5, 4, 6, 5, 7, 9, 8, 9, 10, 9, 11])
        >>> chart.longest_run, chart.n_crossings, chart.signal
        (6, 1, True)
    """
    series = require_series_of_points(values)
    part = require_baseline(baseline, series.shape[-1])
    judged = _without(series, exclude)
    line = _require_line(centre, judged, part)
    useful, longest, crossings = _runs(np.moveaxis(side_of(judged, line), -1, 0))
    most, least = anhoej_limits(useful)
    return RunChart(
        values=series,
        centre=line,
        n_useful=_plain(useful),
        longest_run=_plain(longest),
        longest_run_max=most,
        n_crossings=_plain(crossings),
        n_crossings_min=least,
        signal=_plain_bool((longest > most) | (crossings < least)),
        method="run chart, Anhøj's rules for the longest run and the crossings",
        assumptions=("points are independent", "half of the points lie above the line by chance"),
        checks=_checks(useful),
    )


def anhoej_limits(n_useful: ArrayLike) -> tuple[int | IntArray, int | IntArray]:
    """Return the longest run, and the fewest crossings, that are no signal.

    Args:
        n_useful: How many points do not lie on the line, whole and 0 or more, any shape.

    Returns:
        Two numbers, or two arrays; 0 and 0 where there is no useful point.

    Raises:
        InputError: A number is negative or not whole.

    References:
        As for `run_chart`.

    Examples:
        >>> anhoej_limits(24)
        (8, 8)
    """
    given = require_numbers("n_useful", n_useful)
    bad = ~np.isfinite(given) | (given < 0) | (given % 1 != 0)
    refuse_where(bad, "n_useful", given, "a whole number of 0 or more")
    numbers, back = np.unique(given, return_inverse=True)
    found = np.array([_critical(int(n)) for n in numbers], dtype=np.int64).reshape(-1, 2)
    pairs = found[back.ravel()]
    most, least = (pairs[:, i].reshape(given.shape) for i in range(2))
    return _plain(most), _plain(least)


@lru_cache(maxsize=1024)
def _critical(n: int) -> tuple[int, int]:
    if n == 0:
        return 0, 0
    crossings, ways, below = 0, 1, 1  # of the 2**(n - 1) ways that n - 1 coins can fall
    while ONE_IN * below < 2 ** (n - 1):
        ways = ways * (n - 1 - crossings) // (crossings + 1)
        crossings += 1
        below += ways
    return round(math.log2(n) + 3.0), crossings


def _without(series: FloatArray, exclude: Sequence[int]) -> FloatArray:
    judged = series.copy()
    for index in exclude:
        place = require_whole("exclude", index, minimum=0)
        if place >= series.shape[-1]:
            raise InputError("exclude", index, f"a place from 0 to {series.shape[-1] - 1}")
        judged[..., place] = np.nan
    return judged


def _require_line(centre: ArrayLike | None, judged: FloatArray, part: slice) -> FloatArray:
    if centre is None:
        return _median(judged[..., part])
    line = require_numbers("centre", centre)
    try:
        return np.broadcast_to(line, judged.shape[:-1])
    except ValueError as error:
        expected = f"one number for each series, {judged.shape[:-1]}"
        raise InputError("centre", line.shape, expected) from error


def _median(series: FloatArray) -> FloatArray:
    """Return the median over the last axis of what is reported; nan of nothing, silently."""
    ordered = np.sort(series, axis=-1)  # nan goes last
    number = (~np.isnan(series)).sum(axis=-1)
    low, high = np.maximum((number - 1) // 2, 0), np.minimum(number // 2, series.shape[-1] - 1)
    pair = (
        np.take_along_axis(ordered, place[..., np.newaxis], axis=-1)[..., 0]
        for place in (low, high)
    )
    return np.where(number > 0, sum(pair) / 2.0, np.nan)


def _runs(sides: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the useful points, the longest run and the crossings, walking along time once."""
    zero = np.zeros(sides.shape[1:], dtype=np.int64)
    last, run, longest, crossings, useful = zero, zero, zero, zero, zero
    for side in sides:
        counts = side != 0
        same = counts & (side == last)
        crossings = crossings + (counts & (last != 0) & ~same)
        run = np.where(same, run + 1, np.where(counts, 1, run))
        longest = np.maximum(longest, run)
        useful = useful + counts
        last = np.where(counts, side, last)
    return useful, longest, crossings


def _plain(numbers: IntArray) -> int | IntArray:
    return numbers if np.ndim(numbers) else int(numbers)


def _plain_bool(answer: BoolArray) -> bool | BoolArray:
    return answer if np.ndim(answer) else bool(answer)


def _checks(useful: IntArray) -> tuple[CheckResult, ...]:
    fewest = int(useful.min(initial=np.iinfo(np.int64).max))
    detail = f"{fewest} useful points is the fewest; the tests need {FEW_POINTS}."
    return (CheckResult(name="short_series", passed=fewest >= FEW_POINTS, detail=detail),)
