"""Whom to ask about money; emergency first.

What belongs here: routes, in order. Nothing is kept about who asked.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.commissioning.data import CONTENT

__all__ = ["Matter", "money_routes"]


class Matter(StrEnum):
    """What somebody asks about."""

    TAX = "tax"
    SPENDING = "spending"
    GRANT = "grant"
    SERVICE = "service"
    COMPLAINT = "complaint"


def money_routes(
    jurisdiction: Jurisdiction | str, as_of: dt.date, matter: Matter | str
) -> tuple[Route, ...]:
    """Return whom to ask, in order; emergency first, always.

    Examples:
        >>> [r.id for r in money_routes("wales", dt.date(2026, 11, 22), "spending")]
        ['commissioning.emergency', 'commissioning.commissioner']
    """
    what = parse_choice(Matter, matter, field="matter")
    return current_routes(CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what)
