"""What this module asks of a plan.

What belongs here: the rule that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family
from safetykit.model import Indicator, Plan, Polarity
from safetykit.toolkit import AuditRule

__all__ = ["REFERRALS_RULE", "check_referrals"]

_ASK: Final = Ask(
    code="counter_terrorism.referrals",
    title="take more referrals for success",
    of="indicators of referrals to Prevent or Channel",
    family=Family.NUMBERS,
    hint="A target for referrals rewards suspicion: ask how fit and how timely they are.",
)
_REFERRALS: Final = re.compile(r"\breferrals?\b", re.IGNORECASE)
_PREVENT: Final = re.compile(r"\b(Prevent|Channel|PMAP)\b|radicalis|extremis|terroris")


def check_referrals(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether more referrals to Prevent or Channel are taken for success."""
    asked = (i for i in plan.indicators if _concerned(i))
    return _ASK.of_each(
        plan,
        "indicators",
        asked,
        at_fault=_rewarded,
        says="“{0.title}” counts more referrals as success.",
    )


def _concerned(indicator: Indicator) -> bool:
    words = f"{indicator.title} {indicator.group}"
    return bool(_REFERRALS.search(words) and _PREVENT.search(words))


def _rewarded(indicator: Indicator) -> bool:
    return indicator.polarity in (Polarity.HIGHER, Polarity.MORE_REPORTING)


REFERRALS_RULE: Final = AuditRule(
    codes=(_ASK.code,),
    title="Are referrals to Prevent kept from being a target?",
    check=check_referrals,
)
