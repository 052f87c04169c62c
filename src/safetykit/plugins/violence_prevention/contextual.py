"""A plan for places and groups in which young people come to harm, by the four domains.

What belongs here: the domains of contextual safeguarding (Firmin), in our words, and the check that
each is worked on and that the place itself is measured. What does not: a list of young people.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError
from safetykit.plugins.violence_prevention.people import require_no_person_score

__all__ = [
    "Context",
    "ContextKind",
    "ContextMeasure",
    "ContextualPlan",
    "Domain",
    "contextual_plan",
]


class ContextKind(StrEnum):
    """Where harm outside the home happens."""

    SCHOOL = "school"
    PEERS = "peers"
    NEIGHBOURHOOD = "neighbourhood"
    ONLINE = "online"


class Domain(StrEnum):
    """The four domains: change the place, protect children, reach the place, measure the place."""

    TARGET = "target"
    LENS = "lens"
    PARTNERS = "partners"
    MEASURE = "measure"


def _kind(value: object) -> ContextKind:
    return parse_choice(ContextKind, value, field="kind")


@attrs.frozen(kw_only=True)
class Context:
    """A place or a group, by a name that names nobody."""

    name: str
    kind: ContextKind = attrs.field(converter=_kind)

    def __attrs_post_init__(self) -> None:
        require_no_person_score("name", self.name)


@attrs.frozen(kw_only=True)
class ContextMeasure:
    """What is measured, and of which context; `of` is empty for a figure about people.

    Raises:
        InputError: It is a score of a person.
    """

    title: str
    of: str = ""

    def __attrs_post_init__(self) -> None:
        require_no_person_score("title", self.title)


@attrs.frozen(kw_only=True)
class ContextualPlan:
    """What is done about each context, and which domains nobody works on."""

    contexts: tuple[Context, ...]
    actions: tuple[tuple[Domain, tuple[str, ...]], ...]
    measures: tuple[ContextMeasure, ...]

    @property
    def missing(self) -> tuple[Domain, ...]:
        """The domains without an action, in their order."""
        done = {domain for domain, named in self.actions if named}
        measured = {Domain.MEASURE} if self.measures else set()
        return tuple(domain for domain in Domain if domain not in done | measured)


_NONE: Final = "at least one measure of a context itself, such as felt safety in a named place"


def contextual_plan(
    *,
    contexts: Iterable[Context],
    measures: Iterable[ContextMeasure],
    actions: Iterable[tuple[Domain | str, Iterable[str]]] = (),
) -> ContextualPlan:
    """Return a plan whose measures reach the places, and not only the young people.

    Args:
        contexts: The places and groups.
        measures: What is measured; at least one is of a context that is named.
        actions: What is done, by domain.

    Raises:
        InputError: There is no context, no measure is of one, or a measure names another.
    """
    places = tuple(contexts)
    if not places:
        raise InputError("contexts", places, "at least one place or group")
    taken = tuple(measures)
    names = {place.name for place in places}
    for index, measure in enumerate(taken):
        if measure.of and measure.of not in names:
            expected = "a context of this plan: " + ", ".join(sorted(names))
            raise InputError(f"measures[{index}].of", measure.of, expected)
    if not any(measure.of for measure in taken):
        hint = "A child who copes better in a place that stays as it was is no change of the place."
        raise InputError("measures", [one.title for one in taken], _NONE, hint=hint)
    done = tuple(
        (parse_choice(Domain, domain, field="actions"), tuple(named)) for domain, named in actions
    )
    return ContextualPlan(contexts=places, actions=done, measures=taken)
