"""One indicator: its count, its change, its variation, its rates and the status of its targets."""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.evaluation import words
from safetykit.evaluation.case import Case
from safetykit.evaluation.counted_area import area_key, wider_area_note
from safetykit.evaluation.figures import Figures, reckon
from safetykit.evaluation.rates import has_later_base
from safetykit.evaluation.results import IndicatorResult, Window
from safetykit.evaluation.windows import Limits, choose_window
from safetykit.model import Area, Indicator
from safetykit.quantities import Month
from safetykit.records import Break, Counts, Series
from safetykit.stats.overdispersion import Dispersion, check_dispersion

__all__ = ["Asked", "area_key", "evaluate_indicator"]


@attrs.frozen(kw_only=True)
class Asked:
    """What the caller asked of every indicator alike.

    Attributes:
        confidence: The level of every interval.
        across: The codes of breaks that comparisons may cross.
        year_starts: The month, from 1, in which the year to date begins.
        hidden: The ids of indicators some of whose months are hidden. Their sums are known, and
            nothing is said of how their months vary.
        due_days: How many days after its period a figure of partners is due; None for what its
            counts say.
    """

    confidence: float
    across: frozenset[str] = frozenset()
    year_starts: int = 4
    hidden: frozenset[str] = frozenset()
    due_days: int | None = None


def evaluate_indicator(
    indicator: Indicator, *, area: Area, counts: Counts, limits: Limits, asked: Asked
) -> IndicatorResult:
    """Evaluate one indicator on the counts of its source.

    Raises:
        InputError: The records do not hold the area, the category or the baseline.
    """
    case = _case(indicator, area, counts, limits, asked)
    hidden = indicator.id in asked.hidden
    return _result(reckon(case, hidden=hidden, year_starts=asked.year_starts))


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


def _result(found: Figures) -> IndicatorResult:
    """Put the figures of an indicator together with the words for them."""
    return IndicatorResult(
        indicator=found.case.indicator,
        area=found.case.series.area,
        series=found.case.series,
        latest=found.case.choice.after,
        value=found.value,
        value_of=found.value_of,
        comparison=found.comparison,
        refused="" if found.comparison else found.case.choice.reason,
        dispersion=found.dispersion,
        variation=found.variation,
        rates=found.rates,
        totals=found.totals,
        polarity=found.polarity,
        targets=found.targets,
        status=found.status,
        reason=found.reason,
        recent=found.recent,
        required=found.required,
        provisional=found.provisional,
        sentence=_sentence(found),
        notes=_notes(found),
        trace=_trace(found.case, found.dispersion),
        quality=found.case.quality(),
    )


def _sentence(found: Figures) -> str:
    case = found.case
    return words.indicator_sentence(case.indicator, case.choice, found.comparison, case.series)


def _notes(found: Figures) -> tuple[str, ...]:
    """Return what limits the result, most important first."""
    case = found.case
    wider = wider_area_note(case.series.area, found.totals)
    later = has_later_base(case.indicator, case.area, case.choice.after)
    return (
        *((wider,) if wider else ()),
        *words.indicator_notes(
            case.indicator,
            case.choice,
            found.comparison,
            found.variation,
            case.series,
            polarity=found.polarity,
            rates_later=later,
        ),
        *words.caution_notes(found.provisional, case.series.step, _crossed(case)),
    )


def _crossed(case: Case) -> tuple[Break, ...]:
    """Return the breaks that the comparison was asked to cross, and does."""
    before, after = case.choice.before, case.choice.after
    if after is None:
        return ()
    left = set(case.counts.source.breaks) - set(case.breaks)
    return tuple(
        b for b in case.counts.source.breaks if b in left and b.touches(before.first, after.last)
    )


def _require_baseline(indicator: Indicator, before: Window, series: Series) -> None:
    if before.first < series.months[0] or before.last > series.last_month:
        raise InputError(
            "baseline",
            before.words,
            f"months that the records hold ({series.months[0]} to {series.last_month})",
            hint=f"Give records that reach back to the baseline of “{indicator.id}”.",
        )


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
