"""An evaluation made again from figures that may be published.

What belongs here: the order of the steps. First the counts of partners are hidden or rounded, then
the whole evaluation is made again from what is left, and page one is written last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import numpy as np

from safetykit.evaluation.answer import Evaluation
from safetykit.evaluation.disclosure import words
from safetykit.evaluation.disclosure.hiding import hide
from safetykit.evaluation.disclosure.masks import Mask
from safetykit.evaluation.disclosure.policy import DisclosurePolicy
from safetykit.evaluation.disclosure.rounding import rounded_counts
from safetykit.evaluation.disclosure.windows import Place, Span, claim_span, peer_sums, result_sums
from safetykit.evaluation.indicators import area_key
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.outcomes import evaluate_asked
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import ClaimResult, IndicatorResult
from safetykit.evaluation.screen import Screen
from safetykit.model import Id, Statistic
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts, QualityCode, QualityFinding, Travel

__all__ = ["Protected", "protect"]

# Findings on the records whose words come from the calendar, and hold no figure of a partner's.
HARMLESS: Final = frozenset(
    str(code)
    for code in (
        QualityCode.MISSING_MONTH,
        QualityCode.KNOWN_BREAK,
        QualityCode.SERIES_BREAK,
        QualityCode.BOUNDARY_CHANGE,
        QualityCode.NOT_SENT,
        QualityCode.PROVISIONAL,
    )
)


@attrs.frozen(kw_only=True)
class Protected:
    """An evaluation made from published figures, what is hidden in it, and what to say of that."""

    evaluation: Evaluation
    cautions: tuple[str, ...]
    hidden: tuple[tuple[str, tuple[Month, ...]], ...]


def protect(evaluation: Evaluation, policy: DisclosurePolicy) -> Protected:
    """Return an evaluation in which no small count of a partner's can be worked out.

    Raises:
        MissingExtraError: SciPy is not installed.
    """
    sources = {counts.source.name: _without_traces(counts) for counts in evaluation.records}
    masks = {} if policy.rounding else dict(_masks(evaluation, policy))
    for name, counts in sources.items():
        if counts.source.travel is not Travel.PARTNER:
            continue
        if policy.rounding:
            sources[name] = rounded_counts(counts, policy.rounding)
        else:
            sources[name] = _without_traces(masks[name].hiding.counts)
    screen = _Screening(evaluation, masks)
    hidden = {
        r.indicator.id: months
        for r in evaluation.results
        if (mask := masks.get(r.indicator.source)) and (months := mask.months(r))
    }
    again = evaluate_asked(
        evaluation.plan,
        sources,
        day=evaluation.as_of,
        asked=attrs.evolve(evaluation.asked, hidden=frozenset(hidden)),
        found=evaluation.audit,
        screen=screen.screen(),
    )
    return Protected(
        evaluation=attrs.evolve(again, records=tuple(_tables(again, masks))),
        cautions=_cautions(evaluation, again, policy),
        hidden=tuple(hidden.items()),
    )


def _tables(again: Evaluation, masks: dict[str, Mask]) -> Iterator[Counts]:
    """Yield the counts as they may be published: nothing is reported where a count is hidden."""
    for counts in again.records:
        mask = masks.get(counts.source.name)
        if mask is None:
            yield counts
            continue
        known = counts.reported & ~mask.hiding.hidden
        yield attrs.evolve(counts, values=np.where(known, counts.values, 0), reported=known)


def _masks(evaluation: Evaluation, policy: DisclosurePolicy) -> Iterator[tuple[str, Mask]]:
    for counts in evaluation.records:
        if counts.source.travel is Travel.PARTNER:
            hiding = hide(counts, _sums(evaluation, counts), threshold=policy.threshold)
            mask = Mask(plan=evaluation.plan, hiding=hiding, threshold=policy.threshold)
            yield counts.source.name, mask


def _sums(evaluation: Evaluation, counts: Counts) -> Iterator[tuple[Place, Span]]:
    """Yield all sums of a source that a report shows."""
    name = counts.source.name
    for result in evaluation.results:
        if result.indicator.source == name:
            yield from result_sums(result, counts)
    for found in evaluation.interventions:
        if found.indicator.source == name:
            for area in _places(found, counts):
                yield (area, found.indicator.group), frozenset()
    own = area_key(evaluation.plan.area, counts)
    for peer in evaluation.peers:
        if not isinstance(peer, str) and peer.indicator.source == name:
            yield from peer_sums(peer, counts, own)
    for claim in evaluation.claims:
        test = claim.claim.test
        indicator = evaluation.plan.indicator(test.indicator) if test else None
        if indicator and test and indicator.source == name and test.statistic is Statistic.COUNT:
            series = counts.series(indicator.group, area=own)
            yield (own, indicator.group), claim_span(claim, series)


def _places(found: InterventionResult, counts: Counts) -> Iterator[AreaKey]:
    names = {key.name for key in (*found.areas, *found.comparison)}
    names |= {*found.design.buffer, *found.design.buffer_comparison}
    yield from (key for key in counts.areas if key.name in names)


def _without_traces(counts: Counts) -> Counts:
    """Return a partner's counts without what tells of its rows in other ways.

    The number of rows is a sum of all counts, the hash of a small table can be found by trying (of
    a frame it stands among the parameters), a denominator may be as small as a count, and findings
    on the records speak of single rows. Public counts stay as they are.
    """
    if counts.source.travel is not Travel.PARTNER:
        return counts
    kept = tuple(_plain(f) for f in counts.quality if f.code in HARMLESS)
    return attrs.evolve(
        counts,
        quality=kept,
        files=(),
        parameters=(),
        denominators=None,
        rows_read=0,
        rows_set_aside=0,
    )


def _plain(finding: QualityFinding) -> QualityFinding:
    return attrs.evolve(finding, rows=None, file=None, line=None)


@attrs.frozen
class _Screening:
    """The masks of several sources as one screen."""

    evaluation: Evaluation
    masks: dict[str, Mask]

    def screen(self) -> Screen:
        return Screen(
            result=self.result, intervention=self.intervention, peer=self.peer, keeps=self.keeps
        )

    def result(self, found: IndicatorResult) -> IndicatorResult:
        mask = self.masks.get(found.indicator.source)
        return mask.result(found) if mask else found

    def intervention(self, found: InterventionResult) -> InterventionResult:
        mask = self.masks.get(found.indicator.source)
        return mask.intervention(found) if mask else found

    def peer(self, found: PeerResult | str) -> PeerResult | str:
        if isinstance(found, str):
            return found
        mask = self.masks.get(found.indicator.source)
        return mask.peer(found, self._own(found.indicator.id)) if mask else found

    def keeps(self, claim: ClaimResult) -> bool:
        test = claim.claim.test
        indicator = self.evaluation.plan.indicator(test.indicator) if test else None
        mask = self.masks.get(indicator.source) if indicator else None
        return mask.keeps(claim) if mask else True

    def _own(self, indicator: Id) -> AreaKey:
        return self.evaluation[indicator].area


def _cautions(given: Evaluation, again: Evaluation, policy: DisclosurePolicy) -> tuple[str, ...]:
    partners = [counts for counts in given.records if counts.source.travel is Travel.PARTNER]
    left_out = []
    if claims := len(given.claims) - len(again.claims):
        what = "One stated figure is" if claims == 1 else f"{claims} stated figures are"
        left_out.append(f"{what} not held against the records, because that would show too much.")
    if findings := len(given.quality) - len(again.quality):
        what = "One finding is" if findings == 1 else f"{findings} findings are"
        left_out.append(f"{what} not shown, because findings on partners' records name rows.")
    return words.cautions_of(
        tuple(counts.source.title for counts in partners),
        threshold=policy.threshold,
        rounding=policy.rounding,
        left_out=tuple(left_out),
    )
