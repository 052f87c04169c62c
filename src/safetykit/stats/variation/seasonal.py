"""Months of the year: what a month normally brings, so that a December meets Decembers.

What belongs here: the expectation of each month and the adjustment for the season. What does not:
the model they rest on, which is in `seasonal_fit`, and control limits.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import (
    require_labels,
    require_months,
    require_one_shape,
    require_points,
    require_reported,
    require_series,
)
from safetykit.stats.estimate import BoolArray, CheckResult, FloatArray, IntArray, comparable
from safetykit.stats.variation.seasonal_fit import (
    MAX_ROUNDS,
    MONTHS,
    SeasonalFit,
    fit_seasonal,
    sums,
)

__all__ = ["SeasonalExpectation", "seasonal_adjust", "seasonal_expectation"]


@attrs.frozen(kw_only=True)
class SeasonalExpectation:
    """What each calendar month brings in a year like those of the reference period.

    Attributes:
        expected: (12,) expected counts, January to December, at the average level of the
            reference period; nan for months that are never reported in it.
        shape: (12,) month effects that average 1 over the months reported.
        total: Expected count of a whole year; nan if a month is never reported.
        n_reported: (12,) in how many years of the reference each month is reported.
        method: How the expectation was made.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    expected: FloatArray = attrs.field(eq=comparable)
    shape: FloatArray = attrs.field(eq=comparable)
    total: float = attrs.field(eq=comparable)
    n_reported: IntArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def seasonal_expectation(
    counts: ArrayLike,
    months: ArrayLike,
    *,
    years: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> SeasonalExpectation:
    """Return what each calendar month is expected to bring, from a reference period.

    With `years`, the month effects of `fit_seasonal` are put at the average level of the years:
    a month that is reported in busy years alone is not overrated. Without, each month's reported
    counts are averaged. The two agree when no month is missing. To say how far a December lies
    from Decembers, compare it with `rate_ratio(count, 1, sum_of_decembers, number_of_decembers)`.

    Args:
        counts: (n,) counts; nan means "not reported".
        months: (n,) calendar months, 0 for January to 11 for December.
        years: (n,) whole years, or None.
        reference: (n,) true for the points that form the reference period; all if None.

    Returns:
        The expectation of the twelve months, their shape and their total.

    Raises:
        InputError: As for `fit_seasonal`; or the reference is not one truth value for each point.
        AnalysisError: Every count of the reference is 0 or none is reported.

    References:
        As for `fit_seasonal`.

    Examples:
        >>> normal = seasonal_expectation([30, 50, 40, 70], [0, 11, 0, 11])
        >>> normal.expected[[0, 11]].tolist()
        [35.0, 60.0]
    """
    table = require_series(counts)
    month = require_months(months, table.size)
    year = None if years is None else require_labels("years", years, table.size)
    kept = ~np.isnan(table) & _require_mask(reference, table.size)
    n_reported = np.bincount(month[kept], minlength=MONTHS)
    if year is None:
        fit = None
        expected = _monthly_means(table[kept], month[kept], n_reported)
    else:
        fit = fit_seasonal(table[kept], month[kept], year[kept])
        expected = fit.month_effects * fit.year_effects.mean()
    return SeasonalExpectation(
        expected=expected,
        shape=expected / np.nanmean(expected),
        total=float(expected.sum()),
        n_reported=n_reported,
        method="means of each calendar month" if year is None else "year and month effects",
        assumptions=("the pattern over the months is the same in each year, in proportion",),
        checks=_checks(n_reported, fit),
    )


def seasonal_adjust(values: ArrayLike, months: ArrayLike, shape: ArrayLike) -> FloatArray:
    """Return the values divided by their month's effect.

    Plain control limits are tripped by every December of a series with a busy December; limits
    for the adjusted values are not. Take the shape from years before the ones that are judged.

    Args:
        values: (..., n) values; nan stays nan.
        months: (n,) calendar months, 0 for January to 11 for December.
        shape: (12,) or (..., 12) month effects, as in `SeasonalExpectation.shape`; not negative.

    Returns:
        (..., n) adjusted values, nan where the month's effect is nan or 0.

    Raises:
        InputError: The lengths differ, a month is out of range, or an effect is negative.

    References:
        The multiplicative model of `fit_seasonal`.

    Examples:
        >>> shape = [1.0] * 11 + [2.0]
        >>> seasonal_adjust([30, 60], [0, 11], shape).tolist()
        [30.0, 30.0]
    """
    series = require_points(values)
    month = require_months(months, series.shape[-1])
    effects = require_reported("shape", shape)
    if effects.shape[-1:] != (MONTHS,) or (effects < 0).any():
        raise InputError("shape", shape, "12 effects, January to December, none of them negative")
    divisor = np.where(effects > 0, effects, np.nan)[..., month]
    top, bottom = require_one_shape(values=series, shape=divisor)
    return np.asarray(top / bottom)


def _monthly_means(counts: FloatArray, month: IntArray, n_reported: IntArray) -> FloatArray:
    if not counts.sum():
        raise AnalysisError("seasonal expectation", "there is no event in the reference period")
    totals = sums(month, counts, MONTHS)
    seen = n_reported > 0
    return np.asarray(np.where(seen, totals / np.maximum(n_reported, 1), np.nan))


def _require_mask(reference: ArrayLike | None, length: int) -> BoolArray:
    if reference is None:
        return np.ones(length, dtype=np.bool_)
    mask = np.asarray(reference)
    if mask.dtype.kind != "b" or mask.shape != (length,):
        raise InputError("reference", reference, f"{length} truth values, one for each point")
    return mask


def _checks(n_reported: IntArray, fit: SeasonalFit | None) -> tuple[CheckResult, ...]:
    fewest = int(n_reported.min())
    detail = f"Each month is reported in {fewest} or more years; 3 make a firm expectation."
    checks = [CheckResult(name="years_per_month", passed=fewest >= 3, detail=detail)]
    if fit and not fit.converged:
        detail = f"The fitting did not come to rest in {MAX_ROUNDS} rounds."
        checks.append(CheckResult(name="converged", passed=False, detail=detail))
    if fit and not fit.connected:
        detail = "Some years share no month with the others: their months cannot be compared."
        checks.append(CheckResult(name="connected", passed=False, detail=detail))
    return tuple(checks)
