"""The law that a plan rests on: instruments, powers, thresholds, and who is exempt."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage
from safetykit.quantities import Period, Threshold

__all__ = [
    "Exemption",
    "InstrumentKind",
    "LegalInstrument",
    "LegalThreshold",
    "PlanKind",
    "Power",
]


class PlanKind(StrEnum):
    """What a plan is in terms of law; a plan may be none of these, or several."""

    POLICE_AND_CRIME = "police and crime plan"
    CRIME_AND_DISORDER = "crime and disorder strategy"
    SERIOUS_VIOLENCE = "serious violence strategy"
    PREVENT = "Prevent partnership plan"


class InstrumentKind(StrEnum):
    """What kind of text binds or guides."""

    ACT = "act"
    REGULATIONS = "regulations"
    ORDER = "order"
    CODE = "code"
    GUIDANCE = "guidance"
    DIRECTIVE = "directive"


@attrs.frozen(kw_only=True)
class LegalInstrument:
    """A text of law or guidance that the plan names."""

    id: Id = id_field()
    title: str
    kind: InstrumentKind
    year: int | None = None
    in_force: Period | None = None
    offences: tuple[str, ...] = ()
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Power:
    """A tool of law, such as an injunction or a licence review, and who may use it."""

    id: Id = id_field()
    title: str
    instrument: Id | None = ref_field("legal_instruments")
    held_by: tuple[Id, ...] = refs_field("organisations")
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Exemption:
    """That a body or an area is outside a duty, and by what."""

    id: Id = id_field()
    exempt: str
    from_what: str
    instrument: Id | None = ref_field("legal_instruments")
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class LegalThreshold:
    """A number at which, as the plan says, a rule of law applies.

    Attributes:
        says: The statement, paraphrased.
        law: The key of the fact that holds the law's number: "road_safety.totting.threshold".
        threshold: The number as the plan states it: "more than 12", "12 or more".
        whole: Whether only whole numbers are counted, as with points or days.
    """

    id: Id = id_field()
    says: str
    law: str
    threshold: Threshold
    whole: bool = False
    passage: Passage | None = None
