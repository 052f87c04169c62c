"""Which periods stand behind each figure of a result.

What belongs here: from windows of months to the periods that were added up for them. What does
not: whether the sum may be shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import Comparison, IndicatorResult, Window
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts, Series

__all__ = ["Periods", "Place", "Span", "peer_sums", "result_sums", "shown_sums"]

Span: TypeAlias = frozenset[int]
Place: TypeAlias = tuple[AreaKey, str]


@attrs.frozen
class Periods:
    """The periods of a series, by their place in it."""

    months: tuple[Month, ...]
    reported: tuple[bool, ...]

    @classmethod
    def of(cls, series: Series) -> Periods:
        """Return the periods of a series."""
        return cls(series.months, tuple(bool(flag) for flag in series.reported))

    def whole(self, window: Window) -> Span:
        """Return the reported periods of a window."""
        return frozenset(
            i
            for i, (month, known) in enumerate(zip(self.months, self.reported, strict=True))
            if known and month in window
        )

    def compared(self, found: Comparison) -> tuple[Span, Span]:
        """Return the periods that were added up before and after."""
        out = {i for i, month in enumerate(self.months) if month in set(found.left_out)}
        return self.whole(found.before) - out, self.whole(found.after) - out


def baseline_of(result: IndicatorResult) -> Window:
    """Return the months of the baseline."""
    return result.comparison.before if result.comparison else result.value_of


def result_sums(result: IndicatorResult, counts: Counts) -> Iterator[tuple[Place, Span]]:
    """Yield each sum that the result of an indicator shows, with the series that it belongs to."""
    group = result.indicator.group
    periods = Periods.of(result.series)
    place = (result.area, group)
    for span in own_sums(result, periods):
        yield place, span
    windows = [w for w in (baseline_of(result), result.latest) if w]
    for total in result.totals:
        known = Periods.of(counts.series(group, area=total.area))
        for window in windows:
            yield (total.area, group), known.whole(window)


def own_sums(result: IndicatorResult, periods: Periods) -> Iterator[Span]:
    """Yield the sums of the indicator's own series, those that matter most first."""
    yield periods.whole(result.value_of)
    yield periods.whole(baseline_of(result))
    targets = [target.comparison for target in result.targets]
    recent = [found.comparison for found in result.recent]
    for comparison in (result.comparison, *targets, *recent):
        if comparison is not None:
            yield from periods.compared(comparison)
            yield periods.whole(comparison.after)
    if result.required and result.required.latest:
        yield periods.whole(result.required.latest)


def shown_sums(
    result: IndicatorResult, baseline: Window, counts: Counts
) -> Iterator[tuple[Place, Span]]:
    """Yield each sum that a result still shows or gives away, after what is hidden was taken out.

    Args:
        result: The result as it is shown.
        baseline: The months of its baseline, which a hidden comparison does not name.
        counts: The records.
    """
    place = (result.area, result.indicator.group)
    periods = Periods.of(counts.series(place[1], area=place[0]))
    yield place, frozenset()
    if math.isfinite(float(result.value.value)):
        yield place, periods.whole(result.value_of)
    if result.rates or result.required or any(t.area == result.area for t in result.totals):
        yield place, periods.whole(baseline)
    if result.required and result.required.latest:
        yield place, periods.whole(result.required.latest)
    targets = [target.comparison for target in result.targets]
    recent = [found.comparison for found in result.recent]
    for compared in (result.comparison, *targets, *recent):
        if compared is not None:
            for span in (*periods.compared(compared), periods.whole(compared.after)):
                yield place, span
    windows = [w for w in (baseline, result.latest) if w]
    for total in result.totals:
        known = Periods.of(counts.series(place[1], area=total.area))
        for window in windows:
            yield (total.area, place[1]), known.whole(window)


def claim_span(claim: ClaimResult, series: Series) -> Span:
    """Return the periods that were counted for a claim."""
    return Periods.of(series).whole(claim.window)


def peer_sums(peer: PeerResult, counts: Counts, rule: AreaKey) -> Iterator[tuple[Place, Span]]:
    """Yield the sum of each place that an area is set beside."""
    group = peer.indicator.group
    for point in peer.others:
        key = AreaKey(rule.rule, point.name)
        yield (key, group), Periods.of(counts.series(group, area=key)).whole(peer.window)
