"""The shape of each content file: one list of items, and what must hold between them.

What belongs here: a class for each file, which refuses keys that stand twice and facts that
overlap, all of them at once. What does not: reading; that is `reading`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import attrs

from safetykit.content.book import find_overlaps
from safetykit.content.checklist import ChecklistPlan
from safetykit.content.explainer import ExplainerPlan
from safetykit.content.fact import Citation, Fact, Jurisdiction
from safetykit.content.glossary import GlossaryTerm
from safetykit.content.guide import GuidePlan
from safetykit.content.indicator import IndicatorDefinition
from safetykit.content.intervention import RatedIntervention
from safetykit.content.route import Route
from safetykit.content.sheet import SheetPlan
from safetykit.content.taxonomy import Taxonomy
from safetykit.errors import DocumentError, Place, Problem

__all__ = [
    "ChecklistFile",
    "EvidenceFile",
    "ExplainerFile",
    "FactFile",
    "GlossaryFile",
    "GuideFile",
    "IndicatorFile",
    "RouteFile",
    "SheetFile",
    "SourceFile",
    "TaxonomyFile",
    "overlap_problems",
]


@attrs.frozen(kw_only=True)
class SourceFile:
    """`sources.yaml`: the citations, and the day on which most were read."""

    retrieved: dt.date
    sources: tuple[Citation, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("sources", [source.key for source in self.sources])


@attrs.frozen(kw_only=True)
class FactFile:
    """`facts.yaml`: facts that do not overlap."""

    facts: tuple[Fact, ...]

    def __attrs_post_init__(self) -> None:
        problems = overlap_problems(self.facts, range(len(self.facts)))
        if problems:
            raise DocumentError(problems)


def overlap_problems(facts: tuple[Fact, ...], places: Sequence[int]) -> tuple[Problem, ...]:
    """Return a problem for each fact that overlaps with an earlier one of its key.

    Args:
        facts: The facts.
        places: The place of each in the list of its file.
    """
    found = find_overlaps(facts, lambda fact: fact.key)
    return tuple(
        _overlap(f"facts[{places[index]}]", facts[index].key, f"facts[{places[other]}]", nation)
        for index, other, nation in found
    )


def _overlap(path: str, name: str, other: str, nation: Jurisdiction) -> Problem:
    message = f"{name} overlaps with {other} in {nation.words}."
    hint = "End the earlier one on the day before the later one starts."
    return Problem(place=Place(path=path), message=message, hint=hint)


@attrs.frozen(kw_only=True)
class RouteFile:
    """`routes.yaml`: each id once."""

    routes: tuple[Route, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("routes", [route.id for route in self.routes])


@attrs.frozen(kw_only=True)
class SheetFile:
    """`fact_sheets.yaml`: each key once."""

    fact_sheets: tuple[SheetPlan, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("fact_sheets", [plan.key for plan in self.fact_sheets])


@attrs.frozen(kw_only=True)
class TaxonomyFile:
    """`taxonomies.yaml`: each key once."""

    taxonomies: tuple[Taxonomy, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("taxonomies", [taxonomy.key for taxonomy in self.taxonomies])


@attrs.frozen(kw_only=True)
class GuideFile:
    """`guides.yaml`: each key once."""

    guides: tuple[GuidePlan, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("guides", [plan.key for plan in self.guides])


@attrs.frozen(kw_only=True)
class ExplainerFile:
    """`explainers.yaml`: each key once."""

    explainers: tuple[ExplainerPlan, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("explainers", [plan.key for plan in self.explainers])


@attrs.frozen(kw_only=True)
class ChecklistFile:
    """`checklists.yaml`: each key once."""

    checklists: tuple[ChecklistPlan, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("checklists", [plan.key for plan in self.checklists])


@attrs.frozen(kw_only=True)
class GlossaryFile:
    """`glossary.yaml`: one meaning of a term in a nation on a day."""

    glossary: tuple[GlossaryTerm, ...]

    def __attrs_post_init__(self) -> None:
        problems = [
            _overlap(f"glossary[{index}]", self.glossary[index].term, f"glossary[{other}]", nation)
            for index, other, nation in find_overlaps(self.glossary, lambda t: t.term.lower())
        ]
        if problems:
            raise DocumentError(problems)


@attrs.frozen(kw_only=True)
class IndicatorFile:
    """`indicators.yaml`: each key once."""

    indicators: tuple[IndicatorDefinition, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("indicators", [indicator.key for indicator in self.indicators])


@attrs.frozen(kw_only=True)
class EvidenceFile:
    """`evidence.yaml`: each key once."""

    interventions: tuple[RatedIntervention, ...]

    def __attrs_post_init__(self) -> None:
        _require_once("interventions", [item.key for item in self.interventions])


def _require_once(part: str, keys: Iterable[str]) -> None:
    """Refuse a list in which a key stands twice, with every second one named by its place."""
    seen: set[str] = set()
    problems = []
    for index, key in enumerate(keys):
        if key in seen:
            place = Place(path=f"{part}[{index}]")
            problems.append(Problem(place=place, message=f'expected each id once, got "{key}".'))
        seen.add(key)
    if problems:
        raise DocumentError(problems)
