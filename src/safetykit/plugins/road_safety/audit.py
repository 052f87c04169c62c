"""How long a baseline of road casualties is: a rule of the audit.

What belongs here: the question about years. What does not: that about severities, which is in
`plans`, and rules on any indicator, which are in `safetykit.evaluation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES"]

_SOURCE: Final = "stats19"
_SHORT: Final = "road_safety.short_baseline"
_MIN_MONTHS: Final = 36


def _check_indicators(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask each indicator of road casualties for the years of its baseline."""
    held = [(n, one) for n, one in enumerate(plan.indicators) if one.source == _SOURCE]
    if not held:
        return
    yield Check(
        code=_SHORT,
        title="have a baseline of less than three years",
        family=Family.NUMBERS,
        of="indicators of road casualties",
        checked=len(held),
        findings=tuple(
            _finding(
                plan,
                item,
                _SHORT,
                "has a baseline of less than three years, which is mostly chance in a small area.",
                "Take three years or more, and say how the sites were chosen.",
            )
            for item in held
            if _is_short(item[1])
        ),
    )


def _is_short(indicator: Indicator) -> bool:
    period = indicator.baseline.period
    known = period.start and period.end and period.start.earliest and period.end.latest
    return bool(known) and len(period.months()) < _MIN_MONTHS


def _finding(plan: Plan, item: tuple[int, Indicator], code: str, says: str, hint: str) -> Finding:
    index, indicator = item
    return Finding(
        code=code,
        severity=Severity.NOTICE,
        place=plan.place("indicators", index),
        subject=indicator.id,
        message=f"“{indicator.title}” {says}",
        hint=hint,
        settled_by="The plan's authors.",
    )


RULES: Final = (
    AuditRule(
        codes=(_SHORT,),
        title="Is a baseline long enough to be more than chance?",
        check=_check_indicators,
    ),
)
