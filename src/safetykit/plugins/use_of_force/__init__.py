"""Police use of force: the law as typed facts, records and how to count them, complaints.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Incidents are never counted: a record does not say which others belong to it. The groups of
tactics are general knowledge, so they help in sorting and are not printed. Audit rules are left to
`safetykit.evaluation`; what would be a rule on figures here refuses (`year_change`).

Nothing here says whether force was lawful, reasonable or justified on a particular day, and no
type has a place for such a verdict.
"""

from safetykit.plugins.use_of_force.complaints import (
    Challenge,
    ComplaintRoute,
    Seriousness,
    complaint_route,
    review_deadline,
)
from safetykit.plugins.use_of_force.decisions import (
    NDMRationale,
    NDMStage,
    decision_model,
    decision_model_links,
)
from safetykit.plugins.use_of_force.explaining import explainer
from safetykit.plugins.use_of_force.figures import (
    GroupRate,
    YearChange,
    YearTotal,
    disproportionality,
    year_change,
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
from safetykit.plugins.use_of_force.vocabulary import (
    ImpactFactor,
    Outcome,
    Reason,
    Tactic,
    TacticGroup,
)

__all__ = [
    "BasisKind",
    "Challenge",
    "ComplaintRoute",
    "CountUnit",
    "ForceCount",
    "GroupRate",
    "ImpactFactor",
    "LegalBasis",
    "LegalFact",
    "NDMRationale",
    "NDMStage",
    "Outcome",
    "Reason",
    "Seriousness",
    "Tactic",
    "TacticGroup",
    "TacticUse",
    "UseOfForceRecord",
    "YearChange",
    "YearTotal",
    "complaint_route",
    "core_questions",
    "count",
    "decision_model",
    "decision_model_links",
    "disproportionality",
    "explainer",
    "legal_bases",
    "review_deadline",
    "year_change",
]
