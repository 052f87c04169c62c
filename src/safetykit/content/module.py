"""The content of one module: its data files, each read once, when it is first asked for."""

from __future__ import annotations

import datetime as dt
import functools
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypedDict

from safetykit.content.book import FactBook
from safetykit.content.checklist import Checklist, ChecklistPlan, make_checklist
from safetykit.content.explainer import Explainer, ExplainerPlan, make_explainer
from safetykit.content.fact import Jurisdiction
from safetykit.content.glossary import GlossaryTerm
from safetykit.content.guide import Guide, GuidePlan, make_guide
from safetykit.content.indicator import IndicatorDefinition
from safetykit.content.intervention import RatedIntervention
from safetykit.content.reading import (
    read_checklist_plans,
    read_content,
    read_evidence,
    read_explainer_plans,
    read_fact_book,
    read_glossary,
    read_guide_plans,
    read_indicators,
    read_routes,
    read_sheet_plans,
    read_taxonomies,
)
from safetykit.content.route import Route
from safetykit.content.shapes import ChecklistFile, ExplainerFile, GuideFile, SheetFile
from safetykit.content.sheet import FactSheet, SheetPlan, make_fact_sheets
from safetykit.content.taxonomy import Taxonomy
from safetykit.content.unknown import Unknown
from safetykit.errors import DocumentError, Problem

__all__ = ["FILES", "ModuleContent"]

FILES: Final = {
    "facts.yaml": "book",
    "routes.yaml": "routes",
    "taxonomies.yaml": "taxonomies",
    "fact_sheets.yaml": "sheet_plans",
    "guides.yaml": "guides",
    "explainers.yaml": "explainers",
    "checklists.yaml": "checklists",
    "glossary.yaml": "glossary",
    "indicators.yaml": "indicators",
    "evidence.yaml": "evidence",
}
_RESTING: Final[dict[str, type]] = {  # on facts and routes
    "fact_sheets.yaml": SheetFile,
    "guides.yaml": GuideFile,
    "explainers.yaml": ExplainerFile,
    "checklists.yaml": ChecklistFile,
}


class _Where(TypedDict):
    jurisdiction: Jurisdiction | str
    as_of: dt.date


class ModuleContent:
    """The files in the folder `content` of a package, or in a folder that is given.

    Making one reads nothing. Each file is read when it is first asked for, and then kept.

    Examples:
        >>> road_safety = ModuleContent("safetykit.plugins.road_safety")
        >>> road_safety.folder.name
        'content'
    """

    def __init__(self, package: str, *, folder: Traversable | None = None) -> None:
        self.package = package
        if folder is not None:
            self.folder = folder

    @functools.cached_property
    def folder(self) -> Traversable:
        """The folder of the files; a package in a zip file has one as well."""
        return files(self.package) / "content"

    def has(self, name: str) -> bool:
        """Whether there is a file of a name, such as `guides.yaml`."""
        return (self.folder / name).is_file()

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
        return read_sheet_plans(self.folder, facts=self._keys)

    @functools.cached_property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """The named lists of terms."""
        return read_taxonomies(self.folder)

    @functools.cached_property
    def guides(self) -> tuple[GuidePlan, ...]:
        """The plans of the guides."""
        return read_guide_plans(self.folder, facts=self._keys, routes=self._help)

    @functools.cached_property
    def explainers(self) -> tuple[ExplainerPlan, ...]:
        """The plans of the explainers."""
        return read_explainer_plans(self.folder, facts=self._keys)

    @functools.cached_property
    def checklists(self) -> tuple[ChecklistPlan, ...]:
        """The plans of the checklists."""
        return read_checklist_plans(self.folder, facts=self._keys)

    @functools.cached_property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The terms and what they mean."""
        return read_glossary(self.folder)

    @functools.cached_property
    def indicators(self) -> tuple[IndicatorDefinition, ...]:
        """The definitions of indicators."""
        return read_indicators(self.folder)

    @functools.cached_property
    def evidence(self) -> tuple[RatedIntervention, ...]:
        """The rated interventions."""
        return read_evidence(self.folder)

    def fact_sheets(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date
    ) -> tuple[FactSheet | Unknown, ...]:
        """Return the fact sheets for one nation on one day."""
        return make_fact_sheets(
            self.sheet_plans,
            book=self._facts,
            routes=self._help,
            jurisdiction=jurisdiction,
            as_of=as_of,
        )

    def guides_for(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date
    ) -> tuple[Guide | Unknown, ...]:
        """Return the guides for one nation on one day; `Unknown` in the place of each it lacks."""
        where: _Where = {"jurisdiction": jurisdiction, "as_of": as_of}
        book, routes = self._facts, self._help
        return tuple(make_guide(plan, book=book, routes=routes, **where) for plan in self.guides)

    def explainers_for(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date
    ) -> tuple[Explainer | Unknown, ...]:
        """Return the explainers for one nation on one day; see `guides_for`."""
        where: _Where = {"jurisdiction": jurisdiction, "as_of": as_of}
        return tuple(make_explainer(plan, book=self._facts, **where) for plan in self.explainers)

    def checklists_for(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date
    ) -> tuple[Checklist | Unknown, ...]:
        """Return the checklists for one nation on one day; see `guides_for`."""
        where: _Where = {"jurisdiction": jurisdiction, "as_of": as_of}
        return tuple(make_checklist(plan, book=self._facts, **where) for plan in self.checklists)

    def problems(self) -> tuple[Problem, ...]:
        """Read every file that is there, and return all that is wrong in any of them."""
        found: dict[Problem, None] = {}
        for name, part in FILES.items():
            try:
                if self.has(name):
                    getattr(self, part)
            except DocumentError as error:
                found |= dict.fromkeys([*error.problems, *self._own_problems(name)])
        return tuple(found)

    def _own_problems(self, name: str) -> tuple[Problem, ...]:
        """Return what is wrong in a file by itself, where the facts or routes may be broken too."""
        try:
            if name in _RESTING:
                read_content(self.folder, name, _RESTING[name])
        except DocumentError as error:
            return error.problems
        return ()

    @property
    def _facts(self) -> FactBook:
        return self.book if self.has("facts.yaml") else FactBook(facts=())

    @property
    def _keys(self) -> frozenset[str]:
        return frozenset(fact.key for fact in self._facts)

    @property
    def _help(self) -> tuple[Route, ...]:
        return self.routes if self.has("routes.yaml") else ()
