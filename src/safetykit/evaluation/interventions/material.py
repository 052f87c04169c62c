"""What a design needs from the records: its places, its months, and their counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest
from safetykit.evaluation.case import month_counts
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.interventions.results import Spans
from safetykit.evaluation.results import Window
from safetykit.evaluation.windows import Limits
from safetykit.model import Area, EvaluationDesign, Indicator
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Break, Counts

__all__ = ["Material", "gather", "key_of", "require_apart", "spans_of", "treated_by"]

FloatArray = npt.NDArray[np.float64]
YEAR: Final = 12
RULES: Final = (AreaRule.CODED_TO_AREA, AreaRule.AS_PUBLISHED, AreaRule.RECORDED_BY_FORCE)


@attrs.frozen(kw_only=True)
class Material:
    """Counts by place and period for one design.

    Attributes:
        design: The design.
        indicator: Its outcome.
        counts: The records.
        spans: Which months are used.
        treated: The treated places.
        comparison: The places that they are compared with.
        confidence: The level of intervals.
    """

    design: EvaluationDesign
    indicator: Indicator
    counts: Counts
    spans: Spans
    treated: tuple[AreaKey, ...]
    comparison: tuple[AreaKey, ...]
    confidence: float

    @property
    def step(self) -> int:
        """The months of one period."""
        return self.counts.step

    @property
    def start_index(self) -> int:
        """The place of the first period after the start in the whole span."""
        return (self.spans.start - self.spans.whole.first) // self.step

    def by_place(self, places: Sequence[AreaKey], window: Window) -> FloatArray:
        """Return counts of shape (periods, places); nan where not reported."""
        group = self.indicator.group
        found = [
            month_counts(self.counts.series(group, area=k).window(window.first, window.last))
            for k in places
        ]
        return np.array(found).reshape(len(places), -1).T

    def together(self, places: Sequence[AreaKey], window: Window) -> FloatArray:
        """Return the sum over places, of shape (periods,); nan where one is not reported."""
        total: FloatArray = self.by_place(places, window).sum(axis=1)
        return total

    @property
    def reports_all(self) -> bool:
        """Whether every place has a figure for every period of the whole span."""
        places = (*self.treated, *self.comparison)
        return not np.isnan(self.by_place(places, self.spans.whole)).any()

    def without_transition(self, values: FloatArray) -> FloatArray:
        """Return values of the whole span in which the months of transition are not known."""
        first = self.start_index
        cut = values.copy()
        cut[first : first + -(-self.design.transition_months // self.step)] = np.nan
        return cut

    def pairs(self, *groups: Sequence[AreaKey]) -> list[tuple[int, int]]:
        """Return for each group of places its counts before and after.

        Only periods count that all groups report, in both years.
        """
        before = [self.together(g, self.spans.before) for g in groups if g]
        after = [self.together(g, self.spans.after) for g in groups if g]
        known = ~np.isnan(np.array([*before, *after])).any(axis=0)
        sums = [
            (int(b[known].sum()), int(a[known].sum())) for b, a in zip(before, after, strict=True)
        ]
        found = iter(sums)
        return [next(found) if g else (0, 0) for g in groups]

    def reported(self, *groups: Sequence[AreaKey]) -> int:
        """Return how many periods all groups report on both sides."""
        windows = (self.spans.before, self.spans.after)
        tables = [self.together(g, w) for g in groups if g for w in windows]
        return int((~np.isnan(np.array(tables)).any(axis=0)).sum())


def gather(
    design: EvaluationDesign,
    indicator: Indicator,
    *,
    area: Area,
    counts: Counts,
    limits: Limits,
    breaks: Sequence[Break],
    confidence: float,
) -> Material | str:
    """Return what a design needs, or why the records cannot give it.

    Raises:
        InputError: A place that the design names is not in the records, or stands twice.
    """
    treated = treated_by(design, area, counts)
    comparison = _compared(design, counts)
    require_apart("comparison", treated, comparison)
    spans = spans_of(design, counts, limits, breaks)
    if isinstance(spans, str):
        return spans
    return Material(
        design=design,
        indicator=indicator,
        counts=counts,
        spans=spans,
        treated=treated,
        comparison=comparison,
        confidence=confidence,
    )


def _compared(design: EvaluationDesign, counts: Counts) -> tuple[AreaKey, ...]:
    return tuple(key_of(name, counts, field="comparison") for name in design.comparison)


def treated_by(design: EvaluationDesign, area: Area, counts: Counts) -> tuple[AreaKey, ...]:
    """Return the treated places: the design's, else the plan's area by the rule of the others.

    Raises:
        InputError: The records do not hold one of them.
    """
    if design.areas:
        return tuple(key_of(name, counts) for name in design.areas)
    same_rule = [
        AreaKey(key.rule, name)
        for key in _compared(design, counts)[:1]
        for name in (area.district, area.name, area.police_force)
    ]
    found = next((key for key in same_rule if key in counts.areas), None)
    return (found or area_key(area, counts),)


def key_of(name: str, counts: Counts, *, field: str = "areas") -> AreaKey:
    """Return the place of a name, by the narrowest rule that the records hold.

    Raises:
        InputError: No place has the name.
    """
    for rule in RULES:
        if AreaKey(rule, name) in counts.areas:
            return AreaKey(rule, name)
    names = sorted({key.name for key in counts.areas})
    hint = suggest(name, names) or f"The records hold: {', '.join(names[:20])}."
    field = f"evaluation_designs.{field}"
    raise InputError(field, name, "a place that the records hold", hint=hint)


def require_apart(field: str, *groups: Sequence[AreaKey]) -> None:
    """Refuse places that stand in two groups, or twice in one: they would be counted twice.

    Raises:
        InputError: A place does, or the places are not told apart by one rule.
    """
    places = tuple(place for group in groups for place in group)
    if len(set(places)) == len(places) and len({key.rule for key in places}) < 2:
        return
    twice = dict.fromkeys(key.name for key in places if places.count(key) > 1)
    hint = f"More than once: {', '.join(twice)}." if twice else "Name the treated place in areas."
    got = ", ".join(map(str, places))
    expected = "places that are told apart by one rule, each on one side and once"
    raise InputError(f"evaluation_designs.{field}", got, expected, hint=hint)


def spans_of(
    design: EvaluationDesign, counts: Counts, limits: Limits, breaks: Sequence[Break]
) -> Spans | str:
    """Return the months that a design can use, or why there are too few.

    No break of the source lies inside them. Both windows have the same length: whole years if there
    is one on each side, else the months after and those of the same names a year before.
    """
    if not design.starts.known or design.starts.earliest is None:
        return "The plan does not say when it begins."
    start, step = Month.of(design.starts.earliest), counts.step
    start = start + (counts.months[0] - start) % step
    whole = _unbroken(start, counts, limits, breaks)
    begin = start + -(-design.transition_months // step) * step
    if whole.last < begin or whole.first >= start:
        return (
            "The records, or their months up to a known break, do not reach over its start on both "
            "sides."
        )
    if design.starts.latest and Month.of(design.starts.latest) - start >= step:
        return f"The plan does not say in which month it begins: {design.starts}."
    length = _length(start - whole.first, whole.last - begin + 1)
    years = -(-(begin + length - start) // YEAR) * YEAR
    before = Window(first=begin + -years, last=begin + (length - years - 1))
    if before.first < whole.first:
        return "The records hold too few months before its start."
    return Spans(
        whole=whole,
        start=start,
        before=before,
        after=Window(first=begin, last=begin + (length - 1)),
    )


def _unbroken(start: Month, counts: Counts, limits: Limits, breaks: Sequence[Break]) -> Window:
    """Return the whole periods about a start that lie between known breaks."""
    edges = sorted(m for b in breaks for m in _edges(b))
    first = max([counts.months[0], *(m for m in edges if m <= start)])
    first = first + (counts.months[0] - first) % counts.step
    after_edges = [m + -1 for m in edges if m > start]
    last = limits.whole(min([limits.last, counts.last_month, *after_edges]))
    return Window(first=first, last=last)


def _length(before: int, after: int) -> int:
    """Return how many months to compare: whole years where there are any, on both sides alike."""
    length = after // YEAR * YEAR if after >= YEAR else after
    if before >= YEAR and length >= YEAR:
        return min(length, before // YEAR * YEAR)
    return length


def _edges(known: Break) -> Iterator[Month]:
    yield known.start
    if known.end is not None:
        yield known.end + 1
