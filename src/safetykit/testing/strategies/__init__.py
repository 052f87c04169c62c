"""Hypothesis strategies for the public types of safetykit, and a machine that edits plans.

What belongs here: how to draw valid values, the simplest of them small and readable. What does
not: any test. With the package installed, `hypothesis.strategies.from_type(safetykit.Plan)` and
its kin find these strategies by themselves.

A strategy that needs numpy is loaded when it is first used.

Examples:
    >>> from hypothesis import given, settings
    >>> from safetykit.testing import strategies
    >>> @settings(max_examples=5, database=None)
    ... @given(strategies.plans(holding=["actions"]), strategies.months())
    ... def test_plans_that_promise_something(plan, month):
    ...     assert plan.actions
    >>> test_plans_that_promise_something()
"""

# ruff: noqa: E402  hypothesis is asked for first, so that its absence is explained.

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names
from safetykit.extras import need

need("hypothesis", wanted_by="safetykit.testing.strategies")

from safetykit.testing.strategies.content import (
    citations,
    content_keys,
    fact_books,
    fact_values,
    facts,
    glossary_terms,
    indicator_definitions,
    jurisdictions,
    rated_interventions,
    routes,
    taxonomies,
    unknowns,
)
from safetykit.testing.strategies.edits import PlanEdits
from safetykit.testing.strategies.objects import objects, plans
from safetykit.testing.strategies.pages import (
    checklists,
    explainers,
    fact_sheets,
    guide_plans,
    guides,
)
from safetykit.testing.strategies.values import (
    approximations,
    ids,
    money,
    months,
    partial_dates,
    periods,
    quantities,
    quarters,
    texts,
    thresholds,
    units,
)

if TYPE_CHECKING:
    from safetykit.testing.strategies.records import area_keys, counts, data_sources, series
    from safetykit.testing.strategies.results import audits, check_results, estimates, evaluations

__all__ = [
    "PlanEdits",
    "approximations",
    "area_keys",
    "audits",
    "check_results",
    "checklists",
    "citations",
    "content_keys",
    "counts",
    "data_sources",
    "estimates",
    "evaluations",
    "explainers",
    "fact_books",
    "fact_sheets",
    "fact_values",
    "facts",
    "glossary_terms",
    "guide_plans",
    "guides",
    "ids",
    "indicator_definitions",
    "jurisdictions",
    "money",
    "months",
    "objects",
    "partial_dates",
    "periods",
    "plans",
    "quantities",
    "quarters",
    "rated_interventions",
    "routes",
    "series",
    "taxonomies",
    "texts",
    "thresholds",
    "units",
    "unknowns",
]

_HOMES: Final = {
    "records": ("area_keys", "counts", "data_sources", "series"),
    "results": ("audits", "check_results", "estimates", "evaluations"),
}

if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__)
