"""Which months can be compared with a baseline, and why no others.

The rule, for every indicator alike: the latest months, as many as the baseline has, that are
complete on the day of the evaluation, lie inside the plan's time, follow the baseline, and are on
the same side of every known break of the source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.results import Window
from safetykit.model import Indicator, Plan
from safetykit.quantities import Month
from safetykit.records import Break, Counts

__all__ = ["Choice", "Limits", "choose_window", "last_complete_month", "limits_of"]


@attrs.frozen(kw_only=True)
class Limits:
    """How far an evaluation can look: the last month that counts, and why not further."""

    last: Month
    reason: str
    plan_end: Month | None


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
        InputError: The records begin after the day.
    """
    complete = last_complete_month(as_of)
    if complete < counts.months[0]:
        hint = f"The records run from {counts.months[0]} to {counts.months[-1]}."
        raise InputError("as_of", as_of.isoformat(), "a day after the first month", hint=hint)
    end = plan.period.period.end
    plan_end = Month.of(end.latest) if end and end.latest else None
    choices = [(complete, "the day of the evaluation"), (counts.months[-1], "the end of the data")]
    if plan_end is not None:
        choices.append((plan_end, "the end of the plan"))
    last, reason = min(choices, key=lambda pair: pair[0])
    return Limits(last=last, reason=reason, plan_end=plan_end)


def choose_window(indicator: Indicator, limits: Limits, breaks: Sequence[Break]) -> Choice:
    """Choose the months to compare with an indicator's baseline.

    Raises:
        InputError: The baseline has no known start or end.
    """
    months = indicator.baseline.period.months()
    before = Window(first=months[0], last=months[-1])
    inside = [b for b in breaks if b.touches(before.first, before.last) and b.start > before.first]
    if inside:
        reason = f"{inside[0].title} lies inside the baseline: its months are not comparable."
        return _refuse(before, reason, due=True, judged_to=before.last)
    ahead = [b for b in breaks if before.last < b.start <= limits.last]
    first_break = min(ahead, key=lambda b: b.start, default=None)
    last = first_break.start + -1 if first_break else limits.last
    while len(before) % 12 and last.month != before.last.month:
        last = last + -1
    after = Window(first=last + -(len(before) - 1), last=last)
    if after.first <= before.last:
        return _too_early(before, limits, first_break)
    reason = f"The latest {len(before)} complete months up to {limits.reason}."
    if first_break:
        reason = (
            f"{first_break.title} ({first_break.start.words} on) broke the series, so the latest "
            f"{len(before)} months before it are compared."
        )
    return Choice(before=before, after=after, due=True, reason=reason, judged_to=last)


def _too_early(before: Window, limits: Limits, first_break: Break | None) -> Choice:
    if first_break is None:
        reason = (
            f"Fewer than {len(before)} months have passed between the baseline and {limits.reason}."
        )
        return _refuse(before, reason, due=False, judged_to=limits.last)
    reason = (
        f"{first_break.title} ({first_break.start.words} on) left fewer than {len(before)} "
        f"comparable months after the baseline. {first_break.reason}"
    )
    return _refuse(before, reason, due=True, judged_to=max(first_break.start + -1, before.last))


def _refuse(before: Window, reason: str, *, due: bool, judged_to: Month) -> Choice:
    return Choice(before=before, after=None, due=due, reason=reason, judged_to=judged_to)
