"""The powers against anti-social behaviour in England and Wales, and where each of them stands.

What belongs here: which powers there are for an age and a place, and whether each is in force.
What does not: advice on which to use in a real case.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    LegalStatus,
    Unknown,
    UnknownReason,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.antisocial_behaviour.data import CONTENT

__all__ = [
    "CommunityProtectionNotice",
    "Power",
    "PowerInfo",
    "Setting",
    "power_info",
    "powers",
]

_KEY: Final = "antisocial_behaviour.power"
_CONVICTION_AGE: Final = 10  # nobody younger can be convicted in England and Wales
_OLDEST: Final = 120


class Power(StrEnum):
    """A power of the 2014 Act or its neighbours, or one that the 2026 Act adds."""

    CIVIL_INJUNCTION = "civil_injunction"
    CRIMINAL_BEHAVIOUR_ORDER = "criminal_behaviour_order"
    DISPERSAL = "dispersal"
    COMMUNITY_PROTECTION_NOTICE = "community_protection_notice"
    PUBLIC_SPACES_PROTECTION_ORDER = "public_spaces_protection_order"
    CLOSURE = "closure"
    VEHICLE_SEIZURE = "vehicle_seizure"
    RESPECT_ORDER = "respect_order"
    YOUTH_INJUNCTION = "youth_injunction"
    HOUSING_INJUNCTION = "housing_injunction"


class Setting(StrEnum):
    """Where the behaviour happens."""

    HOME = "home"
    PREMISES = "premises"
    PUBLIC_PLACE = "public_place"


_ONLY: Final = {
    Power.DISPERSAL: (Setting.PUBLIC_PLACE,),
    Power.PUBLIC_SPACES_PROTECTION_ORDER: (Setting.PUBLIC_PLACE,),
    Power.VEHICLE_SEIZURE: (Setting.PUBLIC_PLACE,),
    Power.CLOSURE: (Setting.HOME, Setting.PREMISES),
    Power.HOUSING_INJUNCTION: (Setting.HOME,),
}
_AGES: Final[dict[Power, tuple[int, int]]] = {
    Power.CIVIL_INJUNCTION: (10, _OLDEST),
    Power.CRIMINAL_BEHAVIOUR_ORDER: (_CONVICTION_AGE, _OLDEST),
    Power.DISPERSAL: (10, _OLDEST),
    Power.COMMUNITY_PROTECTION_NOTICE: (16, _OLDEST),
    Power.RESPECT_ORDER: (18, _OLDEST),
    Power.YOUTH_INJUNCTION: (10, 17),
}


@attrs.frozen(kw_only=True)
class PowerInfo:
    """A power, where it stands in law on a day, and the ages of people it can be used against."""

    power: Power
    status: LegalStatus
    answer: Fact | Unknown
    youngest: int | None
    oldest: int | None

    @property
    def in_force(self) -> bool:
        """Whether the power is known to be in force on the day."""
        return isinstance(self.answer, Fact)


def powers(
    jurisdiction: Jurisdiction | str, as_of: dt.date, age: int, setting: Setting | str
) -> tuple[PowerInfo, ...] | Unknown:
    """Return the powers that there are for a person of an age, in a place.

    Powers that are enacted, and of which nobody has seen whether they have begun, are among them;
    their `answer` is `Unknown`.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.
        age: The age of the person, in whole years.
        setting: Where the behaviour happens.

    Returns:
        The powers, in the order of `Power`; or `Unknown` for Scotland and Northern Ireland.

    Raises:
        InputError: The age or the setting is unusable.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    place, years = parse_choice(Setting, setting, field="setting"), _require_age(age)
    held = [
        _info(power, nation, day)
        for power in Power
        if place in _ONLY.get(power, tuple(Setting)) and _fits(power, years)
    ]
    known = tuple(info for info in held if isinstance(info, PowerInfo))
    missing = [info for info in held if isinstance(info, Unknown)]
    if known or not missing:
        return known
    return attrs.evolve(missing[0], about="powers against anti-social behaviour")


def power_info(
    jurisdiction: Jurisdiction | str, as_of: dt.date, power: Power | str, *, age: int
) -> PowerInfo | Unknown:
    """Return one power for a person of an age.

    Raises:
        InputError: The power cannot be used against a person of this age, or is not known.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    asked, years = parse_choice(Power, power, field="power"), _require_age(age)
    if not _fits(asked, years):
        youngest, oldest = _AGES[asked]
        words = f"{youngest} or older" if oldest == _OLDEST else f"from {youngest} to {oldest}"
        raise InputError("age", age, f"{words}, for a {asked.value.replace('_', ' ')}")
    return _info(asked, nation, day)


def _info(power: Power, nation: Jurisdiction, day: dt.date) -> PowerInfo | Unknown:
    """Return what is held of a power, or `Unknown` where nothing is held for nation and day."""
    answer = CONTENT.book.at(f"{_KEY}.{power.value}", jurisdiction=nation, as_of=day)
    if isinstance(answer, Unknown) and answer.reason is not UnknownReason.COMMENCEMENT_UNKNOWN:
        return answer
    unknown = LegalStatus.ENACTED_COMMENCEMENT_UNKNOWN
    youngest, oldest = _AGES.get(power, (None, None))
    return PowerInfo(
        power=power,
        status=answer.status if isinstance(answer, Fact) else unknown,
        answer=answer,
        youngest=youngest,
        oldest=None if oldest == _OLDEST else oldest,
    )


def _fits(power: Power, age: int) -> bool:
    youngest, oldest = _AGES.get(power, (0, _OLDEST))
    return youngest <= age <= oldest


def _require_age(age: object) -> int:
    if isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= _OLDEST:
        raise InputError("age", age, f"a whole number of years from 0 to {_OLDEST}")
    return age


@attrs.frozen(kw_only=True)
class CommunityProtectionNotice:
    """The days of a notice: it takes a written warning first, and time to put things right.

    Raises:
        InputError: There was no written warning before the notice, no time to act on it, or the
            person is under 16.
    """

    warned_on: dt.date | None
    issued_on: dt.date
    age: int | None = None

    def __attrs_post_init__(self) -> None:
        issued = require_date("issued_on", self.issued_on)
        hint = "The 2014 Act asks for a written warning before the notice, and enough time to act."
        if self.warned_on is None:
            raise InputError("warned_on", None, "the day of the written warning", hint=hint)
        if require_date("warned_on", self.warned_on) >= issued:
            expected = f"a day before issued_on ({issued.isoformat()})"
            raise InputError("warned_on", self.warned_on.isoformat(), expected, hint=hint)
        youngest = _AGES[Power.COMMUNITY_PROTECTION_NOTICE][0]
        if self.age is not None and _require_age(self.age) < youngest:
            expected = f"{youngest} or older, for a community protection notice"
            raise InputError("age", self.age, expected)
