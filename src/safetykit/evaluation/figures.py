"""The figures of one indicator: all that is reckoned of it before anything is said.

What belongs here: which figures there are, and what each is made from. What does not: how one is
made, which has a file of its own, and the result with its words, which is in `indicators`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from safetykit.errors import AnalysisError
from safetykit.evaluation.case import Case, calendar
from safetykit.evaluation.comparing import compare, total
from safetykit.evaluation.polarity import effective_polarity
from safetykit.evaluation.rates import rates_of
from safetykit.evaluation.recent import recent_results
from safetykit.evaluation.required import required_for
from safetykit.evaluation.results import (
    AreaTotal,
    Comparison,
    RateResult,
    RecentResult,
    Required,
    TargetResult,
    TargetStatus,
    Variation,
    Window,
)
from safetykit.evaluation.targets import judge_targets, status_of, target_day
from safetykit.evaluation.variation import variation_of
from safetykit.evaluation.windows import Choice
from safetykit.model import Polarity
from safetykit.quantities import Month
from safetykit.records import Series
from safetykit.stats import Estimate
from safetykit.stats.overdispersion import Dispersion, choose_dispersion, seasonal_dispersion
from safetykit.stats.rates import rate

__all__ = ["Figures", "reckon"]

MIN_POINTS: Final = {1: 24, 3: 8, 12: 8}  # periods, by the months of one


@attrs.frozen(kw_only=True)
class Figures:
    """What is reckoned of one indicator.

    Attributes:
        case: What they were reckoned from; its choice is of no months after if none can be
            compared.
        dispersion: How much more the months vary than chance makes them; None if not estimable.
        phi: The dispersion that intervals allow for: 1 where it is not estimable.
        comparison: The change from the baseline; None where it is refused.
        value: The count of the latest comparable months, or of the baseline if there are none.
        value_of: The window that `value` counts.
        variation: The signals among the months; None where no limits can be set.
        rates: The baseline's count under each denominator.
        recent: The latest twelve months and the year to date, each beside the year before.
        required: What would have to be true for the last target to be met.
        polarity: Which way is better.
        targets: Each target, judged at its own date.
        totals: The same windows by each area rule.
        provisional: Months of the windows whose figures may still change.
    """

    case: Case
    dispersion: Dispersion | None
    phi: float
    comparison: Comparison | None
    value: Estimate
    value_of: Window
    variation: Variation | None
    rates: tuple[RateResult, ...]
    recent: tuple[RecentResult, ...]
    required: Required | None
    polarity: Polarity
    targets: tuple[TargetResult, ...]
    totals: tuple[AreaTotal, ...]
    provisional: tuple[Month, ...]

    @property
    def status(self) -> TargetStatus:
        """Whether the last target that was due was met."""
        return status_of(self.targets)[0]

    @property
    def reason(self) -> str:
        """The status explained."""
        return status_of(self.targets)[1]


def reckon(case: Case, *, hidden: bool, year_starts: int) -> Figures:
    """Reckon the figures of an indicator; nobody looks at how hidden months vary."""
    dispersion = None if hidden else _dispersion(case)
    phi = 1.0 if dispersion is None else choose_dispersion(dispersion)
    comparison = _comparison(case, phi)
    if comparison is None and case.choice.after is not None:
        choice = attrs.evolve(case.choice, after=None, reason=_nothing_in_common(case.choice))
        case = attrs.evolve(case, choice=choice)
    variation = None if hidden else variation_of(case)
    shown = case.choice.after or case.choice.before
    return Figures(
        case=case,
        dispersion=dispersion,
        phi=phi,
        comparison=comparison,
        value=rate(total(case.numbers(shown)), confidence=case.confidence, dispersion=phi),
        value_of=shown,
        variation=variation,
        rates=rates_of(case, dispersion=phi),
        recent=recent_results(case, dispersion=phi, year_starts=year_starts),
        required=_required(case, phi),
        polarity=effective_polarity(case.indicator, case.counts.source),
        targets=judge_targets(case, variation, dispersion=phi),
        totals=_totals(case),
        provisional=_provisional(case.series, case.choice),
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


def _required(case: Case, phi: float) -> Required | None:
    targets = sorted(case.indicator.targets, key=target_day)
    return required_for(case, targets[-1], dispersion=phi) if targets else None


def _nothing_in_common(choice: Choice) -> str:
    after = choice.after.words if choice.after else ""
    return f"No calendar month is reported both in {choice.before.words} and in {after}."


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


def _provisional(series: Series, choice: Choice) -> tuple[Month, ...]:
    """Return the periods of the windows whose figures may still change."""
    windows = [w for w in (choice.before, choice.after) if w]
    return tuple(
        month
        for month, flag in zip(series.months, series.provisional, strict=True)
        if flag and any(month in window for window in windows)
    )
