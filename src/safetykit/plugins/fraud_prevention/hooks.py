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
    make_fact_sheets,
)
from safetykit.plugins.fraud_prevention import content_files
from safetykit.toolkit import hookimpl


@hookimpl
def safetykit_facts() -> Iterable[Fact]:
    """Return the facts of this module."""
    return content_files.book().facts


@hookimpl
def safetykit_routes() -> Iterable[Route]:
    """Return the routes that this module knows."""
    return content_files.routes()


@hookimpl
def safetykit_fact_sheets(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[FactSheet | Unknown]:
    """Return the fact sheets of this module for one nation on one day."""
    return make_fact_sheets(
        content_files.sheet_plans(),
        book=content_files.book(),
        routes=content_files.routes(),
        jurisdiction=jurisdiction,
        as_of=as_of,
    )


@hookimpl
def safetykit_taxonomies() -> Iterable[Taxonomy]:
    """Return the named lists of this module."""
    return content_files.taxonomies()
