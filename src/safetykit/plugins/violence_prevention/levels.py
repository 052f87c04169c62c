"""Levels of prevention: what is done before violence, early, and long after it, and for whom.

What belongs here: the type of an intervention, the check that its level and its population fit, and
the timeline that shows which level nobody works on. What does not: whether an intervention works;
the module `evidence` holds ratings. People are chosen by need and consent, never by a score.
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
    "Intervention",
    "LevelMismatch",
    "Population",
    "PreventionLevel",
    "TimelineEntry",
    "check_level",
    "prevention_timeline",
]


class PreventionLevel(StrEnum):
    """When help comes, in the order of time."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"

    @property
    def when(self) -> str:
        """When help of this level comes, in a few words."""
        return _WHEN[self]


_WHEN: Final = {
    PreventionLevel.PRIMARY: "before violence, for everyone",
    PreventionLevel.SECONDARY: "early, when first signs show or just after harm",
    PreventionLevel.TERTIARY: "long after harm, so that it does not come again",
}


class Population(StrEnum):
    """For whom an intervention is, from everyone to those who were hurt or did harm."""

    UNIVERSAL = "universal"
    AT_RISK = "at_risk"
    AFFECTED = "affected"


def _level(value: object) -> PreventionLevel:
    return parse_choice(PreventionLevel, value, field="level")


def _population(value: object) -> Population:
    return parse_choice(Population, value, field="population")


@attrs.frozen(kw_only=True)
class Intervention:
    """Something that is done to prevent violence.

    Attributes:
        title: What it is called.
        level: When it comes.
        population: For whom it is.
        contexts: The places and groups in which it is done: a school, a park, a ward.
        evidence_rating: What a review says of it, in the words of the module `evidence`.
        safeguards: What keeps those who take part from harm; needed beyond the universal.
        chosen_by: How those who take part are found, in words: "referral by a school nurse".

    Raises:
        InputError: People are chosen by a score, or there is no safeguard for a small population.
    """

    title: str
    level: PreventionLevel = attrs.field(converter=_level)
    population: Population = attrs.field(converter=_population)
    contexts: tuple[str, ...] = ()
    evidence_rating: str = ""
    safeguards: tuple[str, ...] = ()
    chosen_by: str = ""

    def __attrs_post_init__(self) -> None:
        require_no_person_score("chosen_by", self.chosen_by)
        require_no_person_score("title", self.title)
        if self.population is not Population.UNIVERSAL and not self.safeguards:
            expected = "at least one safeguard for people who are singled out"
            hint = "Consent, a named person to talk to, and what is kept about them."
            raise InputError(f"{self.title}.safeguards", self.safeguards, expected, hint=hint)


@attrs.frozen(kw_only=True)
class LevelMismatch:
    """A level and a population that do not fit, and what to ask."""

    intervention: Intervention
    words: str


def check_level(intervention: Intervention) -> LevelMismatch | None:
    """Return what does not fit between level and population; None if nothing is seen.

    Examples:
        >>> everyone = Intervention(title="Assembly", level="tertiary", population="universal")
        >>> check_level(everyone).words
        'Assembly is called tertiary, and is for everyone: say who was harmed, or change the level.'
    """
    kind, whom = intervention.level, intervention.population
    if kind is PreventionLevel.TERTIARY and whom is Population.UNIVERSAL:
        words = "is for everyone: say who was harmed, or change the level."
    elif kind is PreventionLevel.PRIMARY and whom is Population.AFFECTED:
        words = "is for those already affected: say what comes before, or change the level."
    else:
        return None
    return LevelMismatch(
        intervention=intervention, words=f"{intervention.title} is called {kind.value}, and {words}"
    )


@attrs.frozen(kw_only=True)
class TimelineEntry:
    """One level, in the order of time, with what is done at it: perhaps nothing."""

    level: PreventionLevel
    interventions: tuple[Intervention, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is named at this level."""
        return not self.interventions

    def __str__(self) -> str:
        """Return the level and the titles at it."""
        titles = ", ".join(one.title for one in self.interventions) or "nothing is named"
        return f"{self.level.value}, {self.level.when}: {titles}"


def prevention_timeline(interventions: Iterable[Intervention]) -> tuple[TimelineEntry, ...]:
    """Return every level in the order of time, those without an intervention among them."""
    given = tuple(interventions)
    return tuple(
        TimelineEntry(level=level, interventions=tuple(i for i in given if i.level is level))
        for level in PreventionLevel
    )
