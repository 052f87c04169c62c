"""What this module contributes to the toolkit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safetykit.content import Jurisdiction, ReportSection
from safetykit.model import Plan
from safetykit.plugins.road_safety.audit import RULES
from safetykit.plugins.road_safety.data import CONTENT
from safetykit.plugins.road_safety.plans import (
    POWER_MODEL,
    SESSION,
    SEVERITY_RULE,
    make_report_section,
)
from safetykit.toolkit import (
    AuditRule,
    EvaluationMethod,
    UnitDefinition,
    content_hook,
    hookimpl,
)

if TYPE_CHECKING:
    from safetykit.records import DataSource

safetykit_facts: Final = content_hook(CONTENT, "facts")
safetykit_routes: Final = content_hook(CONTENT, "routes")
safetykit_fact_sheets: Final = content_hook(CONTENT, "fact_sheets")
safetykit_taxonomies: Final = content_hook(CONTENT, "taxonomies")
safetykit_guides: Final = content_hook(CONTENT, "guides")
safetykit_explainers: Final = content_hook(CONTENT, "explainers")
safetykit_checklists: Final = content_hook(CONTENT, "checklists")
safetykit_glossary: Final = content_hook(CONTENT, "glossary")
safetykit_indicators: Final = content_hook(CONTENT, "indicators")
safetykit_evidence: Final = content_hook(CONTENT, "evidence")


@hookimpl
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the source that the indicators of this module are counted from."""
    from safetykit.records.sources.stats19 import STATS19

    return (STATS19,)


@hookimpl
def safetykit_units() -> Iterable[UnitDefinition]:
    """Return what this module counts."""
    return (SESSION,)


@hookimpl
def safetykit_rules() -> Iterable[AuditRule]:
    """Return what this module asks of plans."""
    return (SEVERITY_RULE, *RULES)


@hookimpl
def safetykit_methods() -> Iterable[EvaluationMethod]:
    """Return the method that this module offers."""
    return (POWER_MODEL,)


@hookimpl
def safetykit_report_sections(
    plan: Plan, jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[ReportSection]:
    """Return the national aims, for a plan with a priority about roads."""
    return make_report_section(plan, jurisdiction=jurisdiction, as_of=as_of)
