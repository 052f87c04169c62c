"""Whom to tell about an attack, and by when an organisation must tell the regulator.

What belongs here: routes in order, and one clock. What does not: how attacks are done, and any
text that somebody pastes: nothing here reads a description, so no password can end up in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Route,
    Unknown,
    current_routes,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.cyber_crime.data import CONTENT

__all__ = [
    "BreachClock",
    "Kind",
    "Sign",
    "Situation",
    "classify",
    "ico_clock",
    "offences",
    "reporting_routes",
]

_OFFENCES: Final = ("access", "access_with_intent", "impairing", "serious_damage", "articles")


class Situation(StrEnum):
    """Who was attacked, or what came in."""

    PERSON = "person"
    BUSINESS = "business"
    EMAIL = "email"
    TEXT = "text"
    WEBSITE = "website"
    IMAGES_CHILD = "images_child"
    IMAGES_ADULT = "images_adult"


class Kind(StrEnum):
    """Whether a crime needs a computer, or is made larger by one."""

    DEPENDENT = "dependent"
    ENABLED = "enabled"


class Sign(StrEnum):
    """What was seen, as a word and not as a text."""

    HACKING = "hacking"
    MALWARE = "malware"
    RANSOMWARE = "ransomware"
    DENIAL_OF_SERVICE = "denial_of_service"
    FRAUD = "fraud"
    HARASSMENT = "harassment"
    EXTORTION = "extortion"
    IMAGES = "images"


_KINDS: Final = {
    Sign.HACKING: (Kind.DEPENDENT,),
    Sign.MALWARE: (Kind.DEPENDENT,),
    Sign.DENIAL_OF_SERVICE: (Kind.DEPENDENT,),
    Sign.RANSOMWARE: (Kind.DEPENDENT, Kind.ENABLED),
}


@attrs.frozen(kw_only=True)
class BreachClock:
    """The moment by which an organisation tells the regulator, and the fact that says so."""

    aware_at: dt.datetime
    tell_by: dt.datetime
    fact: Fact
    caveats: tuple[str, ...]


def reporting_routes(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    situation: Situation | str,
    *,
    live: bool = False,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to tell, in order; emergency first, always.

    Args:
        jurisdiction: The nation; Scotland reports to Police Scotland.
        as_of: The day.
        situation: Who was attacked, or what came in.
        live: Whether the attack is going on now; then every route is one where a person answers.
        danger: Whether anybody may be in danger; the same.

    Examples:
        >>> day = dt.date(2026, 11, 22)
        >>> [r.contact for r in reporting_routes("england", day, "business", live=True)]
        ['999', 'the number on the back of your card', '0300 123 2040']
    """
    what = parse_choice(Situation, situation, field="situation")
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what, danger=live or danger
    )


def classify(signs: Iterable[Sign | str]) -> tuple[Kind, ...]:
    """Return the kinds that some signs stand for; an attack can be of both.

    Raises:
        InputError: A sign is not known; a text is never read for signs.

    Examples:
        >>> classify(["ransomware"])
        (<Kind.DEPENDENT: 'dependent'>, <Kind.ENABLED: 'enabled'>)
    """
    seen = [parse_choice(Sign, sign, field="signs") for sign in signs]
    kinds = {kind for sign in seen for kind in _KINDS.get(sign, (Kind.ENABLED,))}
    return tuple(kind for kind in Kind if kind in kinds)


def ico_clock(jurisdiction: Jurisdiction | str, aware_at: dt.datetime) -> BreachClock | Unknown:
    """Return the moment by which an organisation tells the Information Commissioner of a breach.

    The hours are counted as they pass, so a change of the clocks neither adds nor takes one.

    Args:
        jurisdiction: The nation.
        aware_at: When the organisation became aware, with its time zone.

    Raises:
        InputError: The moment has no time zone.
    """
    _require_moment(aware_at)
    nation = parse_jurisdiction(jurisdiction)
    key = "cyber_crime.breach.hours"
    fact = CONTENT.book.at(key, jurisdiction=nation, as_of=aware_at.date())
    if isinstance(fact, Unknown):
        return fact
    hours = dt.timedelta(hours=int(fact.value.require_number()))
    return BreachClock(
        aware_at=aware_at,
        tell_by=(aware_at.astimezone(dt.UTC) + hours).astimezone(aware_at.tzinfo),
        fact=fact,
        caveats=fact.caveats_on(aware_at.date()),
    )


def offences(jurisdiction: Jurisdiction | str, as_of: dt.date) -> tuple[Fact, ...] | Unknown:
    """Return the offences of the Computer Misuse Act 1990, in our words; none of the maxima.

    Args:
        jurisdiction: England or Wales; how the Act is used elsewhere is not held.
        as_of: The day.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    found: list[Fact] = []
    for part in _OFFENCES:
        answer = CONTENT.book.at(f"cyber_crime.offence.{part}", jurisdiction=nation, as_of=day)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about="offences of computer misuse")
        found.append(answer)
    return tuple(found)


def _require_moment(value: object) -> None:
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        hint = 'Add one: tzinfo=zoneinfo.ZoneInfo("Europe/London").'
        raise InputError("aware_at", value, "a date and time with a time zone", hint=hint)
