"""Rates of an area's night-time economy, by the hours that its premises are open.

What belongs here: one rate with its interval, of many premises together. What does not: rates
per resident, which mean nothing where few live and many go out, and figures of one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit.errors import InputError

if TYPE_CHECKING:
    from safetykit.stats import Estimate

__all__ = ["rate_by_premises_hours"]

FEWEST: Final = 10


def rate_by_premises_hours(count: int, premises_hours: float, *, premises: int) -> Estimate:
    """Return incidents per thousand premises-hours in an area, with an interval.

    Args:
        count: Incidents in the area, of all premises together.
        premises_hours: The hours that they were open, added up over the premises.
        premises: How many premises there are: 10 or more.

    Raises:
        InputError: There are fewer than 10 premises; or the count or the hours cannot be used.
    """
    if type(premises) is not int or premises < FEWEST:
        hint = "A figure of few premises names a place on thin data: join areas or years."
        raise InputError("premises", premises, f"{FEWEST} premises or more", hint=hint)
    from safetykit.stats.rates import rate

    return rate(count, premises_hours, multiplier=1000.0)
