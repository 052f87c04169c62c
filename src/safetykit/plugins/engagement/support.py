"""Whom to ask, to help or to complain; emergency first.

What belongs here: routes, in order. Nothing is kept about who asked.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.engagement.data import CONTENT

__all__ = ["Wish", "take_part_routes"]


class Wish(StrEnum):
    """What somebody wants."""

    ASK_WHAT_HAPPENED = "ask_what_happened"
    SAY_SOMETHING = "say_something"
    VOLUNTEER = "volunteer"
    COMPLAIN = "complain"
    REPORT = "report"


def take_part_routes(
    jurisdiction: Jurisdiction | str, as_of: dt.date, wish: Wish | str
) -> tuple[Route, ...]:
    """Return whom to turn to, in order; emergency first, always.

    Examples:
        >>> [r.id for r in take_part_routes("wales", dt.date(2026, 11, 22), "ask_what_happened")]
        ['engagement.emergency', 'engagement.body', 'engagement.information']
    """
    what = parse_choice(Wish, wish, field="wish")
    return current_routes(CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what)
