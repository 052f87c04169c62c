"""Whom to tell, if somebody breaks what was agreed or is a danger.

What belongs here: routes in order. What does not: anything about an offender.
"""

from __future__ import annotations

import datetime as dt

from safetykit.content import Jurisdiction, Route, Stage, current_routes
from safetykit.plugins.reoffending.data import CONTENT

__all__ = ["reporting_routes"]


def reporting_routes(jurisdiction: Jurisdiction | str, as_of: dt.date) -> tuple[Route, ...]:
    """Return whom to tell, in order; emergency first, always.

    Those who support victims are among the routes of the module, and on its guide.

    Args:
        jurisdiction: The nation.
        as_of: The day.

    Examples:
        >>> [route.contact for route in reporting_routes("wales", dt.date(2026, 11, 22))]
        ['999', '101']
    """
    found = current_routes(CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of)
    return tuple(route for route in found if route.emergency or route.stage is Stage.REPORT)
