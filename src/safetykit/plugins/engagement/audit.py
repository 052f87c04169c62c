"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: levels against promises, and
consultations that nothing answers; the audit itself asks for those.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity, said_and_done
from safetykit.model import Consultation, Engagement, ParticipationLevel, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_influence", "check_sample"]

_SAMPLE: Final = Ask(
    code="engagement.sample",
    title="speak for residents and do not say how many answered",
    of="consultations that speak for residents",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Give the number, how they were found, and who is missing.",
)
_INFLUENCE: Final = Ask(
    code="engagement.influence",
    title="claim influence, and the plan names nothing that was decided because of it",
    of="engagements that claim to involve people or more",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Name a decision that came out otherwise, or claim the level that was reached.",
)
_SWEEPING: Final = re.compile(
    r"\b(?:residents|people|the public|communities|citizens)\s+(?:think|want|told us|say|said|"
    r"support|believe)|statistically significant",
    re.IGNORECASE,
)


def check_sample(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether consultations that speak for residents say how many answered."""
    return _SAMPLE.of_each(
        plan,
        "consultations",
        (held for held in plan.consultations if not held.planned and _sweeping(held)),
        at_fault=lambda held: held.answers is None,
        says="“{0.about}” speaks for residents, and not of how many answered.",
    )


def check_influence(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Ask whether a plan that claims to involve people names anything decided because of them."""
    answered = any(held.answered for held in said_and_done(plan, as_of=as_of))
    return _INFLUENCE.of_each(
        plan,
        "engagements",
        (engagement for engagement in plan.engagements if _involves(engagement)),
        at_fault=lambda _: not answered,
        says="“{0.title}” claims influence; no action answers what people said.",
    )


def _sweeping(consultation: Consultation) -> bool:
    return bool(_SWEEPING.search(f"{consultation.outcome} {consultation.note}"))


def _involves(engagement: Engagement) -> bool:
    least = ParticipationLevel.INVOLVE.rank
    return any(level.rank >= least for level in engagement.levels_claimed)


RULES: Final = (
    AuditRule(
        codes=(_SAMPLE.code,), title="Do consultations say how many answered?", check=check_sample
    ),
    AuditRule(
        codes=(_INFLUENCE.code,), title="Did taking part change anything?", check=check_influence
    ),
)
