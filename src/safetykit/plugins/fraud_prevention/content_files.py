"""The data files of this module, each read once, when it is first asked for."""

from __future__ import annotations

import functools
from importlib.resources import files
from importlib.resources.abc import Traversable

from safetykit.content import (
    FactBook,
    Route,
    SheetPlan,
    Taxonomy,
    read_fact_book,
    read_routes,
    read_sheet_plans,
    read_taxonomies,
)

__all__ = ["book", "folder", "routes", "sheet_plans", "taxonomies"]


def folder() -> Traversable:
    """Return the folder of the content."""
    return files(__package__) / "content"


@functools.cache
def book() -> FactBook:
    """Return the facts."""
    return read_fact_book(folder())


@functools.cache
def routes() -> tuple[Route, ...]:
    """Return the routes, expired ones among them."""
    return read_routes(folder())


@functools.cache
def sheet_plans() -> tuple[SheetPlan, ...]:
    """Return the plans of the fact sheets."""
    return read_sheet_plans(folder())


@functools.cache
def taxonomies() -> tuple[Taxonomy, ...]:
    """Return the named lists of terms."""
    return read_taxonomies(folder())
