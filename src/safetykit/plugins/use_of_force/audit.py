"""The rule that this module adds to the audit of a plan.

What belongs here: questions about indicators of force. What does not: rules on any indicator,
which are in `safetykit.evaluation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity
from safetykit.model import Plan, Polarity
from safetykit.quantities import Period
from safetykit.toolkit import AuditRule

__all__ = ["RULES"]

_SOURCE: Final = "use-of-force"
_FIRST_YEARS: Final = Ask(
    code="use_of_force.first_years",
    title="have a baseline in the first years of recording",
    of="indicators of the use of force",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Take a baseline from April 2020 on, or say this beside the figure.",
)
_POLARITY: Final = Ask(
    code="use_of_force.polarity",
    title="call one way good",
    of="indicators of the use of force",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Call it ambiguous, and set it against arrests or detentions.",
)
_OFFICIAL: Final = dt.date(2020, 4, 1)


def _check_indicators(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask each indicator of force for its baseline and for which way it calls good."""
    held = [one for one in plan.indicators if one.source == _SOURCE]
    yield from _FIRST_YEARS.of_each(
        plan,
        "indicators",
        held,
        at_fault=lambda one: _starts_early(one.baseline.period),
        says="“{0.title}” starts in years when recording was still improving, so a rise from it is "
        "not a rise in force.",
    )
    yield from _POLARITY.of_each(
        plan,
        "indicators",
        held,
        at_fault=lambda one: one.polarity in (Polarity.LOWER, Polarity.HIGHER),
        says="“{0.title}” calls one way good; more records can mean more force or more complete "
        "recording.",
    )


def _starts_early(period: Period) -> bool:
    first = period.start.earliest if period.start else None
    return first is not None and first < _OFFICIAL


RULES: Final = (
    AuditRule(
        codes=(_FIRST_YEARS.code, _POLARITY.code),
        title="Indicators of the use of force",
        check=_check_indicators,
    ),
)
