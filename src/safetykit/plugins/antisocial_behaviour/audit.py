"""What this module asks of a plan.

What belongs here: the rule that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["INCIDENTS_RULE", "check_incidents"]

_ASK: Final = Ask(
    code="antisocial_behaviour.incidents",
    title="count incidents as offences",
    of="indicators of anti-social behaviour",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Most of them are not crimes: state the unit as incident, and no share of crime.",
)
_GROUP: Final = "anti-social behaviour"


def check_incidents(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether incidents of anti-social behaviour are counted as incidents."""
    asked = (i for i in plan.indicators if _concerned(i))
    return _ASK.of_each(
        plan,
        "indicators",
        asked,
        at_fault=_silent,
        says="“{0.title}” counts incidents of anti-social behaviour as offences.",
    )


def _concerned(indicator: Indicator) -> bool:
    return _plain(indicator.group) == _GROUP or _GROUP in _plain(indicator.title)


def _silent(indicator: Indicator) -> bool:
    return "offence" in indicator.unit


def _plain(text: str) -> str:
    return text.lower().replace("antisocial", "anti-social")


INCIDENTS_RULE: Final = AuditRule(
    codes=(_ASK.code,), title="Are incidents kept apart from crimes?", check=check_incidents
)
