"""An evaluation made again from figures that may be published.

What belongs here: the order of the steps. First the counts of partners are hidden or rounded, then
the whole evaluation is made again from what is left, and page one is written last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from safetykit.errors import AnalysisError
from safetykit.evaluation.answer import Evaluation
from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.disclosure import words
from safetykit.evaluation.disclosure.bases import published_bases
from safetykit.evaluation.disclosure.gate import claim_sums, exposed_places
from safetykit.evaluation.disclosure.hiding import hide
from safetykit.evaluation.disclosure.masks import Mask
from safetykit.evaluation.disclosure.measures import MeasureMask, measure_sums, unrounded
from safetykit.evaluation.disclosure.policy import DisclosurePolicy
from safetykit.evaluation.disclosure.rounding import rounded_counts
from safetykit.evaluation.disclosure.windows import Place, Span, peer_sums, result_sums
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.measured import MeasureResult
from safetykit.evaluation.outcomes import evaluate_asked
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import IndicatorResult
from safetykit.evaluation.screen import Screen
from safetykit.model import Id
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts, QualityCode, QualityFinding, Travel

__all__ = ["Protected", "protect"]

# Findings on the records whose words come from the calendar and from names, and hold no figure.
HARMLESS: Final = frozenset(
    str(code)
    for code in (
        QualityCode.MISSING_MONTH,
        QualityCode.KNOWN_BREAK,
        QualityCode.SERIES_BREAK,
        QualityCode.BOUNDARY_CHANGE,
        QualityCode.NOT_SENT,
        QualityCode.PROVISIONAL,
        QualityCode.NOT_IN_PLAN,
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

    Before it is returned, it is attacked: while a hidden month can be narrowed, the series and all
    that are linked with it are withheld, and it is made again.

    Raises:
        AnalysisError: Something follows even so.
        MissingExtraError: SciPy is not installed.
    """
    masks = {} if policy.rounding else dict(_masks(evaluation, policy))
    again = _made_again(evaluation, policy, masks)
    while leaks := _leaks(evaluation, again, masks):
        masks = {name: mask.without(leaks.get(name, ())) for name, mask in masks.items()}
        again = _made_again(evaluation, policy, masks)
    tables = (
        _without_traces(masks[counts.source.name].hiding.table())
        if counts.source.name in masks
        else counts
        for counts in again.records
    )
    return Protected(
        evaluation=attrs.evolve(again, records=tuple(tables)),
        cautions=_cautions(evaluation, again, policy),
        hidden=tuple(_hidden(evaluation, masks).items()),
    )


def _made_again(
    evaluation: Evaluation, policy: DisclosurePolicy, masks: dict[str, Mask]
) -> Evaluation:
    """Return the evaluation made from published figures, without what rests on hidden ones."""
    sources = {counts.source.name: _without_traces(counts) for counts in evaluation.records}
    for name, counts in sources.items():
        if name in masks:
            sources[name] = _stand_in(evaluation, masks[name])
        elif policy.rounding and counts.source.travel is Travel.PARTNER:
            sources[name] = rounded_counts(counts, policy.rounding)
    return evaluate_asked(
        evaluation.plan,
        sources,
        day=evaluation.as_of,
        asked=attrs.evolve(evaluation.asked, hidden=frozenset(_hidden(evaluation, masks))),
        found=evaluation.audit,
        screen=_Screening(evaluation, masks, is_rounded=bool(policy.rounding)).screen(),
    )


def _stand_in(evaluation: Evaluation, mask: Mask) -> Counts:
    """Return the counts to evaluate instead, with the denominators that may be shown."""
    name = mask.hiding.counts.source.name
    given = next(counts for counts in evaluation.records if counts.source.name == name)
    bases = published_bases(given, mask.hiding.hidden, threshold=mask.threshold)
    return attrs.evolve(_without_traces(mask.hiding.counts), denominators=bases)


def _leaks(
    evaluation: Evaluation, again: Evaluation, masks: dict[str, Mask]
) -> dict[str, frozenset[Place]]:
    """Return for each source the series that an attack on what would be shown narrows."""
    found = {
        name: exposed_places(evaluation, again, mask.hiding, threshold=mask.threshold)
        for name, mask in masks.items()
    }
    for name, places in found.items():
        if places and places <= masks[name].hiding.withheld:
            reason = "what is shown beside what is withheld would still give a small count away"
            hint = "Leave the records of this source out, or publish rounded figures."
            raise AnalysisError(f"disclosure control of {name}", reason, hint=hint)
    return {name: places for name, places in found.items() if places}


def _hidden(evaluation: Evaluation, masks: dict[str, Mask]) -> dict[Id, tuple[Month, ...]]:
    """Return the indicators with hidden months."""
    return {
        r.indicator.id: months
        for r in evaluation.results
        if (mask := masks.get(r.indicator.source)) and (months := mask.months(r))
    }


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
        if found.indicator.source == name and found.indicator.group in counts.groups:
            for area in _places(found, counts):
                yield (area, found.indicator.group), frozenset()
    for peer in evaluation.peers:
        if not isinstance(peer, str) and peer.indicator.source == name:
            yield from peer_sums(peer, counts, area_key(evaluation.plan.area, counts))
    for measure in evaluation.measures:
        if measure.source == name:
            yield from measure_sums(measure, counts)
    yield from claim_sums(evaluation, counts)


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
    is_rounded: bool

    def screen(self) -> Screen:
        return Screen(
            result=self.result,
            intervention=self.intervention,
            peer=self.peer,
            measure=self.measure,
            keeps=self.keeps,
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

    def measure(self, found: MeasureResult) -> MeasureResult:
        counts = next((c for c in self.evaluation.records if c.source.name == found.source), None)
        mask = self.masks.get(found.source)
        if mask is None or counts is None:
            partner = counts is not None and counts.source.travel is Travel.PARTNER
            return unrounded(found) if self.is_rounded and partner else found
        told = MeasureMask(given=counts, hiding=mask.hiding, threshold=mask.threshold)
        return told.result(found)

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
