"""Usual variation: what the reference months and the season lead one to expect, month by month."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.evaluation.case import Case, calendar
from safetykit.evaluation.results import SignalPoint, Variation, Window
from safetykit.quantities import month_range
from safetykit.records import QualityCode
from safetykit.stats.variation import seasonal_adjust, seasonal_expectation, xmr

__all__ = ["variation_of"]

MIN_MONTHS: Final = 24
MIN_REFERENCE: Final = 11  # a year in which one month is not reported
MAX_REFERENCE: Final = 36


def variation_of(case: Case) -> Variation | None:
    """Put limits from the reference months around what the season leads one to expect.

    With fewer than two years of months the season takes up all that varies, and with fewer than a
    year of reference months too little is known of usual variation: then there are none.
    """
    reference, last = _reference(case), case.choice.judged_to
    whole = Window(first=case.series.months[0], last=last)
    judged = Window(first=reference.last + 1, last=last)
    if judged.last < judged.first:
        return None
    months, years = calendar(whole)
    if case.reported(whole) < MIN_MONTHS or case.reported(reference) < MIN_REFERENCE:
        return None
    try:
        season = seasonal_expectation(case.numbers(whole), months, years=years)
    except AnalysisError:
        return None
    shape = np.where(np.isnan(season.shape), 1.0, season.shape)
    span = Window(first=reference.first, last=last)
    effect = shape[[m.month - 1 for m in month_range(span.first, span.last)]]
    adjusted = seasonal_adjust(case.numbers(span), calendar(span)[0], shape)
    chart = xmr(adjusted, baseline=len(reference))
    if not np.isfinite(chart.upper):
        return None
    signals = chart.signals
    points = tuple(
        SignalPoint(
            month=month,
            value=int(case.numbers(span)[i]),
            direction=int(chart.direction[i]),
            rules=signals.at(i),
        )
        for i, month in enumerate(month_range(span.first, span.last))
        if month in judged and signals.any[i]
    )
    return Variation(
        months=month_range(span.first, span.last),
        expected=_floats(chart.mean * effect),
        lower=_floats(np.maximum(chart.lower, 0.0) * effect),
        upper=_floats(chart.upper * effect),
        reference=reference,
        judged=judged,
        signals=points,
        method=f"{chart.method}, of counts divided by their month's usual share; limits from "
        f"{reference.words}",
        checks=(*chart.checks, *season.checks),
    )


def _reference(case: Case) -> Window:
    """Return the months that set the limits: up to the baseline's end, and at most three years.

    They begin after the last break of the source, or shift of level, that lies before the baseline:
    few months set uncertain limits, but months of another level set wrong ones.
    """
    before = case.choice.before
    starts = [case.series.months[0], before.last + -(MAX_REFERENCE - 1)]
    for known in case.counts.source.breaks:
        starts += [m for m in (known.start, known.end and known.end + 1) if m]
    for finding in case.quality():
        starts += finding.months if finding.code == QualityCode.LEVEL_SHIFT else ()
    return Window(first=max(s for s in starts if s <= before.first), last=before.last)


def _floats(values: npt.ArrayLike) -> tuple[float, ...]:
    return tuple(float(v) for v in np.asarray(values))
