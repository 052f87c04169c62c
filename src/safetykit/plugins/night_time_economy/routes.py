"""Whom to turn to on a night out, and about a place that is too loud.

What belongs here: routes in order. What does not: anything about a single place.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.night_time_economy.data import CONTENT

__all__ = ["Situation", "help_on_a_night_out"]


class Situation(StrEnum):
    """What happened."""

    SPIKED = "spiked"
    SEPARATED = "separated"
    UNEASY = "uneasy"
    LICENCE = "licence"


def help_on_a_night_out(
    situation: Situation | str,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to turn to, in order; emergency first, always.

    Args:
        situation: What happened.
        jurisdiction: The nation.
        as_of: The day.
        danger: Whether anybody may be in danger; then every route is one where a person answers.

    Examples:
        >>> found = help_on_a_night_out("uneasy", "england", dt.date(2026, 11, 22))
        >>> [route.label for route in found][1:]
        ['Police, when it is not an emergency', 'The staff at the bar or the door']
    """
    what = parse_choice(Situation, situation, field="situation")
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what, danger=danger
    )
