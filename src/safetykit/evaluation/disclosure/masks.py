"""What is taken from each result because it rests on hidden figures.

What belongs here: one function for each kind of result, which drops what may not be shown and says
so in words. What does not: which figures are hidden; that is in `hiding`. The results that come in
were made from published figures alone, so nothing here keeps a secret: it keeps numbers of no
meaning from being read as counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import attrs
import numpy as np

from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.disclosure import words
from safetykit.evaluation.disclosure.hiding import Hiding
from safetykit.evaluation.disclosure.windows import Periods, Place, baseline_of, claim_span
from safetykit.evaluation.interventions.effects import CAPS
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import (
    AreaTotal,
    Comparison,
    IndicatorResult,
    RecentResult,
    TargetResult,
    TargetStatus,
    Window,
)
from safetykit.evaluation.targets import status_of
from safetykit.model import DesignMethod, Plan, Statistic
from safetykit.quantities import Month
from safetykit.records import AreaKey, Series
from safetykit.stats import Estimate
from safetykit.stats.disclosure import check_area_difference

__all__ = ["Mask"]


@attrs.frozen(kw_only=True, eq=False)
class Mask:
    """What may be shown of the results of one source."""

    plan: Plan
    hiding: Hiding
    threshold: int

    def without(self, places: Collection[Place]) -> Mask:
        """Return the same with nothing shown of some series."""
        return attrs.evolve(self, hiding=self.hiding.without(places))

    def result(self, found: IndicatorResult) -> IndicatorResult:
        """Return what may be shown of an indicator."""
        secret = self.hiding.span((found.area, found.indicator.group))
        kept = attrs.evolve(found, totals=self._totals(found))
        return self._hidden_months(kept, len(secret)) if secret else kept

    def months(self, found: IndicatorResult) -> tuple[Month, ...]:
        """Return the months of an indicator that are hidden."""
        secret = self.hiding.span((found.area, found.indicator.group))
        return tuple(self.hiding.counts.months[i] for i in sorted(secret))

    def _hidden_months(self, found: IndicatorResult, number: int) -> IndicatorResult:
        place: Place = (found.area, found.indicator.group)
        compared = found.comparison is not None and self._compares(found, found.comparison)
        base = self._knows(found, baseline_of(found))
        targets = tuple(self._target(found, target) for target in found.targets)
        status, reason = status_of(targets) if targets else (found.status, found.reason)
        told = compared or (found.comparison is None and base)
        why, note = self._why(place, number)
        return attrs.evolve(
            found,
            series=self._series(found, place),
            value=found.value if self._knows(found, found.value_of) else _unknown(found),
            comparison=found.comparison if compared else None,
            refused=found.refused if told else why,
            rates=found.rates if told and base else (),
            targets=targets,
            status=status,
            reason=reason,
            recent=tuple(self._recent(found, recent) for recent in found.recent),
            required=found.required if self._requires(found) else None,
            sentence=found.sentence if told else self._sentence(found),
            notes=(note, *found.notes) if told else (note,),
            trace=self._trace(found, note),
        )

    def _why(self, place: Place, number: int) -> tuple[str, str]:
        """Return why nothing is compared, and the note that says how much is hidden."""
        if place in self.hiding.withheld:
            why = words.withheld_note(self.threshold)
            return why, why
        return words.why_hidden(self.threshold), words.hidden_note(number, self.threshold)

    def _sentence(self, found: IndicatorResult) -> str:
        if (found.area, found.indicator.group) in self.hiding.withheld:
            return words.withheld_sentence(found, self.threshold)
        windows = tuple(w for w in (baseline_of(found), found.latest) if w)
        return words.hidden_sentence(found, windows, self.threshold)

    def _knows(self, found: IndicatorResult, window: Window) -> bool:
        periods = Periods.of(found.series)
        return self.hiding.shows((found.area, found.indicator.group), periods.whole(window))

    def _compares(self, found: IndicatorResult, comparison: Comparison) -> bool:
        periods = Periods.of(found.series)
        place = (found.area, found.indicator.group)
        spans = (*periods.compared(comparison), periods.whole(comparison.after))
        return all(self.hiding.shows(place, span) for span in spans)

    def _requires(self, found: IndicatorResult) -> bool:
        latest = found.required.latest if found.required else None
        return self._knows(found, baseline_of(found)) and (
            latest is None or self._knows(found, latest)
        )

    def _series(self, found: IndicatorResult, place: Place) -> Series:
        secret = np.isin(np.arange(len(found.series.months)), sorted(self.hiding.span(place)))
        return attrs.evolve(
            found.series,
            values=np.where(secret, 0, found.series.values),
            reported=found.series.reported & ~secret,
        )

    def _totals(self, found: IndicatorResult) -> tuple[AreaTotal, ...]:
        """Return the totals that are published and whose difference from the own is not small."""
        own = next((t for t in found.totals if t.area == found.area), None)
        return tuple(t for t in found.totals if self._may_stand(found, t, own))

    def _may_stand(self, found: IndicatorResult, total: AreaTotal, own: AreaTotal | None) -> bool:
        place = (total.area, found.indicator.group)
        series = self.hiding.counts.series(found.indicator.group, area=total.area)
        windows = [w for w in (baseline_of(found), found.latest) if w]
        if not all(self.hiding.shows(place, Periods.of(series).whole(w)) for w in windows):
            return False
        if own is None or own is total:
            return True
        pairs = [(own.before, total.before), (own.after, total.after)]
        return not any(self._gives_away(a, b) for a, b in pairs if a is not None and b is not None)

    def _gives_away(self, one: int, other: int) -> bool:
        larger, smaller = max(one, other), min(one, other)
        return check_area_difference(larger, smaller, threshold=self.threshold).disclosive

    def _target(self, found: IndicatorResult, target: TargetResult) -> TargetResult:
        if target.comparison is None or self._compares(found, target.comparison):
            return target
        return attrs.evolve(
            target,
            status=TargetStatus.CANNOT_TELL,
            reason=words.why_hidden(self.threshold),
            comparison=None,
        )

    def _recent(self, found: IndicatorResult, recent: RecentResult) -> RecentResult:
        if recent.comparison is None or self._compares(found, recent.comparison):
            return recent
        why = words.why_hidden(self.threshold)
        return attrs.evolve(recent, comparison=None, refused=why, sentence="")

    def _trace(self, found: IndicatorResult, note: str) -> tuple[str, ...]:
        title = self.hiding.counts.source.title
        return (words.hidden_trace(found, title, self.threshold), *found.trace[1:3], note)

    def intervention(self, found: InterventionResult) -> InterventionResult:
        """Return an intervention, or that nothing can be shown of it."""
        names = {key.name for key in (*found.areas, *found.comparison)}
        names |= {*found.design.buffer, *found.design.buffer_comparison}
        group, counts = found.indicator.group, self.hiding.counts
        keys = [key for key in counts.areas if key.name in names and group in counts.groups]
        if not any(self.hiding.span((key, group)) for key in keys):
            return found
        why = words.withheld_intervention(self.threshold)
        told = f"{found.design.title}, {found.indicator.title.lower()}: {why[:1].lower()}{why[1:]}"
        return attrs.evolve(
            found,
            used=DesignMethod.DESCRIPTION,
            why_not=why,
            described=None,
            effect=None,
            displacement=None,
            worth=None,
            maryland_cap=CAPS[DesignMethod.DESCRIPTION],
            checks=(),
            sentence=told,
            notes=(words.who_can_reckon(),),
        )

    def peer(self, found: PeerResult | str, own: AreaKey) -> PeerResult | str:
        """Return an area beside others, or why it cannot be shown."""
        if isinstance(found, str):
            return found
        group, counts = found.indicator.group, self.hiding.counts
        names = [own.name, *(point.name for point in found.others)]
        for key in (AreaKey(own.rule, name) for name in names):
            span = Periods.of(counts.series(group, area=key)).whole(found.window)
            if not self.hiding.shows((key, group), span):
                return f"Beside places like it: {words.why_hidden(self.threshold)}"
        return found

    def keeps(self, claim: ClaimResult) -> bool:
        """Return whether a recomputed claim rests on published figures alone."""
        test = claim.claim.test
        if test is None:
            return True
        counts = self.hiding.counts
        area = area_key(self.plan.area, counts)
        own = self.plan.indicator(test.indicator).group
        if test.statistic is Statistic.COUNT:
            return self.hiding.shows((area, own), claim_span(claim, counts.series(own, area=area)))
        return not any(
            self.hiding.span((area, group)) & claim_span(claim, counts.series(group, area=area))
            for group in counts.groups
        )


def _unknown(found: IndicatorResult) -> Estimate:
    return attrs.evolve(found.value, value=math.nan, low=math.nan, high=math.nan)
