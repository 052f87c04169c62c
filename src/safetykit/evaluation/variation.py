"""Usual variation: what the reference months and the season lead one to expect, month by month.

Where a source counts by quarter or by year, the same is asked of its quarters or years.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.evaluation.case import Case, calendar, period_months
from safetykit.evaluation.results import SignalPoint, Variation, Window
from safetykit.quantities import Month
from safetykit.records import QualityCode
from safetykit.stats import CheckResult
from safetykit.stats.variation import XmrChart, seasonal_adjust, seasonal_expectation, xmr

__all__ = ["variation_of"]

FloatArray = npt.NDArray[np.float64]
MIN_POINTS: Final = {1: 24, 3: 8, 12: 8}  # periods, by the months of one
MIN_REFERENCE: Final = {1: 11, 3: 8, 12: 8}  # of months, a year in which one is not reported
MAX_REFERENCE: Final = {1: 36, 3: 36, 12: 144}  # months
YEAR: Final = 12


def variation_of(case: Case) -> Variation | None:
    """Put limits from the reference months around what the season leads one to expect.

    With fewer than two years of months the season takes up all that varies, and with fewer than a
    year of reference months too little is known of usual variation: then there are none. Of
    quarters and of years, eight are asked for.
    """
    step = case.series.step
    reference, last = _reference(case), case.limits.whole(case.choice.judged_to)
    whole = Window(first=case.series.months[0], last=last)
    judged = Window(first=reference.last + 1, last=last)
    if judged.last < judged.first or case.reported(whole) < MIN_POINTS[step]:
        return None
    season = _season(case, whole) if case.reported(reference) >= MIN_REFERENCE[step] else None
    if season is None:
        return None
    shape, checks = season
    span = Window(first=reference.first, last=last)
    seasons = calendar(span, step)[0]
    adjusted = seasonal_adjust(case.numbers(span), seasons, shape)
    chart = xmr(adjusted, baseline=len(reference) // step)
    if not np.isfinite(chart.upper):
        return None
    return _in_counts(case, chart, shape[seasons], reference, judged=judged, checks=checks)


def _in_counts(
    case: Case,
    chart: XmrChart,
    effect: FloatArray,
    reference: Window,
    *,
    judged: Window,
    checks: tuple[CheckResult, ...],
) -> Variation:
    """Return a chart of counts without their season as counts with it, `effect` for each."""
    step, span = case.series.step, Window(first=reference.first, last=judged.last)
    months = period_months(span, step)
    return Variation(
        months=months,
        expected=_floats(chart.mean * effect),
        lower=_floats(np.maximum(chart.lower, 0.0) * effect),
        upper=_floats(chart.upper * effect),
        reference=reference,
        judged=judged,
        signals=_points(chart, case.numbers(span), months, judged),
        method=f"{chart.method}, of counts divided by their {_name(step)}'s usual share; limits "
        f"from {reference.words}",
        checks=(*chart.checks, *checks),
    )


def _season(case: Case, whole: Window) -> tuple[FloatArray, tuple[CheckResult, ...]] | None:
    """Return the shape of a year, 1 where a season is not known, with its checks."""
    if case.series.step == YEAR:
        return np.ones(YEAR), ()
    seasons, years = calendar(whole, case.series.step)
    try:
        season = seasonal_expectation(case.numbers(whole), seasons, years=years)
    except AnalysisError:
        return None
    return np.where(np.isnan(season.shape), 1.0, season.shape), season.checks


def _name(step: int) -> str:
    return {1: "month", 3: "quarter"}.get(step, "year")


def _points(
    chart: XmrChart, numbers: FloatArray, months: Sequence[Month], judged: Window
) -> tuple[SignalPoint, ...]:
    return tuple(
        SignalPoint(
            month=month,
            value=int(numbers[i]),
            direction=int(np.asarray(chart.direction)[i]),
            rules=chart.signals.at(i),
        )
        for i, month in enumerate(months)
        if month in judged and np.asarray(chart.signals.any)[i]
    )


def _reference(case: Case) -> Window:
    """Return the months that set the limits: up to the baseline's end, and at most three years.

    They begin after the last break of the source, or shift of level, that lies before the baseline:
    few months set uncertain limits, but months of another level set wrong ones.
    """
    before, step = case.choice.before, case.series.step
    longest = max(MAX_REFERENCE[step], len(before))
    starts = [case.series.months[0], before.last + -(longest - 1)]
    for known in case.counts.source.breaks:
        starts += [m for m in (known.start, known.end and known.end + 1) if m]
    for finding in case.quality():
        starts += finding.months if finding.code == QualityCode.LEVEL_SHIFT else ()
    first = max(s for s in starts if s <= before.first)
    return Window(first=first + (case.series.months[0] - first) % step, last=before.last)


def _floats(values: npt.ArrayLike) -> tuple[float, ...]:
    return tuple(float(v) for v in np.asarray(values))
