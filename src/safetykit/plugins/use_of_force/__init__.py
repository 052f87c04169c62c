"""Police use of force: the law as typed facts, records and how to count them, complaints.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here says whether force was lawful, reasonable or justified on a particular day, and no
type has a place for such a verdict.
"""

from safetykit.plugins.use_of_force.complaints import (
    Challenge,
    ComplaintRoute,
    complaint_route,
    review_deadline,
)
from safetykit.plugins.use_of_force.law import (
    BasisKind,
    LegalBasis,
    LegalFact,
    core_questions,
    legal_bases,
)
from safetykit.plugins.use_of_force.records import (
    CountUnit,
    ForceCount,
    TacticUse,
    UseOfForceRecord,
    count,
)
from safetykit.plugins.use_of_force.vocabulary import ImpactFactor, Outcome, Reason, Tactic

__all__ = [
    "BasisKind",
    "Challenge",
    "ComplaintRoute",
    "CountUnit",
    "ForceCount",
    "ImpactFactor",
    "LegalBasis",
    "LegalFact",
    "Outcome",
    "Reason",
    "Tactic",
    "TacticUse",
    "UseOfForceRecord",
    "complaint_route",
    "core_questions",
    "count",
    "legal_bases",
    "review_deadline",
]
