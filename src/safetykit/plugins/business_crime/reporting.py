"""Whom to tell of a crime against a business, and what of repeats may be shown.

What belongs here: routes in order, and counts by area. What does not: addresses, which would tell
burglars where to go again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.errors import InputError
from safetykit.plugins.business_crime.data import CONTENT

__all__ = ["Level", "Situation", "areas_to_show", "reporting_routes"]


class Situation(StrEnum):
    """What happened."""

    THEFT = "theft"
    ASSAULT = "assault"
    BURGLARY = "burglary"
    KNOWS_SOMETHING = "knows_something"


class Level(StrEnum):
    """How finely a map or a list tells where something was."""

    NEIGHBOURHOOD = "neighbourhood"
    WARD = "ward"
    DISTRICT = "district"
    STREET = "street"
    POSTCODE = "postcode"
    ADDRESS = "address"


_TOO_FINE = (Level.STREET, Level.POSTCODE, Level.ADDRESS)


def reporting_routes(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    situation: Situation | str,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to tell, in order; emergency first, always.

    Args:
        jurisdiction: The nation.
        as_of: The day.
        situation: What happened.
        danger: Whether anybody may be in danger; then every route is one where a person answers.
    """
    what = parse_choice(Situation, situation, field="situation")
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what, danger=danger
    )


def areas_to_show(
    counts: Mapping[str, int], *, level: Level | str, threshold: int = 5
) -> dict[str, str]:
    """Return repeats and near repeats by area as they may be published; `*` hides a count.

    Args:
        counts: Counts by the name of the area.
        level: What the areas are: a neighbourhood, a ward or a district.
        threshold: Counts of 1 to this less 1 are hidden; it can be raised above 5, not lowered.

    Raises:
        InputError: The areas are streets, postcodes or addresses; there are none; or a count or
            the threshold cannot be used.
    """
    which = parse_choice(Level, level, field="level")
    if which in _TOO_FINE:
        hint = "It would tell a burglar where to go again. Add up to a neighbourhood or more."
        raise InputError("level", which.value, "neighbourhood, ward or district", hint=hint)
    if not counts:
        raise InputError("counts", {}, "at least one area")
    from safetykit.stats.disclosure import make_table, suppress

    table = make_table(list(counts.values()), {"area": list(counts)})
    shown = suppress(table, threshold=threshold).shown()
    return {area: shown[f"area={area}"] for area in counts} | {"total": shown["total"]}
