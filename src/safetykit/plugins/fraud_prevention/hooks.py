"""What this module contributes to the toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safetykit.plugins.fraud_prevention.audit import BREAK_RULE
from safetykit.plugins.fraud_prevention.data import CONTENT
from safetykit.toolkit import AuditRule, content_hook, hookimpl

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


@hookimpl
def safetykit_rules() -> Iterable[AuditRule]:
    """Return what this module asks of plans."""
    return (BREAK_RULE,)


@hookimpl
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the sources that the indicators of this module are counted from."""
    from safetykit.plugins.fraud_prevention.records import CRIME_SURVEY, REPORT_FRAUD

    return (REPORT_FRAUD, CRIME_SURVEY)
