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

__all__ = ["BASE_RULE", "check_base"]

_ASK: Final = Ask(
    code="victims.base",
    title="do not say how many answered",
    of="indicators of satisfaction",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Give the number asked and the number who answered; below 30, no percentage.",
)
_WORDS: Final = ("answered", "respon", "base of")


def check_base(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether indicators of satisfaction say how many answered."""
    asked = (i for i in plan.indicators if _concerned(i))
    return _ASK.of_each(
        plan,
        "indicators",
        asked,
        at_fault=_silent,
        says="“{0.title}” does not say how many answered.",
    )


def _concerned(indicator: Indicator) -> bool:
    return "satisf" in indicator.title.lower()


def _silent(indicator: Indicator) -> bool:
    return not any(word in indicator.note.lower() for word in _WORDS)


BASE_RULE: Final = AuditRule(
    codes=(_ASK.code,), title="Does satisfaction come with its base?", check=check_base
)
