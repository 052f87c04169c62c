"""The last gate: what is about to be shown is attacked, and what can be found out is withheld.

What belongs here: reading from the results as they would be shown which sums they give, and which
series an attack on these narrows. What does not: how figures are hidden; that is in `hiding`, whose
choices are not relied on here.
"""

from __future__ import annotations

from collections.abc import Iterator

from safetykit.evaluation.answer import Evaluation
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.disclosure.hiding import Hiding, by_place, linked_parts
from safetykit.evaluation.disclosure.measures import measure_sums
from safetykit.evaluation.disclosure.windows import (
    Place,
    Span,
    baseline_of,
    claim_span,
    peer_sums,
    shown_sums,
)
from safetykit.model import Statistic
from safetykit.records import Counts

__all__ = ["claim_sums", "exposed_places"]


def exposed_places(
    given: Evaluation, shown: Evaluation, hiding: Hiding, *, threshold: int
) -> frozenset[Place]:
    """Return the series to withhold: those in which a hidden month can be narrowed, and all linked.

    Args:
        given: The evaluation with all its figures.
        shown: The evaluation as it would be shown.
        hiding: What is hidden of one of its sources.
        threshold: Counts of 1 to the threshold less 1 are small.
    """
    name = hiding.counts.source.name
    counts = next(counts for counts in given.records if counts.source.name == name)
    sums = by_place(_sums(given, shown, counts))
    spans = {place: sums.get(place, []) for place in hiding.places}
    return frozenset(
        place
        for part in linked_parts(counts, spans)
        if part.exposed(hiding.hidden, spans, threshold)
        for place in part.places
    )


def _sums(given: Evaluation, shown: Evaluation, counts: Counts) -> Iterator[tuple[Place, Span]]:
    """Yield each sum of a source that is about to be shown."""
    name = counts.source.name
    for result in shown.results:
        if result.indicator.source == name:
            yield from shown_sums(result, baseline_of(given[result.indicator.id]), counts)
    for measure in shown.measures:
        if measure.source == name:
            yield from measure_sums(measure, counts)
    for peer in shown.peers:
        if not isinstance(peer, str) and peer.indicator.source == name:
            yield from peer_sums(peer, counts, area_key(given.plan.area, counts))
    yield from claim_sums(shown, counts)


def claim_sums(evaluation: Evaluation, counts: Counts) -> Iterator[tuple[Place, Span]]:
    """Yield the sum of each stated count that is held against the records of a source."""
    own = area_key(evaluation.plan.area, counts)
    for claim in evaluation.claims:
        test = claim.claim.test
        indicator = evaluation.plan.indicator(test.indicator) if test else None
        if not indicator or not test or indicator.source != counts.source.name:
            continue
        if test.statistic is Statistic.COUNT:
            series = counts.series(indicator.group, area=own)
            yield (own, indicator.group), claim_span(claim, series)
