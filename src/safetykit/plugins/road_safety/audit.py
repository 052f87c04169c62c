"""How long a baseline of road casualties is: a rule of the audit.

What belongs here: the question about years. What does not: that about severities, which is in
`plans`, and rules on any indicator, which are in `safetykit.evaluation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES"]

_SOURCE: Final = "stats19"
_SHORT: Final = Ask(
    code="road_safety.short_baseline",
    title="have a baseline of less than three years",
    of="indicators of road casualties",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Take three years or more, and say how the sites were chosen.",
)
_MIN_MONTHS: Final = 36


def _check_indicators(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask each indicator of road casualties for the years of its baseline."""
    return _SHORT.of_each(
        plan,
        "indicators",
        (one for one in plan.indicators if one.source == _SOURCE),
        at_fault=_is_short,
        says="“{0.title}” has a baseline of less than three years, which is mostly chance in a "
        "small area.",
    )


def _is_short(indicator: Indicator) -> bool:
    period = indicator.baseline.period
    known = period.start and period.end and period.start.earliest and period.end.latest
    return bool(known) and len(period.months()) < _MIN_MONTHS


RULES: Final = (
    AuditRule(
        codes=(_SHORT.code,),
        title="Is a baseline long enough to be more than chance?",
        check=_check_indicators,
    ),
)
