"""One indicator: its count, its change, its variation, its rates and the status of its target."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError, InputError
from safetykit.evaluation import words
from safetykit.evaluation.case import Case, calendar
from safetykit.evaluation.rates import has_later_base, rates_of
from safetykit.evaluation.results import (
    AreaTotal,
    Comparison,
    IndicatorResult,
    Window,
)
from safetykit.evaluation.targets import judge
from safetykit.evaluation.variation import variation_of
from safetykit.evaluation.windows import Choice, Limits, choose_window
from safetykit.model import Area, Indicator
from safetykit.quantities import month_range
from safetykit.records import AreaKey, AreaRule, Counts, Series
from safetykit.stats.overdispersion import (
    Dispersion,
    check_dispersion,
    choose_dispersion,
    seasonal_dispersion,
)
from safetykit.stats.rates import percentage_change, rate

__all__ = ["area_key", "evaluate_indicator"]

FloatArray = npt.NDArray[np.float64]
MIN_MONTHS: Final = 24


def area_key(area: Area, counts: Counts) -> AreaKey:
    """Return which rows are counted: those of the area's force, else those coded to its district.

    Raises:
        InputError: The records hold neither.
    """
    wanted = (
        AreaKey(AreaRule.RECORDED_BY_FORCE, area.police_force),
        AreaKey(AreaRule.CODED_TO_AREA, area.district),
    )
    for key in wanted:
        if key in counts.areas:
            return key
    have = ", ".join(str(key) for key in counts.areas)
    hint = f"Set area.police_force or area.district in the plan; the records hold: {have}."
    raise InputError("area", area.name, "an area that the records hold", hint=hint)


def evaluate_indicator(
    indicator: Indicator, *, area: Area, counts: Counts, limits: Limits, confidence: float
) -> IndicatorResult:
    """Evaluate one indicator on the counts of its source.

    Raises:
        InputError: The records do not hold the area, the category or the baseline.
    """
    key = area_key(area, counts)
    series = counts.series(indicator.group, area=key)
    choice = choose_window(indicator, limits, counts.source.breaks)
    _require_baseline(choice.before, series)
    case = Case(
        indicator=indicator,
        area=area,
        counts=counts,
        series=series,
        choice=choice,
        limits=limits,
        confidence=confidence,
    )
    dispersion = _dispersion(case)
    phi = 1.0 if dispersion is None else choose_dispersion(dispersion)
    comparison = _compare(case, phi)
    if comparison is None and choice.after is not None:
        choice = attrs.evolve(choice, after=None, reason=_nothing_in_common(choice))
        case = attrs.evolve(case, choice=choice)
    variation = variation_of(case)
    shown = choice.after or choice.before
    value = rate(_total(case.numbers(shown)), confidence=confidence, dispersion=phi)
    whole = None if np.isnan(case.numbers(shown)).any() else value
    status, reason = judge(indicator, choice, comparison, variation, limits, value=whole)
    return IndicatorResult(
        indicator=indicator,
        area=key,
        series=series,
        latest=choice.after,
        value=value,
        value_of=shown,
        comparison=comparison,
        refused="" if comparison else choice.reason,
        dispersion=dispersion,
        variation=variation,
        rates=rates_of(
            indicator, area, series, choice.before, dispersion=phi, confidence=confidence
        ),
        totals=_totals(case),
        status=status,
        reason=reason,
        sentence=words.indicator_sentence(indicator, choice, comparison, case.series),
        notes=words.indicator_notes(
            indicator,
            choice,
            comparison,
            variation,
            series,
            rates_later=has_later_base(indicator, area, choice.after),
        ),
        trace=_trace(case, dispersion),
        quality=case.quality(),
    )


def _total(numbers: FloatArray) -> float:
    """Return the sum of what is reported; nan, which is not 0, if nothing is."""
    return float("nan") if np.isnan(numbers).all() else float(np.nansum(numbers))


def _nothing_in_common(choice: Choice) -> str:
    after = choice.after.words if choice.after else ""
    return f"No calendar month is reported both in {choice.before.words} and in {after}."


def _require_baseline(before: Window, series: Series) -> None:
    if before.first < series.months[0] or before.last > series.months[-1]:
        raise InputError(
            "baseline",
            before.words,
            f"months that the records hold ({series.months[0]} to {series.months[-1]})",
            hint="Give records that reach back to the baseline.",
        )


def _dispersion(case: Case) -> Dispersion | None:
    """Estimate the dispersion over all reported months before the first break that matters."""
    window = Window(first=case.series.months[0], last=case.choice.judged_to)
    values = case.numbers(window)
    if np.count_nonzero(~np.isnan(values)) < MIN_MONTHS:
        return None
    try:
        return seasonal_dispersion(values, *calendar(window))
    except AnalysisError:
        return None


def _compare(case: Case, phi: float) -> Comparison | None:
    """Compare the calendar months that both windows report."""
    before, after = case.choice.before, case.choice.after
    if after is None:
        return None
    turned = _aligned(before, after)
    first, second = case.numbers(before), case.numbers(after)[turned]
    both = ~np.isnan(first) & ~np.isnan(second)
    if not both.any():
        return None
    counts = int(first[both].sum()), int(second[both].sum())
    later = np.array(month_range(after.first, after.last), dtype=object)[turned]
    left_out = [
        month
        for i, pair in enumerate(zip(month_range(before.first, before.last), later, strict=True))
        for month in pair
        if not both[i]
    ]
    return Comparison(
        before=before,
        after=after,
        count_before=counts[0],
        count_after=counts[1],
        months=int(both.sum()),
        left_out=tuple(left_out),
        change=percentage_change(*counts, confidence=case.confidence, dispersion=phi),
    )


def _aligned(before: Window, after: Window) -> npt.NDArray[np.int64]:
    """Return the order in which the months after stand beside those of their name before."""
    shift = (before.first.month - after.first.month) % 12
    return np.roll(np.arange(len(before)), -shift)


def _totals(case: Case) -> tuple[AreaTotal, ...]:
    """Count the same windows by each area rule that the records hold for the area."""
    names = {case.area.police_force, case.area.district}
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
