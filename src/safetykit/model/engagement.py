"""How the public takes part: the level claimed, the promise made, and what was asked of whom.

The five levels are those of the spectrum of public participation of IAP2, cited by name only.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Approx, Cadence, PartialDate

__all__ = ["Consultation", "Engagement", "ParticipationLevel", "Promise"]


class ParticipationLevel(StrEnum):
    """How much influence on a decision the public has, from the least to the most."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"

    @property
    def rank(self) -> int:
        """The place of the level, from 1."""
        return list(ParticipationLevel).index(self) + 1


@attrs.frozen(kw_only=True)
class Promise:
    """What the public is promised, at the level that its words amount to."""

    level: ParticipationLevel
    promises: tuple[str, ...]
    about: str = ""


@attrs.frozen(kw_only=True)
class Engagement:
    """A way in which the public is to take part.

    `goal_levels` are the levels that the words of the goal amount to, whatever is claimed.
    """

    id: Id = id_field()
    title: str
    forms: tuple[str, ...] = ()
    levels_claimed: tuple[ParticipationLevel, ...] = ()
    goal: str = ""
    goal_levels: tuple[ParticipationLevel, ...] = ()
    goal_status: Status = Status.STATED
    promise: Promise | None = None
    audiences: tuple[Id, ...] = refs_field("cohorts")
    condition: str = ""
    cadence: Cadence | None = None
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Consultation:
    """A consultation that the plan rests on, or one that is still planned."""

    id: Id = id_field()
    about: str
    when: PartialDate | None = None
    answers: Approx | None = None
    outcome: str = ""
    planned: bool = False
    note: str = ""
    passage: Passage | None = None
