"""Which rows of the records are a plan's area.

What belongs here: the choice between a force and a district, made once for all indicators, designs
and stated figures. What does not: any count.
"""

from __future__ import annotations

from typing import Final

from safetykit.errors import InputError
from safetykit.model import Area
from safetykit.records import AreaKey, AreaRule, Counts, Travel

__all__ = ["WIDER", "area_key"]

WIDER: Final = 1.25  # the City of London's own force: 1.13, since some of its rows have no place


def area_key(area: Area, counts: Counts) -> AreaKey:
    """Return which rows are counted: the narrowest that show the whole of the area.

    A force of the district alone is taken for the area: its rows hold those without a place. Where
    the force recorded more than a quarter above what is coded to the district, over all months and
    categories, it serves other places too, and the district's rows are taken. A table as published
    is asked for the district, then for the area's name, then for the force.

    Raises:
        InputError: The records hold none of these.
    """
    force = AreaKey(AreaRule.RECORDED_BY_FORCE, area.police_force)
    district = AreaKey(AreaRule.CODED_TO_AREA, area.district)
    wanted = (
        *((district, force) if _is_wider(force, district, counts) else (force, district)),
        *(
            AreaKey(AreaRule.AS_PUBLISHED, name)
            for name in (area.district, area.name, area.police_force)
        ),
    )
    for key in wanted:
        if key in counts.areas:
            return key
    have = ", ".join(str(key) for key in counts.areas)
    hint = f"Set area.police_force or area.district in the plan; the records hold: {have}."
    raise InputError("area", area.name, "an area that the records hold", hint=hint)


def _is_wider(force: AreaKey, district: AreaKey, counts: Counts) -> bool:
    """Return whether a force's rows reach beyond a district.

    Of figures that are not public no sum decides, since it would be another once some are hidden.
    """
    if force not in counts.areas or district not in counts.areas:
        return False
    if counts.source.travel is not Travel.ALREADY_PUBLIC:
        return False
    return counts.total(area=force) > WIDER * counts.total(area=district)
