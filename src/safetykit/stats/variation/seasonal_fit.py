"""The multiplicative model of year and month, fitted to monthly counts.

What belongs here: the fit, its effects and what they determine. What does not: what is made of
them, which is in `seasonal` and `overdispersion`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_labels, require_months, require_series
from safetykit.stats.estimate import BoolArray, FloatArray, IntArray, comparable

__all__ = ["SeasonalFit", "fit_seasonal", "sums"]

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
        connected: Whether shared months tie all years together. If not, the effects of the
            separate blocks cannot be compared; the fitted counts are right all the same.
    """

    fitted: FloatArray = attrs.field(eq=comparable)
    month_effects: FloatArray = attrs.field(eq=comparable)
    year_effects: FloatArray = attrs.field(eq=comparable)
    years: tuple[int, ...]
    n_parameters: int
    converged: bool
    connected: bool


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
    _require_events(table)
    there = ~np.isnan(table)
    known, row = np.unique(year[there], return_inverse=True)
    y_effect, m_effect, converged = _proportional_fit(table[there], row, month[there])
    fitted = np.full(table.shape, np.nan)
    fitted[there] = y_effect[row] * m_effect[month[there]]
    seen = np.bincount(month[there], minlength=MONTHS) > 0
    mean_effect = m_effect[seen].mean()
    rank = _rank(row, month[there], fitted[there] > 0)
    return SeasonalFit(
        fitted=fitted,
        month_effects=np.where(seen, m_effect / mean_effect, np.nan),
        year_effects=y_effect * mean_effect,
        years=tuple(int(label) for label in known),
        n_parameters=rank,
        converged=converged,
        connected=rank == int((y_effect > 0).sum() + (m_effect > 0).sum()) - 1,
    )


def _require_events(counts: FloatArray) -> None:
    if not np.nansum(counts):
        raise AnalysisError(
            "seasonal fit",
            "there is no event in the counts that are reported",
            hint="Months not reported are not zero: check that the months are the right ones.",
        )


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
    row_totals = sums(row, counts)
    month_totals = sums(month, counts, MONTHS)
    by_month = np.ones(MONTHS)
    for _ in range(MAX_ROUNDS):
        by_row = _share_out(row_totals, sums(row, by_month[month]))
        new = _share_out(month_totals, sums(month, by_row[row], MONTHS))
        converged = bool(np.abs(new - by_month).max() <= TOLERANCE * new.max())
        by_month = new
        if converged:
            break
    return _share_out(row_totals, sums(row, by_month[month])), by_month, converged


def sums(labels: IntArray, weights: FloatArray, length: int = 0) -> FloatArray:
    """Return the sum of the weights that carry each label from 0 up."""
    return np.bincount(labels, weights, minlength=length).astype(np.float64)


def _share_out(totals: FloatArray, weights: FloatArray) -> FloatArray:
    return np.divide(totals, weights, out=np.zeros(totals.shape), where=weights > 0)


def _rank(row: IntArray, month: IntArray, positive: BoolArray) -> int:
    design = np.hstack([np.eye(int(row.max()) + 1)[row], np.eye(MONTHS)[month]])
    return int(np.linalg.matrix_rank(design[positive]))
