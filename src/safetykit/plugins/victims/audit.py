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

__all__ = ["BASE_RULE", "check_base"]

_CODE: Final = "victims.base"
_WORDS: Final = ("answered", "respon", "base of")


def check_base(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether indicators of satisfaction say how many answered."""
    asked = [i for i in plan.indicators if _concerned(i)]
    if not asked:
        return
    yield Check(
        code=_CODE,
        title="do not say how many answered",
        family=Family.NUMBERS,
        of="indicators of satisfaction",
        checked=len(asked),
        findings=tuple(_finding(plan, i) for i in asked if _silent(i)),
    )


def _concerned(indicator: Indicator) -> bool:
    return "satisf" in indicator.title.lower()


def _silent(indicator: Indicator) -> bool:
    return not any(word in indicator.note.lower() for word in _WORDS)


def _finding(plan: Plan, indicator: Indicator) -> Finding:
    return Finding(
        code=_CODE,
        severity=Severity.NOTICE,
        place=plan.place("indicators", plan.indicators.index(indicator)),
        subject=indicator.id,
        message=f"“{indicator.title}” does not say how many answered.",
        hint="Give the number asked and the number who answered; below 30, no percentage.",
    )


BASE_RULE: Final = AuditRule(
    codes=(_CODE,), title="Does satisfaction come with its base?", check=check_base
)
