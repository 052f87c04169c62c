"""Which months can be compared with a baseline, and why no others.

The rule, for every indicator alike: the latest months, as many as the baseline has, that are
complete on the day of the evaluation, lie inside the plan's time, follow the baseline, and are on
the same side of every known break of the source. A break that lasts has two ends, and neither may
lie between the first month that is compared and the last. Months of a baseline that is not made of
whole years are compared with months of the same names. Where a source counts by quarter or by year,
only whole quarters or years are compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.results import Window
from safetykit.model import Indicator, Plan
from safetykit.quantities import Month
from safetykit.records import Break, Counts

__all__ = ["Choice", "Limits", "choose_window", "comparable", "last_complete_month", "limits_of"]


@attrs.frozen(kw_only=True)
class Limits:
    """How far an evaluation can look: the last month that counts, and why not further.

    `passed` is the last month that is over on the day of the evaluation, whatever the records hold.
    `origin` is the first month of the records, and `step` the months of one of their periods.
    """

    last: Month
    reason: str
    passed: Month
    plan_start: Month | None
    plan_end: Month | None
    origin: Month
    step: int = 1

    def whole(self, month: Month) -> Month:
        """Return the end of the last period that has ended by the end of a month."""
        return month + -((month - self.origin + 1) % self.step)

    def until(self, month: Month, reason: str) -> Limits:
        """Return the same limits, or nearer ones that end with a month."""
        return self if month >= self.last else attrs.evolve(self, last=month, reason=reason)

    @property
    def plan_over(self) -> bool:
        """Whether the plan's time is over on the day of the evaluation."""
        return self.plan_end is not None and self.passed >= self.plan_end


@attrs.frozen(kw_only=True)
class Choice:
    """The months chosen for a comparison, or the reason why there are none.

    Attributes:
        before: The baseline.
        after: The months to compare with it; None if there are none.
        due: Whether enough time has passed for a comparison at all.
        reason: Why these months and not later ones, or why none.
        judged_to: The last month that can be looked at for signals.
    """

    before: Window
    after: Window | None
    due: bool
    reason: str
    judged_to: Month


def last_complete_month(day: dt.date) -> Month:
    """Return the last month that has ended by the end of a day.

    Examples:
        >>> str(last_complete_month(dt.date(2019, 10, 30)))
        '2019-09'
        >>> str(last_complete_month(dt.date(2019, 10, 31)))
        '2019-10'
    """
    month = Month.of(day)
    return month if day == month.last_day else month + -1


def limits_of(plan: Plan, counts: Counts, as_of: dt.date) -> Limits:
    """Return how far an evaluation of a plan can look on a day.

    Raises:
        InputError: The records begin after the day, or after the plan's end.
    """
    complete = last_complete_month(as_of)
    hint = f"The records run from {counts.months[0]} to {counts.last_month}."
    if complete < counts.months[0]:
        raise InputError("as_of", as_of.isoformat(), "a day after the first month", hint=hint)
    start, end = plan.period.period.start, plan.period.period.end
    plan_start = Month.of(start.earliest) if start and start.earliest else None
    plan_end = Month.of(end.latest) if end and end.latest else None
    if plan_end is not None and plan_end < counts.months[0]:
        raise InputError("period", str(plan.period.period), "an end within the records", hint=hint)
    choices = [(counts.last_month, "the end of the data"), (complete, "the day of the evaluation")]
    if plan_end is not None:
        choices.append((plan_end, "the end of the plan"))
    last, reason = min(choices, key=lambda pair: pair[0])
    return Limits(
        last=last,
        reason=reason,
        passed=complete,
        plan_start=plan_start,
        plan_end=plan_end,
        origin=counts.months[0],
        step=counts.step,
    )


