"""What this module asks of a plan.

What belongs here: the rule that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["INCIDENTS_RULE", "check_incidents"]

_CODE: Final = "antisocial_behaviour.incidents"
_GROUP: Final = "anti-social behaviour"


def check_incidents(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether incidents of anti-social behaviour are counted as incidents."""
    asked = [i for i in plan.indicators if _concerned(i)]
    if not asked:
        return
    yield Check(
        code=_CODE,
        title="count incidents as offences",
        family=Family.NUMBERS,
        of="indicators of anti-social behaviour",
        checked=len(asked),
        findings=tuple(_finding(plan, i) for i in asked if _silent(i)),
    )


def _concerned(indicator: Indicator) -> bool:
    return _plain(indicator.group) == _GROUP or _GROUP in _plain(indicator.title)


def _silent(indicator: Indicator) -> bool:
    return "offence" in indicator.unit


def _plain(text: str) -> str:
    return text.lower().replace("antisocial", "anti-social")


def _finding(plan: Plan, indicator: Indicator) -> Finding:
    return Finding(
        code=_CODE,
        severity=Severity.NOTICE,
        place=plan.place("indicators", plan.indicators.index(indicator)),
        subject=indicator.id,
        message=f"“{indicator.title}” counts incidents of anti-social behaviour as offences.",
        hint="Most of them are not crimes: state the unit as incident, and no share of crime.",
    )


INCIDENTS_RULE: Final = AuditRule(
    codes=(_CODE,), title="Are incidents kept apart from crimes?", check=check_incidents
)
