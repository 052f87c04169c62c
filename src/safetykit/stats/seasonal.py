"""Months of the year: what a month normally brings, so that a December meets Decembers.

What belongs here: the multiplicative year and month model of monthly counts, the expectation and
the adjustment that follow from it. What does not: control limits and their rules.
"""

from __future__ import annotations

from typing import Final

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

__all__ = [
    "SeasonalExpectation",
    "SeasonalFit",
    "fit_seasonal",
    "seasonal_adjust",
    "seasonal_expectation",
]

MONTHS: Final = 12
MAX_ROUNDS: Final = 1000
TOLERANCE: Final = 1e-10


@attrs.frozen(kw_only=True)
class SeasonalFit:
    """The fitted multiplicative model: expected count = year effect times month effect.

    Attributes:
        fitted: (n,) expected counts, nan where the count is not reported.
        month_effects: (12,) January to December; they average 1 over the months that are
            reported, and are nan for months that never are.
        year_effects: (number of years,) expected counts of an average month, by rising year.
        years: The years that the year effects belong to.
        n_parameters: Parameters that the positive fitted counts determine.
        converged: Whether the fitting came to rest.
    """

    fitted: FloatArray = attrs.field(eq=comparable)
    month_effects: FloatArray = attrs.field(eq=comparable)
    year_effects: FloatArray = attrs.field(eq=comparable)
    years: tuple[int, ...]
    n_parameters: int
    converged: bool


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


def fit_seasonal(counts: ArrayLike, months: ArrayLike, years: ArrayLike) -> SeasonalFit:
    """Fit the multiplicative Poisson model of year and month to monthly counts.

    Iterative proportional fitting gives the maximum-likelihood fit of the log-linear model
    `count ~ year + month`; the table may have gaps. It is also the quasi-Poisson fit.

    Args:
        counts: (n,) counts, at most one for each month of each year; nan means "not reported",
            and months that are not reported may also be left out.
        months: (n,) calendar months, 0 for January to 11 for December.
        years: (n,) whole years.

    Returns:
        The fitted counts and the effects.

    Raises:
        InputError: The lengths differ, a count is negative, infinite or not whole, a month is out
            of range, or a month of a year is given twice.
        AnalysisError: Every count is 0 or none is reported.

    References:
        Bishop, Fienberg and Holland (1975) Discrete Multivariate Analysis, chapters 3 and 5
        (incomplete tables).

    Examples:
        >>> fit = fit_seasonal([10, 20, 20, 40], [0, 1, 0, 1], [2018, 2018, 2019, 2019])
        >>> fit.fitted.round(6).tolist()
        [10.0, 20.0, 20.0, 40.0]
    """
    table = require_series(counts)
    month = require_months(months, table.size)
    year = require_labels("years", years, table.size)
    _refuse_twice(month, year)
    there = ~np.isnan(table)
    if not np.nansum(table):
        raise AnalysisError(
            "seasonal fit",
            "there is no event in the counts that are reported",
            hint="Months not reported are not zero: check that the months are the right ones.",
        )
    known, row = np.unique(year[there], return_inverse=True)
    y_effect, m_effect, converged = _proportional_fit(table[there], row, month[there])
    fitted = np.full(table.shape, np.nan)
    fitted[there] = y_effect[row] * m_effect[month[there]]
    seen = np.bincount(month[there], minlength=MONTHS) > 0
    mean_effect = m_effect[seen].mean()
    return SeasonalFit(
        fitted=fitted,
        month_effects=np.where(seen, m_effect / mean_effect, np.nan),
        year_effects=y_effect * mean_effect,
        years=tuple(int(label) for label in known),
        n_parameters=_rank(row, month[there], fitted[there] > 0),
        converged=converged,
    )


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
        expected, converged = _monthly_means(table[kept], month[kept], n_reported), True
    else:
        fit = fit_seasonal(table[kept], month[kept], year[kept])
        expected, converged = fit.month_effects * fit.year_effects.mean(), fit.converged
    return SeasonalExpectation(
        expected=expected,
        shape=expected / np.nanmean(expected),
        total=float(expected.sum()),
        n_reported=n_reported,
        method="means of each calendar month" if year is None else "year and month effects",
        assumptions=("the pattern over the months is the same in each year, in proportion",),
        checks=_checks(n_reported, converged=converged),
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


def _refuse_twice(month: IntArray, year: IntArray) -> None:
    """Raise if a month of a year is given more than once."""
    cells, times = np.unique(year * MONTHS + month, return_counts=True)
    if (times > 1).any():
        twice = int(cells[times > 1][0])
        got = f"{twice // MONTHS}-{twice % MONTHS + 1:02d} twice"
        raise InputError("months, years", got, "one count for each month of each year")


def _proportional_fit(
    counts: FloatArray, row: IntArray, month: IntArray
) -> tuple[FloatArray, FloatArray, bool]:
    row_totals = _sums(row, counts)
    month_totals = _sums(month, counts, MONTHS)
    by_month = np.ones(MONTHS)
    for _ in range(MAX_ROUNDS):
        by_row = _share_out(row_totals, _sums(row, by_month[month]))
        new = _share_out(month_totals, _sums(month, by_row[row], MONTHS))
        converged = bool(np.abs(new - by_month).max() <= TOLERANCE * new.max())
        by_month = new
        if converged:
            break
    return _share_out(row_totals, _sums(row, by_month[month])), by_month, converged


def _sums(labels: IntArray, weights: FloatArray, length: int = 0) -> FloatArray:
    return np.bincount(labels, weights, minlength=length).astype(np.float64)


def _share_out(totals: FloatArray, weights: FloatArray) -> FloatArray:
    return np.divide(totals, weights, out=np.zeros(totals.shape), where=weights > 0)


def _rank(row: IntArray, month: IntArray, positive: BoolArray) -> int:
    design = np.hstack([np.eye(int(row.max()) + 1)[row], np.eye(MONTHS)[month]])
    return int(np.linalg.matrix_rank(design[positive]))


def _monthly_means(counts: FloatArray, month: IntArray, n_reported: IntArray) -> FloatArray:
    if not counts.sum():
        raise AnalysisError("seasonal expectation", "there is no event in the reference period")
    totals = _sums(month, counts, MONTHS)
    seen = n_reported > 0
    return np.asarray(np.where(seen, totals / np.maximum(n_reported, 1), np.nan))


def _require_mask(reference: ArrayLike | None, length: int) -> BoolArray:
    if reference is None:
        return np.ones(length, dtype=np.bool_)
    mask = np.asarray(reference)
    if mask.dtype.kind != "b" or mask.shape != (length,):
        raise InputError("reference", reference, f"{length} truth values, one for each point")
    return mask


def _checks(n_reported: IntArray, *, converged: bool) -> tuple[CheckResult, ...]:
    fewest = int(n_reported.min())
    detail = f"Each month is reported in {fewest} or more years; 3 make a firm expectation."
    checks = (CheckResult(name="years_per_month", passed=fewest >= 3, detail=detail),)
    if converged:
        return checks
    rest = f"The fitting did not come to rest in {MAX_ROUNDS} rounds."
    return (*checks, CheckResult(name="converged", passed=False, detail=rest))
