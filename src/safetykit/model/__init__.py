"""The typed objects of a community-safety plan.

What belongs here: frozen classes without input, output, clock or chance, named in the field's
words. What does not: reading files (`documents`), judging (`evaluation`), showing (`reporting`).
"""

from safetykit.model.actions import Action, Commitment, Milestone, Strength
from safetykit.model.agreements import (
    Agreement,
    AgreementKind,
    DataSharing,
    Expectation,
    LegalForce,
)
from safetykit.model.aims import Audience, Objective, Priority, Theme, Wording
from safetykit.model.area import Area, Comparator, ComparatorSet, PopulationEstimate
from safetykit.model.bodies import (
    BodyKind,
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
    Counted,
    Ratio,
    Relation,
    Statistic,
)
from safetykit.model.designs import DesignMethod, EvaluationDesign
from safetykit.model.engagement import Consultation, Engagement, ParticipationLevel, Promise
from safetykit.model.evidence import (
    InspectionGrade,
    Outcome,
    OutcomeDirection,
    Reference,
    ReferenceState,
    Research,
    ResearchKind,
    TheoryOfChange,
)
from safetykit.model.ids import Id
from safetykit.model.initiatives import (
    Initiative,
    InitiativeKind,
    Schedule,
    ScheduledItem,
    ServiceStandard,
)
from safetykit.model.law import (
    Exemption,
    InstrumentKind,
    LegalInstrument,
    LegalThreshold,
    PlanKind,
    Power,
)
from safetykit.model.measures import (
    Baseline,
    CountedOver,
    Direction,
    Indicator,
    MeasureKind,
    MeasureTier,
    PerformanceMeasure,
    Polarity,
    Target,
)
from safetykit.model.mentions import CrossReference, ListedItem, Listing, Misprint
from safetykit.model.money import Funding, FundingKind
from safetykit.model.people import AgeRange, Cohort, CohortKind, OfficeHolder
from safetykit.model.plan import Achievement, Plan, PlanPeriod, Predecessor
from safetykit.model.principles import (
    ContentItem,
    ContentKind,
    ContextEvent,
    Principle,
    PrincipleKind,
)
from safetykit.model.progress import ProgressStatus, ProgressUpdate
from safetykit.model.references import check_references
from safetykit.model.risks import Level, Risk
from safetykit.model.sources import Facet, Locator, NotHeld, Passage, Status, Transcription
from safetykit.quantities import Marking  # a source of records may carry one too

__all__ = [
    "Achievement",
    "Action",
    "AgeRange",
    "Agreement",
    "AgreementKind",
    "Area",
    "Audience",
    "Baseline",
    "BodyKind",
    "Change",
    "Claim",
    "ClaimTest",
    "Cohort",
    "CohortKind",
    "Commitment",
    "Comparator",
    "ComparatorSet",
    "Comparison",
    "Consultation",
    "ContentItem",
    "ContentKind",
    "ContextEvent",
    "Counted",
    "CountedOver",
    "CrossReference",
    "DataSharing",
    "DecisionRight",
    "DesignMethod",
    "Direction",
    "Duty",
    "Engagement",
    "EvaluationDesign",
    "Exemption",
    "Expectation",
    "Facet",
    "Funding",
    "FundingKind",
    "Group",
    "Id",
    "Indicator",
    "Initiative",
    "InitiativeKind",
    "InspectionGrade",
    "InstrumentKind",
    "Lead",
    "LegalForce",
    "LegalInstrument",
    "LegalThreshold",
    "Level",
    "LinkedPlan",
    "ListedItem",
    "Listing",
    "Locator",
    "Marking",
    "MeasureKind",
    "MeasureTier",
    "Membership",
    "MembershipStatus",
    "Milestone",
    "Misprint",
    "NotHeld",
    "Objective",
    "OfficeHolder",
    "Organisation",
    "Outcome",
    "OutcomeDirection",
    "ParticipationLevel",
    "Partnership",
    "Passage",
    "PerformanceMeasure",
    "Plan",
    "PlanKind",
    "PlanPeriod",
    "Polarity",
    "PopulationEstimate",
    "Power",
    "Predecessor",
    "Principle",
    "PrincipleKind",
    "Priority",
    "ProgressStatus",
    "ProgressUpdate",
    "Promise",
    "Ratio",
    "Reference",
    "ReferenceState",
    "Relation",
    "Research",
    "ResearchKind",
    "Risk",
    "Schedule",
    "ScheduledItem",
    "ServiceStandard",
    "Statistic",
    "Status",
    "Strength",
    "Target",
    "Theme",
    "TheoryOfChange",
    "Transcription",
    "Wording",
    "check_references",
]
