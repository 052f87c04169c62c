"""What this module contributes to the toolkit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from safetykit.content import (
    Checklist,
    Explainer,
    Fact,
    FactSheet,
    GlossaryTerm,
    Guide,
    IndicatorDefinition,
    Jurisdiction,
    Route,
    Taxonomy,
    Unknown,
)
from safetykit.plugins.use_of_force.audit import RULES
from safetykit.plugins.use_of_force.data import CONTENT
from safetykit.records import USE_OF_FORCE, DataSource
from safetykit.toolkit import AuditRule, EvaluationMethod, hookimpl


@hookimpl
def safetykit_facts() -> Iterable[Fact]:
    """Return the facts of this module."""
    return CONTENT.book.facts


@hookimpl
def safetykit_routes() -> Iterable[Route]:
    """Return the routes that this module knows."""
    return CONTENT.routes


@hookimpl
def safetykit_fact_sheets(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[FactSheet | Unknown]:
    """Return the fact sheets of this module for one nation on one day."""
    return CONTENT.fact_sheets(jurisdiction=jurisdiction, as_of=as_of)


@hookimpl
def safetykit_taxonomies() -> Iterable[Taxonomy]:
    """Return the named lists of this module."""
    return CONTENT.taxonomies


@hookimpl
def safetykit_guides(jurisdiction: Jurisdiction, as_of: dt.date) -> Iterable[Guide | Unknown]:
    """Return the guides of this module for one nation on one day."""
    return CONTENT.guides_for(jurisdiction=jurisdiction, as_of=as_of)


@hookimpl
def safetykit_explainers(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[Explainer | Unknown]:
    """Return the explainers of this module for one nation on one day."""
    return CONTENT.explainers_for(jurisdiction=jurisdiction, as_of=as_of)


@hookimpl
def safetykit_checklists(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[Checklist | Unknown]:
    """Return the checklists of this module for one nation on one day."""
    return CONTENT.checklists_for(jurisdiction=jurisdiction, as_of=as_of)


@hookimpl
def safetykit_glossary() -> Iterable[GlossaryTerm]:
    """Return the terms of this module."""
    return CONTENT.glossary


@hookimpl
def safetykit_indicators() -> Iterable[IndicatorDefinition]:
    """Return the indicators that this module defines."""
    return CONTENT.indicators


@hookimpl
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the source of records that this module reads about."""
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
