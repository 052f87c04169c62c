"""Whom a victim can turn to, and how to complain; emergency first.

What belongs here: routes, in order. Nothing is written down anywhere about who asked: that
somebody seeks help is theirs to tell.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

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
from safetykit.plugins.victims.data import CONTENT

__all__ = ["ComplaintSteps", "Need", "complaint_route", "support_routes"]


class Need(StrEnum):
    """What somebody needs help with."""

    CRIME = "crime"
    DOMESTIC_ABUSE = "domestic_abuse"
    SEXUAL_VIOLENCE = "sexual_violence"
    FRAUD = "fraud"
    HATE = "hate"
    BEREAVED = "bereaved"
    COMPLAINT = "complaint"


@attrs.frozen(kw_only=True)
class ComplaintSteps:
    """How to complain that rights were not met: the steps, in order, and whom to contact."""

    steps: tuple[Fact, ...]
    routes: tuple[Route, ...]
    caveats: tuple[str, ...]


def support_routes(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    need: Need | str,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to turn to, in order; emergency first, always.

    Args:
        jurisdiction: The nation.
        as_of: The day.
        need: What it is about.
        danger: Whether anybody may be in danger; then no web page is among the answers, for it
            can be seen by whoever looks at the device.

    Returns:
        The routes. Numbers that a person has yet to ring and check are left out.

    Examples:
        >>> found = support_routes("scotland", dt.date(2026, 11, 22), "crime")
        >>> [route.contact for route in found]
        ['999', '999', '101', '0800 160 1985']
    """
    what = parse_choice(Need, need, field="need")
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what, danger=danger
    )


def complaint_route(jurisdiction: Jurisdiction | str, as_of: dt.date) -> ComplaintSteps | Unknown:
    """Return how to complain that rights of the Victims' Code were not met.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The body first, then the Ombudsman; or `Unknown` for the other nations.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    steps: list[Fact] = []
    for part in ("first", "days", "ombudsman"):
        key = f"victims.complaint.{part}"
        answer = CONTENT.book.at(key, jurisdiction=nation, as_of=day)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about="complaints under the Victims' Code")
        steps.append(answer)
    return ComplaintSteps(
        steps=tuple(steps),
        routes=support_routes(nation, day, Need.COMPLAINT),
        caveats=tuple(text for fact in steps for text in fact.caveats_on(day)),
    )
