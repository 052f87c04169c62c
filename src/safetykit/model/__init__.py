"""The typed objects of a community-safety plan.

What belongs here: frozen classes without input, output, clock or chance, named in the field's
words. What does not: reading files (`documents`), judging (`evaluation`), showing (`reporting`).
"""

from safetykit.model.actions import Action, Commitment, Milestone, Strength
from safetykit.model.aims import Audience, Objective, Priority, Theme, Wording
from safetykit.model.area import Area, PopulationEstimate
from safetykit.model.bodies import (
    DecisionRight,
    Duty,
    Group,
    Lead,
    LinkedPlan,
    Membership,
    MembershipStatus,
    Organisation,
    Partnership,
)
from safetykit.model.claims import (
    Change,
    Claim,
    ClaimTest,
    Comparison,
    Relation,
    Statistic,
)
from safetykit.model.ids import Id
from safetykit.model.measures import (
    Baseline,
    Direction,
    Indicator,
    MeasureKind,
    MeasureTier,
    PerformanceMeasure,
    Polarity,
    Target,
)
from safetykit.model.plan import Achievement, Plan, PlanPeriod
from safetykit.model.references import check_references
from safetykit.model.sources import Facet, Locator, NotHeld, Passage, Status, Transcription

__all__ = [
    "Achievement",
    "Action",
    "Area",
    "Audience",
    "Baseline",
    "Change",
    "Claim",
    "ClaimTest",
    "Commitment",
    "Comparison",
    "DecisionRight",
    "Direction",
    "Duty",
    "Facet",
    "Group",
    "Id",
    "Indicator",
    "Lead",
    "LinkedPlan",
    "Locator",
    "MeasureKind",
    "MeasureTier",
    "Membership",
    "MembershipStatus",
    "Milestone",
    "NotHeld",
    "Objective",
    "Organisation",
    "Partnership",
    "Passage",
    "PerformanceMeasure",
    "Plan",
    "PlanPeriod",
    "Polarity",
    "PopulationEstimate",
    "Priority",
    "Relation",
    "Statistic",
    "Status",
    "Strength",
    "Target",
    "Theme",
    "Transcription",
    "Wording",
    "check_references",
]
