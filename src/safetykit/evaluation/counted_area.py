"""Which rows of the records are a plan's area, and what a reader must know of the choice.

What belongs here: the choice between a force and a district, made once for all indicators, designs
and stated figures. What does not: any count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safetykit.errors import InputError
from safetykit.evaluation.results import AreaTotal
from safetykit.model import Area
from safetykit.records import AreaKey, AreaRule, Counts, Travel

__all__ = ["area_key", "wider_area_note"]

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


def wider_area_note(counted: AreaKey, totals: Sequence[AreaTotal]) -> str:
    """Say how a district lies to a force that serves other places too; empty if it does not."""
    of = {total.area.rule: total for total in totals}
    force, district = of.get(AreaRule.RECORDED_BY_FORCE), of.get(AreaRule.CODED_TO_AREA)
    if force is None or district is None:
        return ""
    place = district.area.name
    if counted != district.area:
        return _force_note(force, district) if force.before > WIDER * district.before else ""
    return (
        f"Counted is what is coded to {place}, {district.before:,} in the baseline; "
        f"{force.area.name}, which serves other places too, recorded {force.before:,} in all. What "
        f"it recorded without a place is not counted. For the whole of {force.area.name}, leave "
        "district out of the area of the plan."
    )


def _force_note(force: AreaTotal, district: AreaTotal) -> str:
    place = district.area.name
    return (
        f"Counted is all that {force.area.name} recorded, {force.before:,} in the baseline, where "
        f"{district.before:,} is coded to {place}, so rates on the people of {place} may mislead. "
        f"For {place} alone, leave police_force out of the area of the plan."
    )
