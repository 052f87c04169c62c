"""What is late, stale or blank, and whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import attrs

from safetykit.documents.returns.history import latest_by_action
from safetykit.documents.returns.periods import last_day, period_text, same_period
from safetykit.model import Action, Plan, ProgressStatus, ProgressUpdate
from safetykit.quantities import Cadence, Month, Period

__all__ = ["FINISHED", "Chase", "ChaseItem", "ChaseReason", "chase_returns", "owner_name"]

FINISHED: Final = (ProgressStatus.COMPLETE, ProgressStatus.STOPPED)
USUAL_MONTHS: Final = 3  # returns are quarterly where the action names no other cadence


class ChaseReason(StrEnum):
    """Why somebody is to be asked."""

    BLANK = "blank"
    STALE = "stale"
    LATE = "late"


@attrs.frozen(kw_only=True)
class ChaseItem:
    """One thing to ask about: which action, whose it is, why, and the last update."""

    action: str
    title: str
    organisation: str
    organisation_name: str
    reason: ChaseReason
    words: str
    last: ProgressUpdate | None = None


@attrs.frozen(kw_only=True)
class Chase:
    """Everything to ask about, by organisation in the order of the plan.

    Attributes:
        method: How late, stale and blank were told.
    """

    plan: str
    title: str
    as_of: dt.date
    period: Period | None
    actions: int
    items: tuple[ChaseItem, ...]
    method: str = (
        "Blank: no return. Stale: the last return speaks for a time that ended longer ago than the "
        "action's cadence, or three months where it names none. Late: a due date has passed. "
        "Actions that are complete or stopped are not chased."
    )


def chase_returns(
    plan: Plan,
    updates: Iterable[ProgressUpdate],
    *,
    as_of: dt.date,
    period: Period | None = None,
) -> Chase:
    """Return what is late, stale or blank on a day.

    Args:
        plan: The plan; its own updates count too.
        updates: What came in; what came in after the day is left out.
        as_of: The day.
        period: The period for which a return is due; any return will do if None.
    """
    known = [u for u in dict.fromkeys([*plan.updates, *updates]) if u.received <= as_of]
    latest = latest_by_action(known)
    returned = {u.action for u in known if not period or same_period(u.period, period)}
    items = []
    for action in plan.actions:
        last = latest.get(action.id)
        if last is None or last.status not in FINISHED:
            is_blank = action.id not in returned
            reasons = [*_blank(period, is_blank=is_blank), *_stale(action, last, as_of)]
            reasons += _late(action, last, as_of)
            items += [_item(plan, action, last, *reason) for reason in reasons]
    order = [*dict.fromkeys(item.organisation for item in items if item.organisation), ""]
    return Chase(
        plan=plan.id,
        title=plan.title,
        as_of=as_of,
        period=period,
        actions=len(plan.actions),
        items=tuple(sorted(items, key=lambda item: order.index(item.organisation))),
    )


def owner_name(plan: Plan, action: Action) -> str:
    """Return the name of the organisation that leads on an action, or "no owner stated"."""
    return plan.organisation(action.owner).name if action.owner else "no owner stated"


def _item(
    plan: Plan, action: Action, last: ProgressUpdate | None, reason: ChaseReason, words: str
) -> ChaseItem:
    return ChaseItem(
        action=action.id,
        title=action.title,
        organisation=action.owner or "",
        organisation_name=owner_name(plan, action),
        reason=reason,
        words=words,
        last=last,
    )


def _blank(period: Period | None, *, is_blank: bool) -> Iterator[tuple[ChaseReason, str]]:
    if is_blank:
        wanted = f"no return for {period_text(period)}" if period else "no return yet"
        yield ChaseReason.BLANK, wanted


def _stale(
    action: Action, last: ProgressUpdate | None, as_of: dt.date
) -> Iterator[tuple[ChaseReason, str]]:
    if last is not None and as_of > (until := _fresh_until(action, last)):
        words = f"the last return is for {period_text(last.period)}; the next was due by "
        yield ChaseReason.STALE, f"{words}{until.isoformat()}"


def _late(
    action: Action, last: ProgressUpdate | None, as_of: dt.date
) -> Iterator[tuple[ChaseReason, str]]:
    for milestone in action.milestones:
        due = milestone.due.latest
        if due is not None and due < as_of:
            state = f"is {last.status.value}" if last else "has no return"
            yield ChaseReason.LATE, f"due {milestone.due}: {milestone.what}; the action {state}"


def _fresh_until(action: Action, last: ProgressUpdate) -> dt.date:
    """Return the last day on which an update is not stale."""
    spoken = last_day(last.period) or last.received
    if action.cadence is Cadence.WEEKLY:
        return spoken + dt.timedelta(days=7)
    months = (action.cadence.months if action.cadence else None) or USUAL_MONTHS
    later = Month.of(spoken) + months
    if spoken == Month.of(spoken).last_day:
        return later.last_day
    return min(later.last_day, later.first_day + dt.timedelta(days=spoken.day - 1))
