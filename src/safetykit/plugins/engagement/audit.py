"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: levels against promises, and
consultations that nothing answers; the audit itself asks for those.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity, said_and_done
from safetykit.model import Consultation, Engagement, ParticipationLevel, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_influence", "check_sample"]

_SAMPLE: Final = "engagement.sample"
_INFLUENCE: Final = "engagement.influence"
_SWEEPING: Final = re.compile(
    r"\b(?:residents|people|the public|communities|citizens)\s+(?:think|want|told us|say|said|"
    r"support|believe)|statistically significant",
    re.IGNORECASE,
)


def check_sample(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether consultations that speak for residents say how many answered."""
    asked = [c for c in plan.consultations if not c.planned and _sweeping(c)]
    if not asked:
        return
    yield Check(
        code=_SAMPLE,
        title="speak for residents and do not say how many answered",
        family=Family.ENGAGEMENT,
        of="consultations that speak for residents",
        checked=len(asked),
        findings=tuple(_sample_finding(plan, c) for c in asked if c.answers is None),
    )


def check_influence(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Ask whether a plan that claims to involve people names anything decided because of them."""
    claiming = [e for e in plan.engagements if _involves(e)]
    if not claiming:
        return
    answered = any(held.answered for held in said_and_done(plan, as_of=as_of))
    yield Check(
        code=_INFLUENCE,
        title="claim influence, and the plan names nothing that was decided because of it",
        family=Family.ENGAGEMENT,
        of="engagements that claim to involve people or more",
        checked=len(claiming),
        findings=() if answered else tuple(_influence_finding(plan, e) for e in claiming),
    )


def _sweeping(consultation: Consultation) -> bool:
    return bool(_SWEEPING.search(f"{consultation.outcome} {consultation.note}"))


def _involves(engagement: Engagement) -> bool:
    least = ParticipationLevel.INVOLVE.rank
    return any(level.rank >= least for level in engagement.levels_claimed)


def _sample_finding(plan: Plan, consultation: Consultation) -> Finding:
    return Finding(
        code=_SAMPLE,
        severity=Severity.NOTICE,
        place=plan.place("consultations", plan.consultations.index(consultation)),
        subject=consultation.id,
        message=f"“{consultation.about}” speaks for residents, and not of how many answered.",
        hint="Give the number, how they were found, and who is missing.",
        settled_by="The plan's authors.",
    )


def _influence_finding(plan: Plan, engagement: Engagement) -> Finding:
    return Finding(
        code=_INFLUENCE,
        severity=Severity.NOTICE,
        place=plan.place("engagements", plan.engagements.index(engagement)),
        subject=engagement.id,
        message=f"“{engagement.title}” claims influence; no action answers what people said.",
        hint="Name a decision that came out otherwise, or claim the level that was reached.",
        settled_by="The plan's authors.",
    )


RULES: Final = (
    AuditRule(
        codes=(_SAMPLE,), title="Do consultations say how many answered?", check=check_sample
    ),
    AuditRule(codes=(_INFLUENCE,), title="Did taking part change anything?", check=check_influence),
)
