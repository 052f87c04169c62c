"""What this module contributes to the toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safetykit.plugins.use_of_force.audit import RULES
from safetykit.plugins.use_of_force.data import CONTENT
from safetykit.toolkit import AuditRule, EvaluationMethod, content_hook, hookimpl

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
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the source of records that this module reads about."""
    from safetykit.records import USE_OF_FORCE

    return (USE_OF_FORCE,)


@hookimpl
def safetykit_rules() -> Iterable[AuditRule]:
    """Return the rules that this module adds to the audit."""
    return RULES


@hookimpl
def safetykit_methods() -> Iterable[EvaluationMethod]:
    """Return the methods that this module offers."""
    return (
        EvaluationMethod(
            key="use_of_force.disproportionality",
            title="Rates of groups over a comparator's",
            question="Is force recorded more often for one group than for another, on this base?",
            assumptions=(
                "the base holds those who could have met with force",
                "counts and base name groups in the same way",
            ),
            source="Rothman and Greenland (1998) Modern Epidemiology, 2nd ed., p. 238",
            function="safetykit.plugins.use_of_force:disproportionality",
        ),
    )
