"""Violence prevention in England and Wales: the duty, levels, and what hospitals share.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

No person is scored, ranked or predicted: words that ask for it are refused. Hospital returns have
no field for a person, and are handed back as suppressed tables, without homes and without points.
The NHS codes for method and place are not held; give the codes that mean a home to
`aggregate_istv`. The day by which the first strategies were due, and what an area must consider
when it defines serious violence, are held and not shown until a person has checked them.
"""

from safetykit.plugins.violence_prevention.aggregate import ISTVTable, aggregate_istv
from safetykit.plugins.violence_prevention.contextual import (
    Context,
    ContextKind,
    ContextMeasure,
    ContextualPlan,
    Domain,
    contextual_plan,
)
from safetykit.plugins.violence_prevention.duty import (
    Duty,
    StrategyReview,
    duty,
    duty_checklist,
    relevant_authorities,
    sna_checklist,
    specified_authorities,
    strategy_review,
)
from safetykit.plugins.violence_prevention.istv import (
    ISTVRecord,
    ISTVReturn,
    Obligation,
    istv_elements,
    read_istv,
)
from safetykit.plugins.violence_prevention.levels import (
    Intervention,
    LevelMismatch,
    Population,
    PreventionLevel,
    TimelineEntry,
    check_level,
    prevention_timeline,
)
from safetykit.plugins.violence_prevention.logic import logic_model_gaps, theory_of_change
from safetykit.plugins.violence_prevention.people import find_personal_data
from safetykit.plugins.violence_prevention.support import Worry, support_routes

__all__ = [
    "Context",
    "ContextKind",
    "ContextMeasure",
    "ContextualPlan",
    "Domain",
    "Duty",
    "ISTVRecord",
    "ISTVReturn",
    "ISTVTable",
    "Intervention",
    "LevelMismatch",
    "Obligation",
    "Population",
    "PreventionLevel",
    "StrategyReview",
    "TimelineEntry",
    "Worry",
    "aggregate_istv",
    "check_level",
    "contextual_plan",
    "duty",
    "duty_checklist",
    "find_personal_data",
    "istv_elements",
    "logic_model_gaps",
    "prevention_timeline",
    "read_istv",
    "relevant_authorities",
    "sna_checklist",
    "specified_authorities",
    "strategy_review",
    "support_routes",
    "theory_of_change",
]
