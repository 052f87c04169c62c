"""What a plan promises to do."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Cadence, PartialDate

__all__ = ["Action", "Commitment", "Milestone", "Strength"]


class Strength(StrEnum):
    """How firmly a promise is made, from the firmest to the least firm."""

    WILL = "will"
    INTENDS = "intends"
    SUPPORTS = "supports"
    EXPLORES = "explores"
    LOBBIES = "lobbies"
    ASPIRES = "aspires"


@attrs.frozen(kw_only=True)
class Commitment:
    """One promise within an action: what, how firmly, by whom, on what condition.

    `in_own_control` is None where the text does not let one tell. `pledge` names a promise that the
    text makes in several places: commitments with one pledge are wordings of one promise.

    Attributes:
        what: What is promised, in the words of the plan.
    """

    what: str
    strength: Strength
    actor: Id | None = ref_field("organisations")
    condition: str = ""
    in_own_control: bool | None = None
    pledge: str = ""


@attrs.frozen(kw_only=True)
class Milestone:
    """Something that is due at a partly known date.

    Attributes:
        what: What is to be done by then.
        due: By when.
    """

    what: str
    due: PartialDate
    status: Status = Status.STATED


@attrs.frozen(kw_only=True)
class Action:
    """An intervention or a promise of the plan.

    An action without `priorities` belongs to the partnership as a whole. `evaluates` says what of
    it the plan means to evaluate; the text may name no method. `began` is for work that already
    runs. `interventions` are the keys of rated interventions that it is one of, such as
    "evidence.hot_spots_policing"; `answers` are the consultations that it answers.

    Attributes:
        title: What is done, in a few words.
        commitments: What is promised, each with its strength: [{what: ..., strength: will}].
    """

    id: Id = id_field()
    title: str
    commitments: tuple[Commitment, ...]
    priorities: tuple[Id, ...] = refs_field("priorities")
    supports: tuple[Id, ...] = refs_field("objectives")
    themes: tuple[Id, ...] = refs_field("themes")
    partners: tuple[Id, ...] = refs_field("organisations")
    owner: Id | None = ref_field("organisations")
    measures: tuple[Id, ...] = refs_field("performance_measures")
    began: PartialDate | None = None
    milestones: tuple[Milestone, ...] = ()
    cadence: Cadence | None = None
    resource: str = ""
    evaluates: str = ""
    reasons: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    answers: tuple[Id, ...] = refs_field("consultations")
    passage: Passage | None = None

    @property
    def firmest(self) -> Strength:
        """The firmest strength among the commitments."""
        order = list(Strength)
        return min((c.strength for c in self.commitments), key=order.index, default=order[-1])
