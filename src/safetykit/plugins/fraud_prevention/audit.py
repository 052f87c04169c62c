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

__all__ = ["BREAK_RULE", "check_break"]

_ASK: Final = Ask(
    code="fraud_prevention.break",
    title="do not mention the change of the reporting service",
    of="indicators of reported fraud",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Report Fraud took over from Action Fraud in December 2025; say how that is handled.",
)
_SOURCES: Final = ("report-fraud", "action-fraud")
_WORDS: Final = ("break", "report fraud", "2025")
_YEAR: Final = 2025


def check_break(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether indicators of reported fraud say that their series breaks."""
    asked = (i for i in plan.indicators if _concerned(i))
    return _ASK.of_each(
        plan,
        "indicators",
        asked,
        at_fault=_silent,
        says="“{0.title}” does not say that its series breaks.",
    )


def _concerned(indicator: Indicator) -> bool:
    start = indicator.baseline.period.start
    before = start is None or start.year is None or start.year <= _YEAR
    return indicator.source in _SOURCES and before


def _silent(indicator: Indicator) -> bool:
    return not any(word in indicator.note.lower() for word in _WORDS)


BREAK_RULE: Final = AuditRule(
    codes=(_ASK.code,), title="Does the series of reported fraud break?", check=check_break
)
