"""Alcohol limits for drivers, by nation and day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_jurisdiction, require_date
from safetykit.plugins.road_safety.data import CONTENT

__all__ = ["DrinkDriveLimit", "drink_drive_limit"]

_KEY: Final = "road_safety.drink_drive"


@attrs.frozen(kw_only=True)
class DrinkDriveLimit:
    """The three alcohol limits of a nation on a day, as exact numbers, each with its fact.

    A number below a limit does not say that driving is without risk, or lawful: driving while
    impaired is an offence at any level.
    """

    jurisdiction: Jurisdiction
    as_of: dt.date
    breath_ug_per_100ml: Decimal
    blood_mg_per_100ml: Decimal
    urine_mg_per_100ml: Decimal
    under_consultation: bool
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]


def drink_drive_limit(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> DrinkDriveLimit | Unknown:
    """Return the alcohol limits for drivers in a nation on a day.

    Args:
        jurisdiction: The nation; Scotland's limits are lower since December 2014.
        as_of: The day.

    Returns:
        The limits; or `Unknown` for a day before the first that the module vouches for.

    Examples:
        >>> import datetime as dt
        >>> limit = drink_drive_limit(jurisdiction="scotland", as_of=dt.date(2014, 12, 5))
        >>> limit.breath_ug_per_100ml, limit.blood_mg_per_100ml, limit.urine_mg_per_100ml
        (Decimal('22'), Decimal('50'), Decimal('67'))
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    facts: list[Fact] = []
    for part in ("breath", "blood", "urine"):
        answer = CONTENT.book.at(f"{_KEY}.{part}", jurisdiction=nation, as_of=day)
        if isinstance(answer, Unknown):
            return answer
        facts.append(answer)
    proposal = CONTENT.book.held(f"{_KEY}.consultation", jurisdiction=nation, as_of=day)
    noted = [*facts, proposal] if proposal else facts
    breath, blood, urine = (fact.value.require_number() for fact in facts)
    return DrinkDriveLimit(
        jurisdiction=nation,
        as_of=day,
        breath_ug_per_100ml=breath,
        blood_mg_per_100ml=blood,
        urine_mg_per_100ml=urine,
        under_consultation=proposal is not None,
        facts=tuple(facts),
        caveats=tuple(dict.fromkeys(text for fact in noted for text in fact.caveats_on(day))),
    )
