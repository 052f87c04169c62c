"""Zones without cold calling: what they are, and whether incidents at doors changed in them.

What belongs here: the zone and a comparison with doors outside it. What does not: a claim that the
zone did it. A zone is advice to callers; cold calling is not itself a crime.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.content import require_date
from safetykit.errors import AnalysisError, InputError

if TYPE_CHECKING:
    from safetykit.stats.before_after import ComparisonGroup

__all__ = ["DoorCounts", "NoColdCallingZone", "ZoneReview", "zone_review"]

_METHOD: Final = "review of a zone without cold calling"


@attrs.frozen(kw_only=True)
class NoColdCallingZone:
    """A zone: its name, the day it began, and how many homes are in it."""

    name: str
    began_on: dt.date
    homes: int

    def __attrs_post_init__(self) -> None:
        require_date("began_on", self.began_on)
        if self.homes < 1:
            raise InputError("homes", self.homes, "a whole number of homes, 1 or more")


@attrs.frozen(kw_only=True)
class DoorCounts:
    """Reported incidents at doors inside a zone and outside it, from one day to another.

    Raises:
        InputError: A count is below 0, or the last day is before the first.
    """

    first_day: dt.date
    last_day: dt.date
    inside: int
    outside: int

    def __attrs_post_init__(self) -> None:
        first, last = (
            require_date("first_day", self.first_day),
            require_date("last_day", self.last_day),
        )
        if last < first:
            expected = f"a day on or after first_day ({first.isoformat()})"
            raise InputError("last_day", last.isoformat(), expected)
        for name in ("inside", "outside"):
            if getattr(self, name) < 0:
                raise InputError(name, getattr(self, name), "a count, 0 or more")


@attrs.frozen(kw_only=True)
class ZoneReview:
    """Incidents inside a zone against those outside it, before it began and since."""

    zone: NoColdCallingZone
    comparison: ComparisonGroup
    caveats: tuple[str, ...]


def zone_review(zone: NoColdCallingZone, before: DoorCounts, after: DoorCounts) -> ZoneReview:
    """Compare incidents at doors inside a zone with those outside it, before and after it began.

    Args:
        zone: The zone.
        before: The counts of a time that ends before the zone began.
        after: The counts of a time since then, as long as the one before, to a day or two.

    Raises:
        InputError: The times do not lie on the two sides of the first day, or differ in length.
        AnalysisError: There were no incidents outside, so there is nothing to compare with.
    """
    if not before.last_day < zone.began_on <= after.first_day:
        expected = f"a time before {zone.began_on.isoformat()} and one from then on"
        got = f"to {before.last_day.isoformat()}, and from {after.first_day.isoformat()}"
        raise InputError("before, after", got, expected)
    lengths = [(c.last_day - c.first_day).days + 1 for c in (before, after)]
    if abs(lengths[0] - lengths[1]) > 2:
        hint = "Months of one name in two years are alike in length and in season."
        raise InputError("after", lengths[1], f"about {lengths[0]} days, as before", hint=hint)
    if before.outside == 0:
        reason = "no incident outside the zone before it began."
        raise AnalysisError(_METHOD, reason, hint="Compare with a larger area.")
    from safetykit.stats.before_after import before_after_with_comparison

    comparison = before_after_with_comparison(
        before.inside, after.inside, before.outside, after.outside
    )
    caveats = (
        "Reports may rise because a zone tells people to report.",
        "A zone is often made where trouble was high, and high counts tend to fall by themselves.",
    )
    return ZoneReview(zone=zone, comparison=comparison, caveats=caveats)
