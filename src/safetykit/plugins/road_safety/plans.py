"""What this module asks of a plan about roads, and what it adds to a report on one.

What belongs here: the rule, the method, the unit and the report section that `hooks` hands over.
What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safetykit.content import Fact, Jurisdiction, ReportSection, Unknown, publishable
from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Plan
from safetykit.plugins.road_safety.data import CONTENT
from safetykit.toolkit import AuditRule, EvaluationMethod, UnitDefinition

__all__ = ["POWER_MODEL", "SESSION", "SEVERITY_RULE", "check_severity", "make_report_section"]

_CODE: Final = "road_safety.severity"
_AIMS: Final = ("road_safety.target.ksi_2035", "road_safety.target.children_2035")

SESSION: Final = UnitDefinition(
    name="road_safety.session",
    meaning="One session of a community speed watch at one approved site.",
)
POWER_MODEL: Final = EvaluationMethod(
    key="road_safety.power_model",
    title="Power model of speed and injury",
    question="How would injuries change if mean speed changed?",
    assumptions=("A rural road or a motorway; towns need other exponents.",),
    source="Nilsson (2004), Traffic safety dimensions and the power model, Lund.",
    function="safetykit.stats.speed:power_model",
)


def check_severity(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001 - of any day
    """Ask whether indicators of road casualties say how severity was recorded."""
    casualties = [i for i in plan.indicators if i.source == "stats19"]
    if not casualties:
        return
    silent = [i for i in casualties if "adjust" not in f"{i.note} {i.group}".lower()]
    yield Check(
        code=_CODE,
        title="do not say whether severity is adjusted",
        family=Family.NUMBERS,
        of="indicators of road casualties",
        checked=len(casualties),
        findings=tuple(
            Finding(
                code=_CODE,
                severity=Severity.NOTICE,
                place=plan.place("indicators", plan.indicators.index(indicator)),
                subject=indicator.id,
                message=f"“{indicator.title}” does not say whether its figures are adjusted.",
                hint="Say so in its note: forces record severity in different ways.",
            )
            for indicator in silent
        ),
    )


SEVERITY_RULE: Final = AuditRule(
    codes=(_CODE,), title="Is severity of injury comparable?", check=check_severity
)


def make_report_section(
    plan: Plan, *, jurisdiction: Jurisdiction, as_of: dt.date
) -> tuple[ReportSection, ...]:
    """Return the national aims beside a plan with a priority about roads; nothing for others."""
    if not any("road" in priority.title.lower() for priority in plan.priorities):
        return ()
    answers = [CONTENT.book.at(key, jurisdiction=jurisdiction, as_of=as_of) for key in _AIMS]
    facts = tuple(a for a in answers if isinstance(a, Fact) and publishable(a))
    section = ReportSection(
        key="road_safety.national_aims",
        title="National aims for road safety",
        jurisdiction=jurisdiction,
        as_of=as_of,
        words=("A local plan need not adopt these aims; they are here for comparison.",),
        facts=facts,
        unknown=tuple(a for a in answers if isinstance(a, Unknown)),
        sources=tuple(dict.fromkeys(source for fact in facts for source in fact.sources)),
    )
    return (section,)
