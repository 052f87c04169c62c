"""Where to turn: about a neighbour, a place, or dumped rubbish; and fixed penalties.

What belongs here: routes, in order, and the highest penalties by day. What does not: what a
council should do in a case.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from safetykit.content import (
    Fact,
    Jurisdiction,
    Route,
    Unknown,
    UnknownReason,
    current_routes,
    parse_choice,
    parse_jurisdiction,
    publishable,
    require_date,
)
from safetykit.plugins.antisocial_behaviour.data import CONTENT

__all__ = ["Concern", "Land", "Penalty", "Size", "fly_tip_route", "fpn_max", "help_routes"]

_ELSEWHERE: Final = "The council for the place."


class Concern(StrEnum):
    """What somebody is troubled by."""

    NOISE = "noise"
    PEOPLE = "people"
    THREATS = "threats"
    DRUGS = "drugs"
    VEHICLES = "vehicles"
    RUBBISH = "rubbish"
    PREMISES = "premises"
    PUBLIC_SPACE = "public_space"
    REVIEW = "review"
    OTHER = "other"


class Land(StrEnum):
    """Whose land dumped waste lies on."""

    PUBLIC = "public"
    PRIVATE = "private"


class Size(StrEnum):
    """How much there is: up to a lorry load, or more; dangerous waste counts as large."""

    SMALL = "small"
    LARGE = "large"


class Penalty(StrEnum):
    """What a fixed penalty is for."""

    FLY_TIPPING = "fly_tipping"
    LITTERING = "littering"
    HOUSEHOLD_DUTY = "household_duty"
    COMMUNITY_PROTECTION_NOTICE = "community_protection_notice"
    PUBLIC_SPACES_PROTECTION_ORDER = "public_spaces_protection_order"


def help_routes(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    concern: Concern | str,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to contact, in order; emergency first, always.

    Args:
        jurisdiction: The nation.
        as_of: The day.
        concern: What somebody is troubled by.
        danger: Whether anybody may be in danger; then every route is one where a person answers.

    Returns:
        The routes. In Scotland and Northern Ireland they are those of the police only: this
        module does not know the councils' services there.

    Examples:
        >>> [r.contact for r in help_routes("wales", dt.date(2026, 11, 22), "threats")][:1]
        ['999']
    """
    what = parse_choice(Concern, concern, field="concern")
    return _for(jurisdiction, as_of, what.value, danger=danger)


def fly_tip_route(
    jurisdiction: Jurisdiction | str, as_of: dt.date, land: Land | str, size: Size | str
) -> tuple[Route, ...] | Unknown:
    """Return whom to tell about dumped waste in England; emergency first.

    Args:
        jurisdiction: England.
        as_of: The day.
        land: Public or private; owners clear their own.
        size: Small or large.

    Returns:
        The routes; or `Unknown` for the other nations, whose services differ.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    where, much = parse_choice(Land, land, field="land"), parse_choice(Size, size, field="size")
    if nation is not Jurisdiction.ENGLAND:
        return Unknown(
            about="whom to tell about dumped waste",
            reason=UnknownReason.JURISDICTION_NOT_SUPPORTED,
            jurisdiction=nation,
            as_of=day,
            where_to_check=_ELSEWHERE,
        )
    found = {route.id: route for route in _for(nation, day, f"dumped_{where.value}")}
    if much is Size.LARGE:
        found |= {route.id: route for route in _for(nation, day, "large_waste")}
    return tuple(sorted(found.values(), key=lambda r: (r.stage.rank, r.order, r.id)))


def fpn_max(
    jurisdiction: Jurisdiction | str, as_of: dt.date, penalty: Penalty | str
) -> Fact | Unknown:
    """Return the highest fixed penalty on a day, in pounds.

    Args:
        jurisdiction: The nation; England's rules for waste are held.
        as_of: The day of the offence.
        penalty: What it is for.

    Returns:
        The fact; or `Unknown` where the figure is not held, or has yet to be checked by a person.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    what = parse_choice(Penalty, penalty, field="penalty")
    key = f"antisocial_behaviour.fpn.{what.value}"
    answer = CONTENT.book.at(key, jurisdiction=nation, as_of=day)
    if isinstance(answer, Unknown) or publishable(answer):
        return answer
    return Unknown(
        about=f"{answer.title}; a person has yet to check it",
        reason=UnknownReason.COMMENCEMENT_UNKNOWN,
        jurisdiction=nation,
        as_of=day,
        where_to_check="legislation.gov.uk, Crime and Policing Act 2026.",
    )


def _for(
    jurisdiction: Jurisdiction | str, as_of: dt.date, word: str, *, danger: bool = False
) -> tuple[Route, ...]:
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=word, danger=danger
    )
