"""Quays: what Harbourtown asks of plans that speak of them, and when one may swim there.

What belongs here: functions that other programs call, and the rule that `hooks` hands over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.content import Fact, Jurisdiction, Unknown
from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Action, Plan
from safetykit.toolkit import AuditRule
from safetykit_harbourtown.data import CONTENT

__all__ = ["QUAY_LIGHTS", "may_swim", "quay_actions"]

_CODE: Final = "harbourtown.quay_cadence"


def may_swim(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
    """Return what the harbour's byelaw says of swimming on a day, or that it is not known.

    Args:
        jurisdiction: The nation; Harbourtown lies in England.
        as_of: The day.
    """
    return CONTENT.book.at("harbourtown.swimming", jurisdiction=jurisdiction, as_of=as_of)


def quay_actions(plan: Plan) -> tuple[Action, ...]:
    """Return the actions of a plan that speak of a quay."""
    return tuple(action for action in plan.actions if "quay" in action.title.lower())


def check_cadence(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask how often each action on a quay is done."""
    asked = quay_actions(plan)
    if not asked:
        return
    yield Check(
        code=_CODE,
        title="do not say how often",
        family=Family.ACCOUNTABILITY,
        of="actions on quays",
        checked=len(asked),
        findings=tuple(_finding(plan, action) for action in asked if action.cadence is None),
    )


def _finding(plan: Plan, action: Action) -> Finding:
    return Finding(
        code=_CODE,
        severity=Severity.NOTICE,
        place=plan.place("actions", plan.actions.index(action)),
        subject=action.id,
        message=f"“{action.title}” does not say how often.",
        hint="Say it as a cadence, such as monthly; tides and lights change.",
    )


QUAY_LIGHTS: Final = AuditRule(
    codes=(_CODE,), title="How often is work on the quays done?", check=check_cadence
)
