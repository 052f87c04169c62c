"""Whether the names in a table of figures are the plan's: a misspelt one would be a new group.

What belongs here: which indicators and areas a plan names, and what is said of any other. What does
not: the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from safetykit.errors import Problem, suggest
from safetykit.model import Plan
from safetykit.records.aggregate.figures import Figure
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["PlanNames", "name_findings", "name_problems", "names_of"]


@attrs.frozen(kw_only=True)
class PlanNames:
    """What a plan calls its figures, and the areas that it speaks of."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...]


def names_of(plan: Plan) -> PlanNames:
    """Return the titles of measures and the groups of indicators, and every area of a plan."""
    area, designs = plan.area, plan.evaluation_designs
    beside = area.comparators.areas if area.comparators else ()
    indicators = [m.title for m in plan.performance_measures] + [i.group for i in plan.indicators]
    areas = [area.name, area.district, area.police_force, *(place.name for place in beside)]
    for design in designs:
        areas += [*design.areas, *design.comparison, *design.buffer, *design.buffer_comparison]
    return PlanNames(
        indicators=tuple(dict.fromkeys(filter(None, indicators))),
        areas=tuple(dict.fromkeys(filter(None, areas))),
    )


def name_problems(figures: Iterable[Figure], plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each name that is nearly one of the plan's, at its first line."""
    names = names_of(plan)
    for column, known in (("indicator", names.indicators), ("area", names.areas)):
        lines: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            lines[getattr(figure, column)].append(figure)
        for name in (one for one in lines if one not in known):
            if hint := _near(name, known):
                yield _problem(column, name, lines[name], hint)


def name_findings(
    plan: Plan, *, indicators: Iterable[str], areas: Iterable[str]
) -> tuple[QualityFinding, ...]:
    """Return a finding for each name that is none of the plan's, with the nearest that is."""
    names = names_of(plan)
    return (
        *(_finding("indicator", n, names.indicators, n, "") for n in _others(indicators, names)),
        *(
            _finding("area", name, names.areas, "", name)
            for name in areas
            if name not in names.areas
        ),
    )


def _others(indicators: Iterable[str], names: PlanNames) -> list[str]:
    return [name for name in indicators if name not in names.indicators]


def _near(name: str, known: Sequence[str]) -> str:
    """Return the hint that names the plan's own words; capitals and spaces are no other name."""
    alike = {one.casefold(): one for one in known}
    found = alike.get(name.casefold())
    return f'Did you mean "{found}"?' if found else suggest(name, known)


def _problem(column: str, name: str, figures: Sequence[Figure], hint: str) -> Problem:
    first = figures[0]
    rest = len(figures) - 1
    more = f" (and {rest} more {'line' if rest == 1 else 'lines'})" if rest else ""
    place = attrs.evolve(first.place, path=column)
    if first.place.sheet:
        place = attrs.evolve(first.place, cell=f"row {first.line}")
    message = f"{column} “{name}”{more} is none of the plan's."
    if column == "indicator":
        hint += " If it is another figure, add it to the plan, or count the table without the plan."
    return Problem(place=place, message=message, hint=hint)


def _finding(column: str, name: str, known: Sequence[str], group: str, area: str) -> QualityFinding:
    near = _near(name, known)
    message = f"The {column} “{name}” is none of the plan's, and counts under its own name."
    return QualityFinding(
        code=QualityCode.NOT_IN_PLAN,
        message=f"{message} {near}".rstrip(),
        group=group,
        area=area,
    )
