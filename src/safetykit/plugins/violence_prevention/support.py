"""Whom to turn to about violence; emergency first.

What belongs here: routes, in order. Nothing is kept about who asked.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.violence_prevention.data import CONTENT

__all__ = ["Worry", "support_routes"]


class Worry(StrEnum):
    """What somebody is worried about."""

    HURT = "hurt"
    CARRYING = "carrying"
    DRAWN_IN = "drawn_in"
    KNOW_SOMETHING = "know_something"
    PLACE = "place"
    PLAN = "plan"


def support_routes(
    jurisdiction: Jurisdiction | str, as_of: dt.date, worry: Worry | str
) -> tuple[Route, ...]:
    """Return whom to turn to, in order; emergency first, always.

    Numbers that a person has yet to ring and check are left out.

    Examples:
        >>> [r.contact for r in support_routes("england", dt.date(2026, 11, 22), "know_something")]
        ['999', '999', '101', '0800 555 111']
    """
    what = parse_choice(Worry, worry, field="worry")
    return current_routes(CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what)
