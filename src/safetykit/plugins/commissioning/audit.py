"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity
from safetykit.model import Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_price_year", "check_savings"]

_YEAR: Final = Ask(
    code="commissioning.price_year",
    title="do not say of which year they are",
    of="sums of money",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Name the year: sums of two years cannot be added.",
)
_SAVING: Final = Ask(
    code="commissioning.saving",
    title="claim a saving and do not say whether it is cash",
    of="claims of savings",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Say whether cash is freed and how that was shown, or call it harm avoided.",
)
_SAVES: Final = re.compile(
    r"\b(?:sav(?:e|es|ed|ings?)\b.*(?:£|GBP|million|pound)|(?:£|GBP).*\bsav)", re.I
)
_CASH: Final = re.compile(r"\b(?:cash|budget|bill|cost avoid|avoided)", re.I)


def check_price_year(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether sums of money say of which year they are."""
    return _YEAR.of_each(
        plan,
        "funding",
        (fund for fund in plan.funding if fund.amount is not None),
        at_fault=lambda fund: fund.year is None,
        says="“{0.title}” does not say of which year it is.",
    )


def check_savings(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether a saving that is claimed is cash or harm avoided."""
    return _SAVING.of_each(
        plan,
        "claims",
        (claim for claim in plan.claims if _SAVES.search(claim.says)),
        at_fault=lambda claim: not _CASH.search(claim.says),
        says="A saving is claimed, and not whether a bill gets smaller.",
    )


RULES: Final = (
    AuditRule(
        codes=(_YEAR.code,), title="Do sums say of which year they are?", check=check_price_year
    ),
    AuditRule(codes=(_SAVING.code,), title="Is a saving cash?", check=check_savings),
)
