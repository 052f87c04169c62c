"""The exceptions for the board: what is stopped, delayed, at risk, blocked or not returned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import attrs

from safetykit.documents.returns.chase import FINISHED, owner_name
from safetykit.documents.returns.history import latest_by_action
from safetykit.documents.returns.periods import same_period
from safetykit.model import Action, Plan, ProgressStatus, ProgressUpdate
from safetykit.quantities import Period

__all__ = ["BoardReport", "ExceptionKind", "ReportItem", "report_returns"]


class ExceptionKind(StrEnum):
    """Why an action is shown to the board, the gravest first."""

    STOPPED = "stopped"
    DELAYED = "delayed"
    AT_RISK = "at risk"
    BLOCKED = "blocked"
    NO_RETURN = "no return"


@attrs.frozen(kw_only=True)
class ReportItem:
    """An action that the board should know of, and the last update on it."""

    action: str
    title: str
    organisation: str
    organisation_name: str
    kind: ExceptionKind
    last: ProgressUpdate | None = None


@attrs.frozen(kw_only=True)
class BoardReport:
    """The exceptions of a plan on a day, and how many actions stand where.

    Attributes:
        counts: How many actions have which last status; those without a return count as
            "no return".
        items: The exceptions, the gravest first.
    """

    plan: str
    title: str
    as_of: dt.date
    period: Period | None
    actions: int
    counts: dict[str, int]
    items: tuple[ReportItem, ...]


def report_returns(
    plan: Plan,
    updates: Iterable[ProgressUpdate],
    *,
    as_of: dt.date,
    period: Period | None = None,
) -> BoardReport:
    """Return the exceptions for the board.

    Args:
        plan: The plan; its own updates count too.
        updates: What came in; what came in after the day is left out.
        as_of: The day.
        period: Only returns for this period count; the latest return of each action if None.
    """
    known = [u for u in [*plan.updates, *updates] if not period or same_period(u.period, period)]
    latest = latest_by_action(known, as_of=as_of)
    items = [item for action in plan.actions if (item := _item(plan, action, latest))]
    order = list(ExceptionKind)
    return BoardReport(
        plan=plan.id,
        title=plan.title,
        as_of=as_of,
        period=period,
        actions=len(plan.actions),
        counts=_counts(plan.actions, latest),
        items=tuple(sorted(items, key=lambda item: order.index(item.kind))),
    )


def _item(plan: Plan, action: Action, latest: dict[str, ProgressUpdate]) -> ReportItem | None:
    last = latest.get(action.id)
    kind = _kind(last)
    if kind is None:
        return None
    return ReportItem(
        action=action.id,
        title=action.title,
        organisation=action.owner or "",
        organisation_name=owner_name(plan, action),
        kind=kind,
        last=last,
    )


def _kind(last: ProgressUpdate | None) -> ExceptionKind | None:
    if last is None:
        return ExceptionKind.NO_RETURN
    if last.status.value in list(ExceptionKind):
        return ExceptionKind(last.status.value)
    if last.blocker and last.status not in FINISHED:
        return ExceptionKind.BLOCKED
    return None


def _counts(actions: Iterable[Action], latest: dict[str, ProgressUpdate]) -> dict[str, int]:
    words = [*(status.value for status in ProgressStatus), ExceptionKind.NO_RETURN.value]
    found = [latest[a.id].status.value if a.id in latest else "no return" for a in actions]
    return {word: found.count(word) for word in words if word in found}
