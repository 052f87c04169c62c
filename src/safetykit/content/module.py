"""The content of one module: its data files, each read once, when it is first asked for."""

from __future__ import annotations

import datetime as dt
import functools
from importlib.resources import files
from importlib.resources.abc import Traversable

from safetykit.content.book import FactBook
from safetykit.content.fact import Jurisdiction
from safetykit.content.reading import (
    read_fact_book,
    read_routes,
    read_sheet_plans,
    read_taxonomies,
)
from safetykit.content.route import Route
from safetykit.content.sheet import FactSheet, SheetPlan, make_fact_sheets
from safetykit.content.taxonomy import Taxonomy
from safetykit.content.unknown import Unknown

__all__ = ["ModuleContent"]


class ModuleContent:
    """The files in the folder `content` of a package.

    Making one reads nothing. Each file is read when it is first asked for, and then kept.

    Examples:
        >>> road_safety = ModuleContent("safetykit.plugins.road_safety")
        >>> road_safety.folder.name
        'content'
    """

    def __init__(self, package: str) -> None:
        self.package = package

    @property
    def folder(self) -> Traversable:
        """The folder of the files; a package in a zip file has one as well."""
        return files(self.package) / "content"

    @functools.cached_property
    def book(self) -> FactBook:
        """The facts."""
        return read_fact_book(self.folder)

    @functools.cached_property
    def routes(self) -> tuple[Route, ...]:
        """The routes, expired ones among them."""
        return read_routes(self.folder)

    @functools.cached_property
    def sheet_plans(self) -> tuple[SheetPlan, ...]:
        """The plans of the fact sheets."""
        return read_sheet_plans(self.folder)

    @functools.cached_property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """The named lists of terms."""
        return read_taxonomies(self.folder)

    def fact_sheets(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date
    ) -> tuple[FactSheet | Unknown, ...]:
        """Return the fact sheets for one nation on one day."""
        return make_fact_sheets(
            self.sheet_plans,
            book=self.book,
            routes=self.routes,
            jurisdiction=jurisdiction,
            as_of=as_of,
        )
