"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Claim, Funding, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_price_year", "check_savings"]

_YEAR: Final = "commissioning.price_year"
_SAVING: Final = "commissioning.saving"
_SAVES: Final = re.compile(
    r"\b(?:sav(?:e|es|ed|ings?)\b.*(?:£|GBP|million|pound)|(?:£|GBP).*\bsav)", re.I
)
_CASH: Final = re.compile(r"\b(?:cash|budget|bill|cost avoid|avoided)", re.I)


def check_price_year(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether sums of money say of which year they are."""
    sums = [f for f in plan.funding if f.amount is not None]
    if not sums:
        return
    yield Check(
        code=_YEAR,
        title="do not say of which year they are",
        family=Family.NUMBERS,
        of="sums of money",
        checked=len(sums),
        findings=tuple(_sum_finding(plan, f) for f in sums if f.year is None),
    )


def check_savings(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether a saving that is claimed is cash or harm avoided."""
    claims = [c for c in plan.claims if _SAVES.search(c.says)]
    if not claims:
        return
    yield Check(
        code=_SAVING,
        title="claim a saving and do not say whether it is cash",
        family=Family.NUMBERS,
        of="claims of savings",
        checked=len(claims),
        findings=tuple(_saving_finding(plan, c) for c in claims if not _CASH.search(c.says)),
    )


def _sum_finding(plan: Plan, funding: Funding) -> Finding:
    return Finding(
        code=_YEAR,
        severity=Severity.NOTICE,
        place=plan.place("funding", plan.funding.index(funding)),
        subject=funding.id,
        message=f"“{funding.title}” does not say of which year it is.",
        hint="Name the year: sums of two years cannot be added.",
        settled_by="The plan's authors.",
    )


def _saving_finding(plan: Plan, claim: Claim) -> Finding:
    return Finding(
        code=_SAVING,
        severity=Severity.NOTICE,
        place=plan.place("claims", plan.claims.index(claim)),
        subject=claim.id,
        message="A saving is claimed, and not whether a bill gets smaller.",
        hint="Say whether cash is freed and how that was shown, or call it harm avoided.",
        settled_by="The plan's authors.",
    )


RULES: Final = (
    AuditRule(codes=(_YEAR,), title="Do sums say of which year they are?", check=check_price_year),
    AuditRule(codes=(_SAVING,), title="Is a saving cash?", check=check_savings),
)
