"""Commissioning: the precept and its panel, grants, decisions, value for money, ending services.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Money is exact and in the prices of one year. Without a comparison there is no ratio of benefits to
costs, whatever the sums; without a case of smaller benefits and a word on who could lose there is
none either. Social value is not computed: its proxies belong to others and overlap with benefits
that are counted already. The limits of years that nobody has checked, the unit costs of crimes and
the discount rates are held and not shown; `safetykit.stats.economics` has the rates with a source.
The collection fund of a council is not modelled.
"""

from safetykit.plugins.commissioning.ending import EndingPlan, decommissioning_plan
from safetykit.plugins.commissioning.grants import (
    Grant,
    GrantMilestone,
    GrantStage,
    MonitoringPlan,
    Payment,
    monitoring_plan,
)
from safetykit.plugins.commissioning.panel import (
    PreceptTimetable,
    VetoedAs,
    precept_timetable,
    require_revision,
    veto_needed,
    veto_passes,
)
from safetykit.plugins.commissioning.precept import PreceptModel, Rise, parse_financial_year
from safetykit.plugins.commissioning.publishing import (
    DecisionNotice,
    Publication,
    SpendingKind,
    notice_gaps,
    to_publish,
)
from safetykit.plugins.commissioning.support import Matter, money_routes
from safetykit.plugins.commissioning.value import (
    Basis,
    CostPerOutcome,
    DoubleRunning,
    Worth,
    benefit_cost,
    cost_per_outcome,
    double_running,
)

__all__ = [
    "Basis",
    "CostPerOutcome",
    "DecisionNotice",
    "DoubleRunning",
    "EndingPlan",
    "Grant",
    "GrantMilestone",
    "GrantStage",
    "Matter",
    "MonitoringPlan",
    "Payment",
    "PreceptModel",
    "PreceptTimetable",
    "Publication",
    "Rise",
    "SpendingKind",
    "VetoedAs",
    "Worth",
    "benefit_cost",
    "cost_per_outcome",
    "decommissioning_plan",
    "double_running",
    "money_routes",
    "monitoring_plan",
    "notice_gaps",
    "parse_financial_year",
    "precept_timetable",
    "require_revision",
    "to_publish",
    "veto_needed",
    "veto_passes",
]
