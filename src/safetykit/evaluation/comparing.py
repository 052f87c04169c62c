"""Comparing two windows of one series: the same seasons, reported in both, with an interval."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from safetykit.evaluation.case import Case, month_counts, period_months
from safetykit.evaluation.results import Comparison, Window
from safetykit.records import Series
from safetykit.stats.rates import percentage_change

__all__ = ["compare", "compare_series", "total"]

FloatArray = npt.NDArray[np.float64]


def compare(case: Case, before: Window, after: Window, *, dispersion: float) -> Comparison | None:
    """Compare the months, quarters or years of one name that both windows report.

    Args:
        case: The series, and the level of the interval.
        before: The earlier window.
        after: The later window, of the same length.
        dispersion: How much more the counts vary than chance makes them.

    Returns:
        The comparison; None if no month of one name is reported in both.
    """
    return compare_series(
        case.series, before, after, confidence=case.confidence, dispersion=dispersion
    )


def compare_series(
    series: Series, before: Window, after: Window, *, confidence: float, dispersion: float
) -> Comparison | None:
    """Compare two windows of a series, as `compare` does of a case."""
    step, turned = series.step, _aligned(before, after, series.step)
    first, second = (month_counts(series.window(w.first, w.last)) for w in (before, after))
    second = second[turned]
    both = ~np.isnan(first) & ~np.isnan(second)
    if not both.any():
        return None
    counts = int(first[both].sum()), int(second[both].sum())
    later = np.array(period_months(after, step), dtype=object)[turned]
    pairs = zip(period_months(before, step), later, strict=True)
    left_out = [month for i, pair in enumerate(pairs) for month in pair if not both[i]]
    return Comparison(
        before=before,
        after=after,
        count_before=counts[0],
        count_after=counts[1],
        months=int(both.sum()) * step,
        left_out=tuple(left_out),
        change=percentage_change(*counts, confidence=confidence, dispersion=dispersion),
    )


def total(numbers: FloatArray) -> float:
    """Return the sum of what is reported; nan, which is not 0, if nothing is."""
    return float("nan") if np.isnan(numbers).all() else float(np.nansum(numbers))


def _aligned(before: Window, after: Window, step: int) -> npt.NDArray[np.int64]:
    """Return the order in which the periods after stand beside those of their name before."""
    shift = (before.first.month - after.first.month) % 12
    return np.roll(np.arange(len(before) // step), -(shift // step))
