"""Whom to tell of a crime in the country; never to step in.

What belongs here: routes in order, and the warning that goes with them. What does not: patrols.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.rural_crime.data import CONTENT

__all__ = ["Situation", "reporting_routes"]


class Situation(StrEnum):
    """What it is about."""

    HARE_COURSING = "hare_coursing"
    POACHING = "poaching"
    WILDLIFE = "wildlife"
    MACHINERY = "machinery"
    LIVESTOCK = "livestock"
    FLY_TIPPING = "fly_tipping"
    KNOWS_SOMETHING = "knows_something"
    OTHER = "other"


def reporting_routes(
    situation: Situation | str,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    *,
    in_progress: bool = False,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to tell, in order; emergency first, always, with the words not to approach.

    Args:
        situation: What it is about.
        jurisdiction: The nation.
        as_of: The day.
        in_progress: Whether it is happening now; then only emergency routes are given.
        danger: Whether anybody may be in danger; the same.

    Examples:
        >>> found = reporting_routes("poaching", "england", dt.date(2026, 11, 22), in_progress=True)
        >>> [(route.contact, route.notes) for route in found]
        [('999', 'Watch from afar. Do not approach them.')]
    """
    what = parse_choice(Situation, situation, field="situation")
    found = current_routes(CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what)
    return tuple(route for route in found if route.emergency or not (in_progress or danger))
