"""What this module contributes to the toolkit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from safetykit.content import (
    Fact,
    FactSheet,
    Jurisdiction,
    Route,
    Taxonomy,
    Unknown,
)
from safetykit.plugins.cyber_crime.data import CONTENT
from safetykit.toolkit import hookimpl


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
