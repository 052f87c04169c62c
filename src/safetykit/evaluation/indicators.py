"""One indicator: its count, its change, its variation, its rates and the status of its targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.errors import AnalysisError, InputError
from safetykit.evaluation import words
from safetykit.evaluation.case import Case, calendar
from safetykit.evaluation.comparing import compare, total
from safetykit.evaluation.counted_area import area_key, wider_area_note
from safetykit.evaluation.polarity import effective_polarity
from safetykit.evaluation.rates import has_later_base, rates_of
from safetykit.evaluation.recent import recent_results
from safetykit.evaluation.required import required_for
from safetykit.evaluation.results import (
    AreaTotal,
    Comparison,
    IndicatorResult,
    Required,
    TargetResult,
    TargetStatus,
    Window,
)
from safetykit.evaluation.targets import NO_TARGET, judge_targets
from safetykit.evaluation.variation import variation_of
from safetykit.evaluation.windows import Choice, Limits, choose_window
from safetykit.model import Area, Indicator
from safetykit.quantities import Month
from safetykit.records import Break, Counts, Series
from safetykit.stats.overdispersion import (
    Dispersion,
    check_dispersion,
    choose_dispersion,
    seasonal_dispersion,
)
from safetykit.stats.rates import rate

__all__ = ["Asked", "area_key", "evaluate_indicator", "status_of"]

MIN_POINTS: Final = {1: 24, 3: 8, 12: 8}  # periods, by the months of one


@attrs.frozen(kw_only=True)
class Asked:
    """What the caller asked of every indicator alike.

    Attributes:
        confidence: The level of every interval.
        across: The codes of breaks that comparisons may cross.
        year_starts: The month, from 1, in which the year to date begins.
        hidden: The ids of indicators some of whose months are hidden. Their sums are known, and
            nothing is said of how their months vary.
    """

    confidence: float
    across: frozenset[str] = frozenset()
    year_starts: int = 4
    hidden: frozenset[str] = frozenset()


def evaluate_indicator(
    indicator: Indicator, *, area: Area, counts: Counts, limits: Limits, asked: Asked
) -> IndicatorResult:
    """Evaluate one indicator on the counts of its source.

    Raises:
        InputError: The records do not hold the area, the category or the baseline.
    """
    case = _case(indicator, area, counts, limits, asked)
    dispersion = None if indicator.id in asked.hidden else _dispersion(case)
    phi = 1.0 if dispersion is None else choose_dispersion(dispersion)
    comparison = _comparison(case, phi)
    if comparison is None and case.choice.after is not None:
        choice = attrs.evolve(case.choice, after=None, reason=_nothing_in_common(case.choice))
        case = attrs.evolve(case, choice=choice)
    return _result(case, dispersion, phi, comparison, asked)


def _case(indicator: Indicator, area: Area, counts: Counts, limits: Limits, asked: Asked) -> Case:
    series = counts.series(indicator.group, area=area_key(area, counts))
    breaks = tuple(b for b in counts.source.breaks if b.code not in asked.across)
    choice = choose_window(indicator, limits, breaks)
    _require_baseline(indicator, choice.before, series)
    return Case(
        indicator=indicator,
        area=area,
        counts=counts,
        series=_not_after(series, limits.last) if choice.before.last > limits.last else series,
        choice=choice,
        limits=limits,
        breaks=breaks,
        confidence=asked.confidence,
    )


def _not_after(series: Series, last: Month) -> Series:
    """Return a series in which nothing is known of the months after the day of the evaluation."""
    known = series.reported & [month + (series.step - 1) <= last for month in series.months]
    return attrs.evolve(series, values=np.where(known, series.values, 0), reported=known)


def _result(
    case: Case,
    dispersion: Dispersion | None,
    phi: float,
    comparison: Comparison | None,
    asked: Asked,
) -> IndicatorResult:
    choice, series = case.choice, case.series
    variation = None if case.indicator.id in asked.hidden else variation_of(case)
    shown = choice.after or choice.before
    targets = judge_targets(case, variation, dispersion=phi)
    status, reason = status_of(targets)
    provisional = _provisional(series, choice)
    polarity = effective_polarity(case.indicator, case.counts.source)
    totals = _totals(case)
    wider = wider_area_note(series.area, totals)
    return IndicatorResult(
        indicator=case.indicator,
        area=series.area,
        series=series,
        latest=choice.after,
        value=rate(total(case.numbers(shown)), confidence=case.confidence, dispersion=phi),
        value_of=shown,
        comparison=comparison,
        refused="" if comparison else choice.reason,
        dispersion=dispersion,
        variation=variation,
        rates=rates_of(case, dispersion=phi),
        totals=totals,
        polarity=polarity,
        targets=targets,
        status=status,
        reason=reason,
        recent=recent_results(case, dispersion=phi, year_starts=asked.year_starts),
        required=_required(case, phi),
        provisional=provisional,
        sentence=words.indicator_sentence(case.indicator, choice, comparison, series),
        notes=(
            *((wider,) if wider else ()),
            *words.indicator_notes(
                case.indicator,
                choice,
                comparison,
                variation,
                series,
                polarity=polarity,
                rates_later=has_later_base(case.indicator, case.area, choice.after),
            ),
            *words.caution_notes(provisional, series.step, _crossed(case)),
        ),
        trace=_trace(case, dispersion),
        quality=case.quality(),
    )


def status_of(targets: Sequence[TargetResult]) -> tuple[TargetStatus, str]:
    """Return the answer of the last target that was due, or of the last where none was."""
    if not targets:
        return TargetStatus.CANNOT_TELL, NO_TARGET
    due = [t for t in targets if t.status is not TargetStatus.NOT_DUE]
    told = due[-1] if due else targets[-1]
    return told.status, told.reason


def _required(case: Case, phi: float) -> Required | None:
    targets = case.indicator.targets
    return required_for(case, targets[-1], dispersion=phi) if targets else None


def _crossed(case: Case) -> tuple[Break, ...]:
    """Return the breaks that the comparison was asked to cross, and does."""
    before, after = case.choice.before, case.choice.after
    if after is None:
        return ()
    left = set(case.counts.source.breaks) - set(case.breaks)
    return tuple(
        b for b in case.counts.source.breaks if b in left and b.touches(before.first, after.last)
    )


def _provisional(series: Series, choice: Choice) -> tuple[Month, ...]:
    """Return the periods of the windows whose figures may still change."""
    windows = [w for w in (choice.before, choice.after) if w]
    return tuple(
        month
        for month, flag in zip(series.months, series.provisional, strict=True)
        if flag and any(month in window for window in windows)
    )


def _nothing_in_common(choice: Choice) -> str:
    after = choice.after.words if choice.after else ""
    return f"No calendar month is reported both in {choice.before.words} and in {after}."


def _require_baseline(indicator: Indicator, before: Window, series: Series) -> None:
    if before.first < series.months[0] or before.last > series.last_month:
        raise InputError(
            "baseline",
            before.words,
            f"months that the records hold ({series.months[0]} to {series.last_month})",
            hint=f"Give records that reach back to the baseline of “{indicator.id}”.",
        )


def _dispersion(case: Case) -> Dispersion | None:
    """Estimate the dispersion over all reported periods before the first break that matters."""
    step = case.series.step
    last = max(case.limits.whole(case.choice.judged_to), case.series.months[0] + (step - 1))
    window = Window(first=case.series.months[0], last=last)
    values = case.numbers(window)
    if np.count_nonzero(~np.isnan(values)) < MIN_POINTS[step]:
        return None
    try:
        return seasonal_dispersion(values, *calendar(window, step))
    except AnalysisError:
        return None


def _comparison(case: Case, phi: float) -> Comparison | None:
    before, after = case.choice.before, case.choice.after
    return compare(case, before, after, dispersion=phi) if after else None


def _totals(case: Case) -> tuple[AreaTotal, ...]:
    """Count the same windows by each area rule that the records hold for the area."""
    names = {case.area.police_force, case.area.district, case.area.name}
    before, after = case.choice.before, case.choice.after
    found = []
    for key in case.counts.areas:
        if key.name not in names:
            continue
        series = case.counts.series(case.indicator.group, area=key)
        earlier = series.window(before.first, before.last)
        later = series.window(after.first, after.last) if after else None
        if not earlier.reported.any():
            continue
        known = later.total() if later is not None and later.reported.any() else None
        found.append(AreaTotal(area=key, before=earlier.total(), after=known))
    return tuple(found)


def _trace(case: Case, dispersion: Dispersion | None) -> tuple[str, ...]:
    rows = case.series.total()
    steps = [
        f"Rows of {case.counts.source.title}, category “{case.indicator.group}”, "
        f"{case.series.area}: {rows:,} over all months of the records.",
        f"Baseline: {case.choice.before.words}.",
        f"Comparison: {case.choice.reason}",
    ]
    if dispersion is None:
        steps.append(
            "Dispersion: not estimable, for want of months or of events; intervals allow for "
            "chance only."
        )
    else:
        steps.append(f"Dispersion: {check_dispersion(dispersion).detail}")
    return tuple(steps)
