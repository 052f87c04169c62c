"""Where a plan uses an object: every reference, with its place and its holder, and its tests.

What belongs here: the walk along fields that refer. What does not: any judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from safetykit.evaluation.rules.asking import Where
from safetykit.model import Action, DesignMethod, Plan, ResearchKind
from safetykit.model.ids import REFERS_TO

__all__ = ["Use", "is_tested", "uses"]

TRIED: Final = (ResearchKind.EVALUATION, ResearchKind.PILOT)


@attrs.frozen(kw_only=True)
class Use:
    """One reference to an object.

    Attributes:
        name: The id of the object that is referred to.
        where: The place of the reference.
        field: The field that holds it: "owner", "signatories".
        holder: The object that stands in a collection of the plan and holds the reference.
    """

    name: str
    where: Where
    field: str
    holder: object


def uses(plan: Plan, collection: str) -> Iterator[Use]:
    """Yield every reference of the plan to an object of a collection, in the plan's order."""
    for field in attrs.fields(Plan):
        if field.metadata.get("transient"):
            continue
        value = getattr(plan, field.name)
        for i, item in enumerate(value if isinstance(value, tuple) else (value,)):
            where = (field.name, i) if isinstance(value, tuple) else (field.name,)
            if attrs.has(type(item)):
                yield from _uses(item, where, item, collection)


def is_tested(plan: Plan, action: Action) -> bool:
    """Return whether the plan says by which method it will find out what an action brings.

    A description compares nothing, and so tests nothing.
    """
    designs = any(
        action.id in design.actions and design.method is not DesignMethod.DESCRIPTION
        for design in plan.evaluation_designs
    )
    tried = (one for one in plan.research if one.kind in TRIED and one.method)
    return designs or any(action.id in one.of for one in tried)


def _uses(value: Any, where: Where, holder: object, collection: str) -> Iterator[Use]:
    for field in attrs.fields(type(value)):
        child = getattr(value, field.name)
        place = (*where, field.name)
        if field.metadata.get(REFERS_TO) == collection:
            for name in child if isinstance(child, tuple) else (child,):
                if name is not None:
                    yield Use(name=name, where=place, field=field.name, holder=holder)
        elif isinstance(child, tuple):
            for i, item in enumerate(child):
                if attrs.has(type(item)):
                    yield from _uses(item, (*place, i), holder, collection)
        elif attrs.has(type(child)):
            yield from _uses(child, place, holder, collection)