def choose_window(indicator: Indicator, limits: Limits, breaks: Sequence[Break]) -> Choice:
    """Choose the months to compare with an indicator's baseline.

    Raises:
        InputError: The baseline has no known start or end, or cuts a period of the records.
    """
    months = indicator.baseline.period.months()
    before = Window(first=months[0], last=months[-1])
    _require_whole(before, limits)
    if before.last > limits.last:
        reason = f"The baseline ends after {limits.reason}, so nothing can be compared with it."
        return _refuse(before, reason, due=limits.plan_over, judged_to=limits.last)
    edges = sorted(_edges(breaks), key=lambda edge: edge.month)
    inside = next((e for e in edges if before.first < e.month <= before.last), None)
    if inside:
        reason = f"{inside.inside} the baseline: its months are not comparable."
        return _refuse(before, reason, due=True, judged_to=before.last)
    edge = next((e for e in edges if before.last < e.month <= limits.last), None)
    last = horizon = limits.whole(edge.month + -1 if edge else limits.last)
    while len(before) % 12 and last.month != before.last.month:
        last = last + -limits.step
    after = Window(first=last + -(len(before) - 1), last=last)
    if after.first <= before.last or (limits.plan_start and after.first < limits.plan_start):
        return _too_early(before, limits, edge)
    reason = _why_these(before, limits, edge)
    return Choice(before=before, after=after, due=True, reason=reason, judged_to=horizon)


@attrs.frozen(kw_only=True)
class _Edge:
    """The first month on the far side of a break, and how to speak of it."""

    month: Month
    words: str
    inside: str
    reason: str
    code: str


def _edges(breaks: Sequence[Break]) -> Iterator[_Edge]:
    """Yield where each break begins and, if it does not last for good, where it has ended."""
    for b in breaks:
        yield _Edge(
            month=b.start,
            words=f"{b.title} ({b.start.words} on)",
            inside=f"{b.title} lies inside",
            reason=b.reason,
            code=b.code,
        )
        if b.end is not None:
            yield _Edge(
                month=b.end + 1,
                words=f"The end of “{b.title}” ({b.end.words})",
                inside=f"The end of “{b.title}” ({b.end.words}) lies inside",
                reason=b.reason,
                code=b.code,
            )


def _why_these(before: Window, limits: Limits, edge: _Edge | None) -> str:
    named = " of the same names" if len(before) % 12 else ""
    if edge is None:
        return f"The latest {len(before)} complete months{named} up to {limits.reason}."
    return (
        f"{edge.words} broke the series, so the latest {len(before)} months{named} before it are "
        "compared."
    )


def _too_early(before: Window, limits: Limits, edge: _Edge | None) -> Choice:
    since = "the baseline"
    if limits.plan_start and limits.plan_start > before.last + 1:
        since = "the start of the plan"
    if edge is not None:
        reason = (
            f"{edge.words} left fewer than {len(before)} comparable months after {since}. "
            f"{edge.reason} A comparison across it is made only if asked for by name: {edge.code}."
        )
        judged_to = max(edge.month + -1, before.last)
        return _refuse(before, reason, due=True, judged_to=judged_to)
    if len(before) % 12:
        reason = (
            f"The calendar months of the baseline have not all come round again between {since} "
            f"and {limits.reason}."
        )
    else:
        reason = f"Fewer than {len(before)} months have passed between {since} and {limits.reason}."
    return _refuse(before, reason, due=limits.plan_over, judged_to=limits.last)


def _require_whole(before: Window, limits: Limits) -> None:
    """Refuse a baseline that is not made of whole periods of the records."""
    if (before.first - limits.origin) % limits.step or len(before) % limits.step:
        whole = f"whole periods of {limits.step} months, one of which begins in {limits.origin}"
        hint = "These records have no figure for a part of a period."
        raise InputError("baseline", before.words, whole, hint=hint)


def comparable(first: Window, second: Window, breaks: Sequence[Break]) -> Break | None:
    """Return the break that keeps two windows from being compared; None if there is none."""
    start, last = min(first.first, second.first), max(first.last, second.last)
    for known in breaks:
        ends = (known.start, *((known.end + 1,) if known.end else ()))
        if any(start < month <= last for month in ends):
            return known
    return None


def _refuse(before: Window, reason: str, *, due: bool, judged_to: Month) -> Choice:
    return Choice(before=before, after=None, due=due, reason=reason, judged_to=judged_to)
