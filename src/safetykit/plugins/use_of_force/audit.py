"""The rule that this module adds to the audit of a plan.

What belongs here: questions about indicators of force. What does not: rules on any indicator,
which are in `safetykit.evaluation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Indicator, Plan, Polarity
from safetykit.quantities import Period
from safetykit.toolkit import AuditRule

__all__ = ["RULES"]

_SOURCE: Final = "use-of-force"
_FIRST_YEARS: Final = "use_of_force.first_years"
_POLARITY: Final = "use_of_force.polarity"
_OFFICIAL: Final = dt.date(2020, 4, 1)


def _check_indicators(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask each indicator of force for its baseline and for which way it calls good."""
    held = [(n, one) for n, one in enumerate(plan.indicators) if one.source == _SOURCE]
    if not held:
        return
    early = [item for item in held if _starts_early(item[1].baseline.period)]
    judged = [item for item in held if item[1].polarity in (Polarity.LOWER, Polarity.HIGHER)]
    yield Check(
        code=_FIRST_YEARS,
        title="have a baseline in the first years of recording",
        family=Family.NUMBERS,
        of="indicators of the use of force",
        checked=len(held),
        findings=tuple(
            _finding(
                plan,
                item,
                _FIRST_YEARS,
                "starts in years when recording was still improving, so a rise from it is not a "
                "rise in force.",
                "Take a baseline from April 2020 on, or say this beside the figure.",
            )
            for item in early
        ),
    )
    yield Check(
        code=_POLARITY,
        title="call one way good",
        family=Family.WORDING,
        of="indicators of the use of force",
        checked=len(held),
        findings=tuple(
            _finding(
                plan,
                item,
                _POLARITY,
                "calls one way good; more records can mean more force or more complete recording.",
                "Call it ambiguous, and set it against arrests or detentions.",
            )
            for item in judged
        ),
    )


def _starts_early(period: Period) -> bool:
    first = period.start.earliest if period.start else None
    return first is not None and first < _OFFICIAL


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
        codes=(_FIRST_YEARS, _POLARITY),
        title="Indicators of the use of force",
        check=_check_indicators,
    ),
)
